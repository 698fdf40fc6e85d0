using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Fulfilment;

namespace Storefront.Web.Features.Orders;

public enum OrderStatus
{
    /// <summary>Authorized, approved, and being captured.</summary>
    Confirmed,

    /// <summary>Authorized and held; not captured.</summary>
    InReview,

    /// <summary>Paid, and not yet sent as a whole: the lines tell what has left.</summary>
    Paid,

    /// <summary>Everything that is to be sent has left.</summary>
    Shipped,

    /// <summary>Everything that was sent has arrived.</summary>
    Delivered,

    Cancelled,

    /// <summary>Could not be fulfilled.</summary>
    Failed,
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

    /// <summary>The account it belongs to; null for a guest's order that nobody has claimed.</summary>
    public Guid? CustomerId { get; set; }

    public required string Email { get; init; }

    public required PurchaseSnapshot Purchase { get; init; }

    public decimal Total { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Raised to revoke every link to this order that was ever mailed.</summary>
    public int LinkVersion { get; private set; } = 1;

    /// <summary>What was taken from the card.</summary>
    public decimal Captured { get; private set; }

    /// <summary>Of it, what has gone back or is promised to go back. Never more than was captured: the table refuses it.</summary>
    public decimal GivenBack { get; private set; }

    public List<OrderLine> Lines { get; init; } = [];

    public List<Shipment> Shipments { get; init; } = [];

    public List<OrderChange> Changes { get; init; } = [];

    /// <summary>What staff find it by.</summary>
    public List<OrderTerm> Terms { get; init; } = [];

    /// <summary>What can still be refunded.</summary>
    public decimal Remaining => Captured - GivenBack;

    /// <summary>Nothing moves it any more.</summary>
    public bool IsOver => Status is OrderStatus.Cancelled or OrderStatus.Failed;

    public bool CanBeCancelled => Status is OrderStatus.Confirmed or OrderStatus.InReview or OrderStatus.Paid && Lines.All(line => line.Shipped == 0);

    public bool CanBeShipped => Status == OrderStatus.Paid && Lines.Any(line => line.ToSend > 0);

    public bool CanBeReturned => Status is OrderStatus.Paid or OrderStatus.Shipped or OrderStatus.Delivered && Remaining > 0 && Lines.Any(line => line.ToReturn > 0);

    public void Hold(DateTimeOffset at) => Become(OrderStatus.InReview, at, "We are checking the order.");

    public void Confirm(DateTimeOffset at) => Become(OrderStatus.Confirmed, at, "Order received.");

    public void Release(DateTimeOffset at) => Become(OrderStatus.Confirmed, at, "The check is done: the order goes ahead.");

    public void Pay(DateTimeOffset at)
    {
        Become(OrderStatus.Paid, at, "Payment taken.");
        Captured = Total;
    }

    public void Ship(Shipment shipment, string text)
    {
        if (!CanBeShipped)
            throw new InvalidOperationException($"Order {Number} has nothing to send.");

        foreach (var sent in shipment.Lines)
            Line(sent.OrderLineId).Ship(sent.Quantity);
        Shipments.Add(shipment);
        Become(Progress, shipment.ShippedAt, text);
    }

    public void Deliver(Shipment shipment, DateTimeOffset at)
    {
        shipment.Deliver(at);
        foreach (var sent in shipment.Lines)
            Line(sent.OrderLineId).Deliver(sent.Quantity);
        Become(Progress, at, Progress == OrderStatus.Delivered ? "Delivered." : "A parcel was delivered.");
    }

    /// <summary>Pieces that will not be sent. What is left decides whether the order is complete now.</summary>
    public void CallOff(OrderLine line, int quantity, DateTimeOffset at)
    {
        line.CallOff(quantity);
        if (Progress != Status)
            Become(Progress, at, "Everything else has been sent.");
    }

    public void Cancel(DateTimeOffset at, string why) => End(OrderStatus.Cancelled, at, why);

    public void Fail(DateTimeOffset at, string why) => End(OrderStatus.Failed, at, why);

    /// <summary>The bank gave a buyer's money back by a chargeback: it cannot be refunded once more. The order itself stays as it is.</summary>
    public void LoseToBank(decimal amount) => GivenBack += Math.Min(amount, Remaining);

    /// <summary>Adds to the story without moving the order.</summary>
    public void Note(DateTimeOffset at, string text) => Changes.Add(new OrderChange { At = at, Status = Status, Text = text });

    public OrderLine Line(long id) => Lines.Single(line => line.Id == id);

    public void RevokeLinks() => LinkVersion++;

    // How far a paid order is, told by its lines.
    private OrderStatus Progress =>
        Lines.Any(line => line.ToSend > 0) || Lines.All(line => line.Shipped == 0) ? OrderStatus.Paid
        : Lines.All(line => line.Delivered == line.Shipped) ? OrderStatus.Delivered
        : OrderStatus.Shipped;

    private void End(OrderStatus status, DateTimeOffset at, string why)
    {
        if (Lines.Any(line => line.Shipped > 0))
            throw new InvalidOperationException($"Order {Number} has left in part and cannot be called off as a whole.");

        Become(status, at, why);
        GivenBack = Captured;
    }

    private void Become(OrderStatus status, DateTimeOffset at, string text)
    {
        if (IsOver)
            throw new InvalidOperationException($"Order {Number} is over and stays so.");

        Status = status;
        Note(at, text);
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
            builder.HasIndex(order => order.Total);
            builder.Property(order => order.Email).HasMaxLength(254);
            builder.HasIndex(order => order.Email);
            builder.HasIndex(order => new { order.CustomerId, order.CreatedAt });
            builder.Property(order => order.Status).IsConcurrencyToken();
            builder.Property(order => order.Purchase).HasConversion(
                purchase => PurchaseSnapshot.Write(purchase),
                text => PurchaseSnapshot.Read(text)).HasMaxLength(-1);
            builder.ToTable(table => table.HasCheckConstraint("CK_Orders_Money", "GivenBack >= 0 AND GivenBack <= Captured AND Captured <= Total"));
            builder.HasOne<Attempt>().WithOne().HasForeignKey<Order>(order => order.AttemptId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
