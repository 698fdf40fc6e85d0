namespace Storefront.FraudProtection.Events;

/// <summary>What a label of account protection is about.</summary>
public sealed record AccountLabelObjectType(string Value) : WireWord(Value)
{
    /// <summary>One purchase.</summary>
    public static AccountLabelObjectType Purchase { get; } = new("Purchase");

    /// <summary>One sign-up.</summary>
    public static AccountLabelObjectType AccountCreation { get; } = new("AccountCreation");

    /// <summary>One sign-in.</summary>
    public static AccountLabelObjectType AccountLogin { get; } = new("AccountLogin");

    /// <summary>One change of an account.</summary>
    public static AccountLabelObjectType AccountUpdate { get; } = new("AccountUpdate");

    /// <summary>One custom assessment.</summary>
    public static AccountLabelObjectType CustomFraudEvaluation { get; } = new("CustomFraudEvaluation");

    /// <summary>Everything of an account.</summary>
    public static AccountLabelObjectType Account { get; } = new("Account");

    /// <summary>Everything of a payment instrument.</summary>
    public static AccountLabelObjectType PaymentInstrument { get; } = new("PaymentInstrument");

    /// <summary>The user with an e-mail address.</summary>
    public static AccountLabelObjectType Email { get; } = new("Email");
}

/// <summary>Who knows what a label of account protection says.</summary>
public sealed record AccountLabelSource(string Value) : WireWord(Value)
{
    /// <summary>The customer.</summary>
    public static AccountLabelSource CustomerEscalation { get; } = new("CustomerEscalation");

    /// <summary>A chargeback.</summary>
    public static AccountLabelSource Chargeback { get; } = new("Chargeback");

    /// <summary>A TC40 or SAFE report of a card scheme.</summary>
    public static AccountLabelSource FraudReport { get; } = new("TC40_SAFE");

    /// <summary>A reviewer.</summary>
    public static AccountLabelSource ManualReview { get; } = new("ManualReview");

    /// <summary>A refund.</summary>
    public static AccountLabelSource Refund { get; } = new("Refund");

    /// <summary>An analysis made later.</summary>
    public static AccountLabelSource OfflineAnalysis { get; } = new("OfflineAnalysis");

    /// <summary>A review of accounts.</summary>
    public static AccountLabelSource AccountProtectionReview { get; } = new("AccountProtectionReview");
}

/// <summary>What a label of account protection says.</summary>
public sealed record AccountLabelState(string Value) : WireWord(Value)
{
    /// <summary>An inquiry was accepted.</summary>
    public static AccountLabelState InquiryAccepted { get; } = new("InquiryAccepted");

    /// <summary>It is fraud.</summary>
    public static AccountLabelState Fraud { get; } = new("Fraud");

    /// <summary>It is contested.</summary>
    public static AccountLabelState Disputed { get; } = new("Disputed");

    /// <summary>It was reversed.</summary>
    public static AccountLabelState Reversed { get; } = new("Reversed");

    /// <summary>It is abuse.</summary>
    public static AccountLabelState Abuse { get; } = new("Abuse");

    /// <summary>It was filed again.</summary>
    public static AccountLabelState ResubmittedRequest { get; } = new("ResubmittedRequest");

    /// <summary>Somebody else got into the account.</summary>
    public static AccountLabelState AccountCompromised { get; } = new("AccountCompromised");

    /// <summary>Nobody else got into it.</summary>
    public static AccountLabelState AccountNotCompromised { get; } = new("AccountNotCompromised");
}

/// <summary>Why a label of account protection says what it says.</summary>
public sealed record AccountLabelReason(string Value) : WireWord(Value)
{
    /// <summary>The card processor's answer.</summary>
    public static AccountLabelReason ProcessorResponseCode { get; } = new("ProcessorResponseCode");

    /// <summary>The bank's answer.</summary>
    public static AccountLabelReason BankResponseCode { get; } = new("BankResponseCode");

    /// <summary>Money went back because of fraud.</summary>
    public static AccountLabelReason FraudRefund { get; } = new("FraudRefund");

    /// <summary>Somebody took over the account.</summary>
    public static AccountLabelReason AccountTakeOver { get; } = new("AccountTakeOver");

    /// <summary>The payment instrument was stolen.</summary>
    public static AccountLabelReason PaymentInstrumentFraud { get; } = new("PaymentInstrumentFraud");

    /// <summary>The account was made for fraud.</summary>
    public static AccountLabelReason AccountFraud { get; } = new("AccountFraud");

    /// <summary>The merchant's offers were abused.</summary>
    public static AccountLabelReason Abuse { get; } = new("Abuse");

    /// <summary>The customer denies what they did.</summary>
    public static AccountLabelReason FriendlyFraud { get; } = new("FriendlyFraud");

    /// <summary>The password is known to others.</summary>
    public static AccountLabelReason AccountCredentialsLeaked { get; } = new("AccountCredentialsLeaked");

    /// <summary>The checks of account protection were passed.</summary>
    public static AccountLabelReason PassedAccountProtectionChecks { get; } = new("PassedAccountProtectionChecks");
}
