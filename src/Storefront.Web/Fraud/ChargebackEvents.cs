using Storefront.FraudProtection;
using Storefront.Web.Features.Chargebacks;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Outbox;

namespace Storefront.Web.Fraud;

/// <summary>
/// A chargeback as Fraud Protection is told of it (docs/contract/flows.md section 8): every step of the case under one ID, in
/// line with the other events of its purchase. Part of the caller's transaction.
/// </summary>
internal sealed class ChargebackEvents(FraudProtectionService fraud, PurchaseEvents purchases, OutboxWriter outbox)
{
    public void Tell(Chargeback chargeback, ChargebackStep step, Attempt attempt)
    {
        if (!purchases.Enabled)
            return;

        var told = new FraudProtection.Events.Chargeback
        {
            ChargebackId = chargeback.Id.ToString(),
            PurchaseId = attempt.PurchaseId,
            UserId = attempt.Snapshot.UserId,
            Reason = chargeback.Reason,
            Status = new FraudProtection.Events.ChargebackStatus(step.Status.ToString()),
            BankEventTimestamp = step.BankAt,
            Amount = chargeback.Amount,
            Currency = attempt.Snapshot.Currency,
        };
        outbox.Add(attempt.OutboxKey, attempt.PurchaseId, fraud.Prepare(told, attempt.CorrelationId));
    }
}
