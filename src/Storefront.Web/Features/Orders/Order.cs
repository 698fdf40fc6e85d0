using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Web.Features.Checkout;

namespace Storefront.Web.Features.Orders;

public enum OrderStatus
{
    /// <summary>Authorized, approved, and being captured.</summary>
    Confirmed,

    /// <summary>Authorized and held; not captured.</summary>
    InReview,

    /// <summary>Paid.</summary>
    Paid,

    Cancelled,
}

/// <summary>A sale. It exists only for what was placed or is held, never for what was rejected or declined.</summary>
public sealed class Order
{
    public long Id { get; init; }

    /// <summary>What the shopper quotes. Random: it tells nothing of how much is sold, and opens nothing by itself.</summary>
    public required string Number { get; init; }

    public Guid AttemptId { get; init; }

    public required string PurchaseId { get; set; }

    public OrderStatus Status { get; private set; }

    public required string Email { get; init; }

    public required PurchaseSnapshot Purchase { get; init; }

    public decimal Total { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Raised to revoke every link to this order that was ever mailed.</summary>
    public int LinkVersion { get; private set; } = 1;

    public List<OrderLine> Lines { get; init; } = [];

    public List<OrderChange> Changes { get; init; } = [];

    public void Hold(DateTimeOffset at) => Become(OrderStatus.InReview, at, "We are checking the order.");

    public void Confirm(DateTimeOffset at) => Become(OrderStatus.Confirmed, at, "Order received.");

    public void Release(DateTimeOffset at) => Become(OrderStatus.Confirmed, at, "The check is done: the order goes ahead.");

    public void Pay(DateTimeOffset at) => Become(OrderStatus.Paid, at, "Payment taken.");

    public void Cancel(DateTimeOffset at, string why) => Become(OrderStatus.Cancelled, at, why);

    public void RevokeLinks() => LinkVersion++;

    private void Become(OrderStatus status, DateTimeOffset at, string text)
    {
        if (Status == OrderStatus.Cancelled)
            throw new InvalidOperationException($"Order {Number} is cancelled and stays so.");

        Status = status;
        Changes.Add(new OrderChange { At = at, Status = status, Text = text });
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Order>
    {
        public void Configure(EntityTypeBuilder<Order> builder)
        {
            builder.HasIndex(order => order.Number).IsUnique();
            builder.Property(order => order.Number).HasMaxLength(20);
            builder.HasIndex(order => order.AttemptId).IsUnique();
            builder.HasIndex(order => order.PurchaseId);
            builder.HasIndex(order => new { order.Status, order.CreatedAt });
            builder.HasIndex(order => order.CreatedAt);
            builder.Property(order => order.Email).HasMaxLength(254);
            builder.HasIndex(order => order.Email);
            builder.Property(order => order.Status).IsConcurrencyToken();
            builder.Property(order => order.Purchase).HasConversion(
                purchase => PurchaseSnapshot.Write(purchase),
                text => PurchaseSnapshot.Read(text)).HasMaxLength(-1);
            builder.HasOne<Attempt>().WithOne().HasForeignKey<Order>(order => order.AttemptId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

public sealed class OrderLine
{
    public long Id { get; init; }

    public long OrderId { get; init; }

    public int VariantId { get; init; }

    public required string Sku { get; init; }

    public required string Name { get; init; }

    public decimal UnitPrice { get; init; }

    public int Quantity { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<OrderLine>
    {
        public void Configure(EntityTypeBuilder<OrderLine> builder)
        {
            builder.HasOne<Order>().WithMany(order => order.Lines).HasForeignKey(line => line.OrderId);
            builder.HasIndex(line => line.VariantId);
        }
    }
}

/// <summary>One entry of an order's timeline.</summary>
public sealed class OrderChange
{
    public long Id { get; init; }

    public long OrderId { get; init; }

    public DateTimeOffset At { get; init; }

    public OrderStatus Status { get; init; }

    public required string Text { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<OrderChange>
    {
        public void Configure(EntityTypeBuilder<OrderChange> builder)
        {
            builder.HasOne<Order>().WithMany(order => order.Changes).HasForeignKey(change => change.OrderId);
            builder.ToTable("OrderChanges");
        }
    }
}
