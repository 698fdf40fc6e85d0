using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.OrderFile;

/// <summary>Lets an event of an order that was parked be sent again, as it is.</summary>
internal sealed class ParkedEvents(StoreDb db, OrderDesk desk, AuditTrail audit, TimeProvider clock)
{
    public Task<Refusal?> ResendAsync(long orderId, long eventId, CancellationToken cancellationToken) => desk.ChangeAsync(
        orderId,
        async (order, attempt) =>
        {
            var now = clock.GetUtcNow();
            var changed = await db.Outbox.Where(row => row.Id == eventId && row.Key == attempt.OutboxKey && row.State == OutboxState.Parked).ExecuteUpdateAsync(
                row => row.SetProperty(found => found.State, OutboxState.Waiting).SetProperty(found => found.DueAt, now).SetProperty(found => found.Tries, 0), cancellationToken);
            if (changed == 0)
                return new Refusal("This event is not parked any more.");

            audit.Record("Event resent", $"order {order.Number}", before: null, after: new { Event = eventId });
            return null;
        },
        cancellationToken);
}
