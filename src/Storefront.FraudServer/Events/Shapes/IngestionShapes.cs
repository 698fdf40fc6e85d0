using static Storefront.FraudServer.Events.Shapes.Member;

namespace Storefront.FraudServer.Events.Shapes;

/// <summary>Events that tell what happened (contract, events 5).</summary>
internal static class IngestionShapes
{
    private static readonly Member Metadata = Mandatory(Object("_metadata", Parts.Metadata));

    public static Shape PurchaseStatus { get; } = new(
        Mandatory(Text("purchaseId")),
        Mandatory(Text("statusType", "Approved", "Pending", "Rejected", "Failed", "Canceled", "Unknown")),
        Mandatory(Date("statusDate")),
        Text("reason", "RuleEngine", "MerchantOverride", "ChallengeSolved", "ChallengeFailed", "CustomerRequest",
            "FufillmentFailed", // sic, on the wire
            "InlineManualReview_General", "InlineManualReview_Fraud", "InlineManualReview_AccountCompromise",
            "OfflineManualReview_General", "OfflineManualReview_Fraud", "OfflineManualReview_AccountCompromise", "Safelist", "Blocklist"),
        Metadata);

    public static Shape BankEvent { get; } = new(
        Mandatory(Text("bankEventId")),
        Mandatory(Text("type", "Auth", "Charge", "AuthCancel", "ChargeReversal")),
        Mandatory(Text("purchaseId")),
        Text("status", "Approved", "Declined", "Unknown"),
        Date("bankEventTimestamp"),
        Text("bankResponseCode"), Text("paymentProcessor"), Text("mrn"), Text("mid"), Text("merchantPaymentInstrumentId"),
        Text("paymentMethod", PaymentInstrument.Methods), Text("cardType", PaymentInstrument.CardTypes),
        Boolean("updatedPI"),
        Text("cvvVerify", PaymentInstrument.Verifications), Text("avsVerify", PaymentInstrument.Verifications), Text("cavVerify", PaymentInstrument.Verifications),
        Text("authResultCode", PaymentInstrument.Results) with { Alias = "authorizationResultCode" },
        Text("authResultText", PaymentInstrument.ResultTexts) with { Alias = "authorizationResultText" },
        Object("threeDS", Parts.ThreeDS),
        Metadata);

    public static Shape Refund { get; } = new(
        Mandatory(Text("refundId")), Mandatory(Text("purchaseId")), Text("userId"),
        Text("reason", "FraudRefund", "CustomerRequest", "NonFraudRefund"),
        Text("status", "Approved", "Declined", "Unknown"),
        Date("bankEventTimestamp"), Number("amount"), Text("currency"), Metadata);

    public static Shape Chargeback { get; } = new(
        Mandatory(Text("chargebackId")), Mandatory(Text("purchaseId")), Text("userId"), Text("reason"),
        Text("status", "Inquiry", "Accepted", "Disputed", "Reversed", "ResubmittedRequest"),
        Date("bankEventTimestamp"), Number("amount"), Text("currency"), Metadata);

    public static Shape UpdateAccount { get; } = Parts.User.With(
        List("addressList", Parts.Address.With(Text("type", "Shipping", "Billing", "Signup", "Account", "Unknown"))),
        List("paymentInstrumentList", PaymentInstrument.OfAccount),
        Object("deviceContext", Parts.DeviceContext),
        Metadata);

    public static Shape Label { get; } = new(
        Mandatory(Text("labelObjectType", "Purchase", "Signup", "GenericEvent", "Account", "PI", "Email", "CUSTOMFRAUDEVALUATION",
            "ACCOUNTCREATION", "ACCOUNTLOGIN")),
        Mandatory(Text("labelObjectId")),
        Text("labelSource", "CustomerEscalation", "Chargeback", "TC40_SAFE", "ManualReview", "Refund", "OfflineAnalysis"),
        Text("labelReasonCodes"), // comma-separated, partly the processor's own
        Text("labelState", "Inquiry", "Received", "Accepted", "Fraud", "Disputed", "Reversed", "ResubmittedRequest", "Abuse", "FalsePositive"),
        Boolean("isFraud"), Text("reasonText"), Text("processor"),
        Date("eventTimeStamp"), Date("effectiveStartDate"), Date("effectiveEndDate"),
        Number("amount"), Text("currency"), Metadata);
}
