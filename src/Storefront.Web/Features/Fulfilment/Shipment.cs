using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Web.Features.Orders;

namespace Storefront.Web.Features.Fulfilment;

/// <summary>A parcel that left. Its ID is made with the form, so that a form sent twice is one parcel.</summary>
public sealed class Shipment
{
    public required Guid Id { get; init; }

    public long OrderId { get; init; }

    public required string Carrier { get; init; }

    /// <summary>What the carrier knows it by.</summary>
    public required string TrackingNumber { get; init; }

    public DateTimeOffset ShippedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    public List<ShipmentLine> Lines { get; init; } = [];

    public void Deliver(DateTimeOffset at) => DeliveredAt ??= at;

    internal sealed class Mapping : IEntityTypeConfiguration<Shipment>
    {
        public void Configure(EntityTypeBuilder<Shipment> builder)
        {
            builder.ToTable("Shipments");
            builder.Property(shipment => shipment.Id).ValueGeneratedNever();
            builder.Property(shipment => shipment.Carrier).HasMaxLength(60);
            builder.Property(shipment => shipment.TrackingNumber).HasMaxLength(60);
            builder.HasOne<Order>().WithMany(order => order.Shipments).HasForeignKey(shipment => shipment.OrderId);
        }
    }
}

public sealed class ShipmentLine
{
    public long Id { get; init; }

    public Guid ShipmentId { get; init; }

    public long OrderLineId { get; init; }

    public int Quantity { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ShipmentLine>
    {
        public void Configure(EntityTypeBuilder<ShipmentLine> builder)
        {
            builder.ToTable("ShipmentLines");
            builder.HasOne<Shipment>().WithMany(shipment => shipment.Lines).HasForeignKey(line => line.ShipmentId);
            builder.HasOne<OrderLine>().WithMany().HasForeignKey(line => line.OrderLineId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
