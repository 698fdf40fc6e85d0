using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Web.Features.Orders;

namespace Storefront.Web.Features.Refunds;

public enum RefundState
{
    /// <summary>Asked for; nobody has decided.</summary>
    Requested,

    /// <summary>Decided, its amount set aside; the bank is being asked.</summary>
    Paying,

    Paid,

    /// <summary>Not paid: refused by us, or by the bank.</summary>
    Declined,
}

public enum RefundReason
{
    CustomerRequest,
    NonFraudRefund,
    FraudRefund,
}

/// <summary>
/// Money on its way back to a card: stored first, then paid by the bank, then told to Fraud Protection, all under this one ID.
/// Whoever holds its lease asks the bank; a repeated call is the same call.
/// </summary>
public sealed class Refund
{
    /// <summary>Made with the form that asks for it, so that a form sent twice is one refund.</summary>
    public required Guid Id { get; init; }

    public long OrderId { get; init; }

    public Order? Order { get; init; }

    public decimal Amount { get; private set; }

    public required RefundReason Reason { get; init; }

    /// <summary>For colleagues; the buyer does not see it.</summary>
    public string Note { get; init; } = "";

    public RefundState State { get; private set; }

    public List<RefundLine> Lines { get; init; } = [];

    public required DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>When it was paid or declined for good.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    public string? BankResponseCode { get; private set; }

    public DateTimeOffset DueAt { get; private set; }

    public int Tries { get; private set; }

    public string? LastProblem { get; private set; }

    public string? Lease { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public string BankKey => $"refund-{Id:N}";

    /// <summary>What is asked for, before anybody has decided.</summary>
    public static Refund Ask(Guid id, Order order, decimal amount, RefundReason reason, string note, DateTimeOffset at) => new()
    {
        Id = id,
        OrderId = order.Id,
        Amount = amount,
        Reason = reason,
        Note = note,
        RequestedAt = at,
    };

    public void Approve(decimal amount, DateTimeOffset at)
    {
        Become(RefundState.Requested, RefundState.Paying);
        (Amount, DecidedAt, DueAt) = (amount, at, at);
    }

    public void Refuse(DateTimeOffset at)
    {
        Become(RefundState.Requested, RefundState.Declined);
        (DecidedAt, FinishedAt) = (at, at);
    }

    public void Pay(string responseCode, DateTimeOffset at)
    {
        Become(RefundState.Paying, RefundState.Paid);
        Finish(responseCode, at);
    }

    public void DeclineByBank(string responseCode, DateTimeOffset at)
    {
        Become(RefundState.Paying, RefundState.Declined);
        Finish(responseCode, at);
    }

    /// <summary>The bank gave no answer: the same call again, later.</summary>
    public void Wait(string problem, DateTimeOffset at)
    {
        Tries++;
        LastProblem = problem.Length > 200 ? problem[..200] : problem;
        DueAt = at + TimeSpan.FromSeconds(Math.Min(900, Math.Pow(2, Tries)));
    }

    private void Finish(string responseCode, DateTimeOffset at) => (BankResponseCode, FinishedAt, LastProblem) = (responseCode, at, null);

    private void Become(RefundState from, RefundState to) =>
        State = State == from ? to : throw new InvalidOperationException($"Refund {Id} is {State}, not {from}.");

    internal sealed class Mapping : IEntityTypeConfiguration<Refund>
    {
        public void Configure(EntityTypeBuilder<Refund> builder)
        {
            builder.Property(refund => refund.Id).ValueGeneratedNever();
            builder.Property(refund => refund.Note).HasMaxLength(500);
            builder.Property(refund => refund.Lease).IsConcurrencyToken();
            builder.Property(refund => refund.State).IsConcurrencyToken();
            builder.HasIndex(refund => new { refund.State, refund.DueAt });
            builder.HasIndex(refund => refund.RequestedAt);
            builder.HasOne(refund => refund.Order).WithMany().HasForeignKey(refund => refund.OrderId).OnDelete(DeleteBehavior.Restrict);
            builder.ToTable(table => table.HasCheckConstraint("CK_Refunds_Amount", "Amount >= 0"));
        }
    }
}

/// <summary>The pieces a refund is for; none where it is for an amount alone.</summary>
public sealed class RefundLine
{
    public long Id { get; init; }

    public Guid RefundId { get; init; }

    public long OrderLineId { get; init; }

    public int Quantity { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RefundLine>
    {
        public void Configure(EntityTypeBuilder<RefundLine> builder)
        {
            builder.ToTable("RefundLines");
            builder.HasOne<Refund>().WithMany(refund => refund.Lines).HasForeignKey(line => line.RefundId);
            builder.HasOne<OrderLine>().WithMany().HasForeignKey(line => line.OrderLineId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
