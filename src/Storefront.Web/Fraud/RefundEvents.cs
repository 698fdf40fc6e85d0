using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Outbox;
using Refund = Storefront.Web.Features.Refunds.Refund;

namespace Storefront.Web.Fraud;

/// <summary>
/// A refund as Fraud Protection is told of it (docs/contract/flows.md section 7): asked for, paid, or declined, under one ID and
/// in line with the other events of its purchase. Part of the caller's transaction.
/// </summary>
internal sealed class RefundEvents(FraudProtectionService fraud, PurchaseEvents purchases, OutboxWriter outbox)
{
    public void Requested(Refund refund, Attempt attempt) => Tell(refund, attempt, RefundStatus.Unknown, refund.RequestedAt);

    public void Paid(Refund refund, Attempt attempt, DateTimeOffset at) => Tell(refund, attempt, RefundStatus.Approved, at);

    public void Declined(Refund refund, Attempt attempt, DateTimeOffset at) => Tell(refund, attempt, RefundStatus.Declined, at);

    private void Tell(Refund refund, Attempt attempt, RefundStatus status, DateTimeOffset at)
    {
        if (!purchases.Enabled)
            return;

        var told = new FraudProtection.Events.Refund
        {
            RefundId = refund.Id.ToString(),
            PurchaseId = attempt.PurchaseId,
            UserId = attempt.Snapshot.UserId,
            Reason = new RefundReason(refund.Reason.ToString()),
            Status = status,
            BankEventTimestamp = at,
            Amount = refund.Amount,
            Currency = attempt.Snapshot.Currency,
        };
        outbox.Add(attempt.OutboxKey, attempt.PurchaseId, fraud.Prepare(told, attempt.CorrelationId));
    }
}
