using Microsoft.EntityFrameworkCore;
using Storefront.FraudProtection.Events;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Features.Staff;
using ChargebackStatus = Storefront.Web.Features.Chargebacks.ChargebackStatus;

namespace Storefront.Web.Features.Orders;

/// <summary>
/// Calls an order off as a whole while nothing of it has left. What was reserved or taken goes back by the bank's void, which
/// the attempt does next and survives a kill.
/// </summary>
internal sealed class Cancelling(StoreDb db, OrderDesk desk, Settlement settlement, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The buyer asks. An order that is being checked can be called off too.</summary>
    public Task<Refusal?> AskAsync(long orderId, CancellationToken cancellationToken) =>
        desk.ChangeAsync(
            orderId,
            (order, attempt) => EndAsync(order, attempt, PurchaseStatusType.Canceled, PurchaseStatusReason.CustomerRequest, "You cancelled the order.", restock: true, byStaff: null, cancellationToken),
            cancellationToken);

    /// <summary>Staff do it because the buyer asked.</summary>
    public Task<Refusal?> CancelAsync(long orderId, CancellationToken cancellationToken) =>
        desk.ChangeAsync(
            orderId,
            (order, attempt) => order.Status == OrderStatus.InReview
                ? Task.FromResult<Refusal?>(new Refusal("This order is being reviewed. Decide it in the review queue."))
                : EndAsync(order, attempt, PurchaseStatusType.Canceled, PurchaseStatusReason.CustomerRequest, "The order was cancelled as you asked.", restock: true, "Order cancelled", cancellationToken),
            cancellationToken);

    /// <summary>Part of the change of an order whose last pieces cannot be sent.</summary>
    public Task<Refusal?> FailAsync(Order order, Attempt attempt, bool restock, CancellationToken cancellationToken) =>
        EndAsync(order, attempt, PurchaseStatusType.Failed, PurchaseStatusReason.FulfillmentFailed, "We cannot send what you ordered.", restock, "Order failed", cancellationToken);

    private async Task<Refusal?> EndAsync(
        Order order, Attempt attempt, PurchaseStatusType type, PurchaseStatusReason reason, string why, bool restock, string? byStaff, CancellationToken cancellationToken)
    {
        if (order.Status is OrderStatus.Cancelled or OrderStatus.Failed)
            return null; // asked twice, done once
        if (!order.CanBeCancelled)
            return new Refusal("Something of this order has left already. It can be returned, but not cancelled.");
        if (await db.Refunds.AnyAsync(refund => refund.OrderId == order.Id && refund.State == RefundState.Paying, cancellationToken))
            return new Refusal("A refund of this order is being paid just now. Try again when it is through.");
        if (await db.Chargebacks.AnyAsync(chargeback => chargeback.OrderId == order.Id && chargeback.Status == ChargebackStatus.Accepted, cancellationToken))
            return new Refusal("The bank has given money of this order back already, so it cannot be called off as a whole. What remains can be refunded.");
        if (attempt.LeaseUntil > clock.GetUtcNow())
            return Refusal.Busy;

        if (byStaff is not null)
            audit.Record(byStaff, $"order {order.Number}", new { order.Status }, new { Status = type.Value, Restocked = restock, order.Remaining });
        attempt.Lease = null; // whoever worked on it and stalled can store nothing any more
        await settlement.CallOffAsync(attempt, order, type, reason, why, restock, cancellationToken);
        return null;
    }
}
