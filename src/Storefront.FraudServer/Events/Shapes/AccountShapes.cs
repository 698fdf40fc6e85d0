using static Storefront.FraudServer.Events.Shapes.Member;

namespace Storefront.FraudServer.Events.Shapes;

/// <summary>Account protection (contract, events 7). Its words are strict: one that is not listed is refused.</summary>
internal static class AccountShapes
{
    private static readonly string[] Modes = ["Evaluate", "Protect"];

    public static Shape Creation { get; } = Event("AP.AccountCreation",
        [Text("signUpId"), OneOf("assessmentType", Modes), Date("customerLocalDate")], "signUpId", "customerLocalDate").With(
            [.. AccountParts.Account, Object("marketingContext", AccountParts.MarketingContext)]);

    public static Shape Update { get; } = Event("AP.AccountUpdate",
        [Text("accountUpdateId"), OneOf("assessmentType", Modes), Date("customerLocalDate")], "accountUpdateId", "customerLocalDate").With(AccountParts.Account);

    public static Shape Login { get; } = Event("AP.AccountLogin",
        [Text("loginId"), OneOf("assessmentType", Modes), Date("customerLocalDate")], "loginId", "customerLocalDate").With(
            Mandatory(Object("device", AccountParts.Device)),
            Object("user", AccountParts.KnownUser),
            Object("ssoAuthenticationProvider", AccountParts.SingleSignOn),
            Object("recentUpdate", new(Dates("lastPhoneNumberUpdateDate", "lastEmailUpdateDate", "lastAddressUpdateDate", "lastPaymentInstrumentUpdateDate"))),
            Object("marketingContext", AccountParts.MarketingContext));

    public static Shape StatusDetails { get; } = new(
        Mandatory(OneOf("statusType", "Approved", "Rejected", "Pending")),
        OneOf("reasonType", "None", "ChallengeAbandoned", "ChallengeFailed", "ChallengePassed", "ChallengePending", "ReviewFailed", "ReviewPassed", "ReviewPending"),
        OneOf("challengeType", "None", "SMS", "Email", "Phone", "Captcha", "Other"),
        Mandatory(Date("statusDate")));

    public static Shape CreationStatus { get; } = Event("AP.AccountCreation.Status", [Text("signUpId"), Text("userId")], "signUpId", "userId").With(
        Mandatory(Object("statusDetails", StatusDetails)));

    public static Shape LoginStatus { get; } = Event("AP.AccountLogin.Status", [Text("loginId"), Text("userId")], "loginId", "userId").With(
        Mandatory(Object("statusDetails", StatusDetails)));

    public static Shape LabelDetails { get; } = new(
        Mandatory(Date("eventTimeStamp")),
        Mandatory(OneOf("labelObjectType", "Purchase", "AccountCreation", "AccountLogin", "AccountUpdate", "CustomFraudEvaluation", "Account", "PaymentInstrument", "Email")),
        Mandatory(Text("labelObjectId")),
        OneOf("labelSource", "CustomerEscalation", "Chargeback", "TC40_SAFE", "ManualReview", "Refund", "OfflineAnalysis", "AccountProtectionReview"),
        Mandatory(OneOf("labelState", "InquiryAccepted", "Fraud", "Disputed", "Reversed", "Abuse", "ResubmittedRequest", "AccountCompromised", "AccountNotCompromised")),
        OneOf("labelReasonCode", "ProcessorResponseCode", "BankResponseCode", "FraudRefund", "AccountTakeOver", "PaymentInstrumentFraud", "AccountFraud", "Abuse",
            "FriendlyFraud", "AccountCredentialsLeaked", "PassedAccountProtectionChecks"),
        Text("processor"),
        Date("effectiveStartDate"), Date("effectiveEndDate") with { NotBefore = "effectiveStartDate" });

    public static Shape Label { get; } = Event("AP.Label", [Text("userId")], "userId").With(Mandatory(Object("label", LabelDetails)));

    // What every event begins with; the rest of its metadata is its own.
    private static Shape Event(string name, Member[] metadata, params string[] required) => new(
        Mandatory(OneOf("name", name)), Mandatory(OneOf("version", "0.5")),
        Mandatory(Object("metadata", new(
            [Mandatory(Text("trackingId")),
            .. metadata.Select(m => required.Contains(m.Name, StringComparer.Ordinal) ? Mandatory(m) : m),
            Mandatory(Date("merchantTimeStamp"))]))));
}
