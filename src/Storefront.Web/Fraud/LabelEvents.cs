using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;
using Storefront.Web.Features.Labels;
using Storefront.Web.Features.Outbox;

namespace Storefront.Web.Fraud;

/// <summary>
/// Labels as Fraud Protection is told of them (docs/contract/flows.md section 10). Refunds and chargebacks have events of their own
/// and are never labelled besides. Part of the caller's transaction.
/// </summary>
internal sealed class LabelEvents(FraudProtectionService fraud, PurchaseEvents purchases, OutboxWriter outbox)
{
    public void Tell(FraudLabel label, string key, string correlationId)
    {
        if (purchases.Enabled)
            outbox.Add(key, label.ObjectId, fraud.Prepare(Wire(label), correlationId));
    }

    private static Label Wire(FraudLabel label) => Said(label.Meaning) with
    {
        LabelObjectType = TypeOf(label.About),
        LabelObjectId = label.ObjectId,
        EventTimeStamp = label.At,
        EffectiveStartDate = label.From,
        EffectiveEndDate = label.Until,
        Processor = label.Processor,
        Amount = label.Amount,
        Currency = label.Currency,
    };

    private static Label Said(LabelMeaning meaning) => meaning switch
    {
        LabelMeaning.PurchaseFraud => Of(LabelSource.ManualReview, LabelState.Fraud, isFraud: true),
        LabelMeaning.PurchaseTakeover => Of(LabelSource.ManualReview, LabelState.Fraud, isFraud: true, LabelReasons.AccountTakeOver),
        LabelMeaning.SchemeReport => Of(LabelSource.FraudReport, LabelState.Accepted, isFraud: null, LabelReasons.FraudRefund),
        LabelMeaning.AccountAbuse => Of(LabelSource.ManualReview, LabelState.Abuse, isFraud: null, LabelReasons.Abuse),
        LabelMeaning.AccountTakeover => Of(LabelSource.CustomerEscalation, LabelState.Fraud, isFraud: true, LabelReasons.AccountTakeOver) with { ReasonText = "AccountCompromise" },
        LabelMeaning.WronglyBlocked => Of(LabelSource.CustomerEscalation, LabelState.FalsePositive, isFraud: false),
        LabelMeaning.StolenCard => Of(LabelSource.OfflineAnalysis, LabelState.Fraud, isFraud: null, LabelReasons.PaymentInstrumentFraud),
        _ => Of(LabelSource.ManualReview, LabelState.Fraud, isFraud: true),
    };

    private static Label Of(LabelSource source, LabelState state, bool? isFraud, string? reasons = null) => new()
    {
        LabelObjectType = LabelObjectType.Purchase,
        LabelObjectId = "",
        LabelSource = source,
        LabelState = state,
        IsFraud = isFraud,
        LabelReasonCodes = reasons,
    };

    private static LabelObjectType TypeOf(LabelObject what) => what switch
    {
        LabelObject.Purchase => LabelObjectType.Purchase,
        LabelObject.Account => LabelObjectType.Account,
        LabelObject.Card => LabelObjectType.PaymentInstrument,
        _ => LabelObjectType.Email,
    };
}
