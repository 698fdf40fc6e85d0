using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Refunds;

namespace Storefront.Web.Features.Returns;

public enum ReturnState
{
    Asked,
    Accepted,
    Refused,
}

public enum ReturnReason
{
    ChangedMind,
    DoesNotFit,
    NotAsDescribed,
    Damaged,
    WrongItem,
    ArrivedLate,
}

/// <summary>A buyer asks to send pieces back. Staff decide; the refund that belongs to it goes with the decision.</summary>
public sealed class ReturnRequest
{
    /// <summary>Made with the form, so that a form sent twice asks once.</summary>
    public required Guid Id { get; init; }

    public long OrderId { get; init; }

    public Order? Order { get; init; }

    public Guid RefundId { get; init; }

    public Refund? Refund { get; init; }

    public ReturnState State { get; private set; }

    /// <summary>What the buyer wrote.</summary>
    public string Note { get; init; } = "";

    /// <summary>What staff answered the buyer.</summary>
    public string Answer { get; private set; } = "";

    public required DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public List<ReturnLine> Lines { get; init; } = [];

    public void Accept(string answer, DateTimeOffset at) => Decide(ReturnState.Accepted, answer, at);

    public void Refuse(string answer, DateTimeOffset at) => Decide(ReturnState.Refused, answer, at);

    private void Decide(ReturnState state, string answer, DateTimeOffset at)
    {
        if (State != ReturnState.Asked)
            throw new InvalidOperationException($"Return {Id} is {State} already.");

        (State, Answer, DecidedAt) = (state, answer, at);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ReturnRequest>
    {
        public void Configure(EntityTypeBuilder<ReturnRequest> builder)
        {
            builder.ToTable("Returns");
            builder.Property(request => request.Id).ValueGeneratedNever();
            builder.Property(request => request.Note).HasMaxLength(1000);
            builder.Property(request => request.Answer).HasMaxLength(1000);
            builder.Property(request => request.State).IsConcurrencyToken();
            builder.HasIndex(request => new { request.State, request.AskedAt });
            builder.HasOne(request => request.Order).WithMany().HasForeignKey(request => request.OrderId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(request => request.Refund).WithOne().HasForeignKey<ReturnRequest>(request => request.RefundId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

public sealed class ReturnLine
{
    public long Id { get; init; }

    public Guid ReturnRequestId { get; init; }

    public long OrderLineId { get; init; }

    public int Quantity { get; init; }

    public ReturnReason Reason { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ReturnLine>
    {
        public void Configure(EntityTypeBuilder<ReturnLine> builder)
        {
            builder.ToTable("ReturnLines");
            builder.HasOne<ReturnRequest>().WithMany(request => request.Lines).HasForeignKey(line => line.ReturnRequestId);
            builder.HasOne<OrderLine>().WithMany().HasForeignKey(line => line.OrderLineId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
