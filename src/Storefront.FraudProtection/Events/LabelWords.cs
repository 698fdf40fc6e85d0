namespace Storefront.FraudProtection.Events;

/// <summary>What a label is about.</summary>
public sealed record LabelObjectType(string Value) : WireWord(Value)
{
    /// <summary>One purchase.</summary>
    public static LabelObjectType Purchase { get; } = new("Purchase");

    /// <summary>One sign-up.</summary>
    public static LabelObjectType SignUp { get; } = new("Signup");

    /// <summary>One event of another kind.</summary>
    public static LabelObjectType GenericEvent { get; } = new("GenericEvent");

    /// <summary>Everything of an account.</summary>
    public static LabelObjectType Account { get; } = new("Account");

    /// <summary>Everything of a payment instrument.</summary>
    public static LabelObjectType PaymentInstrument { get; } = new("PI");

    /// <summary>The user with an e-mail address.</summary>
    public static LabelObjectType Email { get; } = new("Email");

    /// <summary>One custom assessment.</summary>
    public static LabelObjectType CustomFraudEvaluation { get; } = new("CUSTOMFRAUDEVALUATION");

    /// <summary>One account creation.</summary>
    public static LabelObjectType AccountCreation { get; } = new("ACCOUNTCREATION");

    /// <summary>One sign-in.</summary>
    public static LabelObjectType AccountLogin { get; } = new("ACCOUNTLOGIN");
}

/// <summary>Who knows what a label says.</summary>
public sealed record LabelSource(string Value) : WireWord(Value)
{
    /// <summary>The customer.</summary>
    public static LabelSource CustomerEscalation { get; } = new("CustomerEscalation");

    /// <summary>A chargeback.</summary>
    public static LabelSource Chargeback { get; } = new("Chargeback");

    /// <summary>A TC40 or SAFE report of a card scheme.</summary>
    public static LabelSource FraudReport { get; } = new("TC40_SAFE");

    /// <summary>A reviewer.</summary>
    public static LabelSource ManualReview { get; } = new("ManualReview");

    /// <summary>A refund.</summary>
    public static LabelSource Refund { get; } = new("Refund");

    /// <summary>An analysis made later.</summary>
    public static LabelSource OfflineAnalysis { get; } = new("OfflineAnalysis");
}

/// <summary>What a label says.</summary>
public sealed record LabelState(string Value) : WireWord(Value)
{
    /// <summary>It is being asked about.</summary>
    public static LabelState Inquiry { get; } = new("Inquiry");

    /// <summary>It was received.</summary>
    public static LabelState Received { get; } = new("Received");

    /// <summary>It was accepted.</summary>
    public static LabelState Accepted { get; } = new("Accepted");

    /// <summary>It is fraud.</summary>
    public static LabelState Fraud { get; } = new("Fraud");

    /// <summary>It is contested.</summary>
    public static LabelState Disputed { get; } = new("Disputed");

    /// <summary>It was reversed.</summary>
    public static LabelState Reversed { get; } = new("Reversed");

    /// <summary>It was filed again.</summary>
    public static LabelState ResubmittedRequest { get; } = new("ResubmittedRequest");

    /// <summary>It is abuse.</summary>
    public static LabelState Abuse { get; } = new("Abuse");

    /// <summary>It was wrongly blocked.</summary>
    public static LabelState FalsePositive { get; } = new("FalsePositive");
}

/// <summary>Reasons for <see cref="Label.LabelReasonCodes"/>.</summary>
public static class LabelReasons
{
    /// <summary>Money went back because of fraud.</summary>
    public const string FraudRefund = "FraudRefund";

    /// <summary>Somebody took over the account.</summary>
    public const string AccountTakeOver = "AccountTakeOver";

    /// <summary>The payment instrument was stolen.</summary>
    public const string PaymentInstrumentFraud = "PIFraud";

    /// <summary>The account was made for fraud.</summary>
    public const string AccountFraud = "AccountFraud";

    /// <summary>The merchant's offers were abused.</summary>
    public const string Abuse = "Abuse";

    /// <summary>The customer denies what they bought.</summary>
    public const string FriendlyFraud = "FriendlyFraud";
}
