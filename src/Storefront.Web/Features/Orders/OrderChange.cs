using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Web.Features.Orders;

/// <summary>One entry of an order's timeline, in words for its buyer.</summary>
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
