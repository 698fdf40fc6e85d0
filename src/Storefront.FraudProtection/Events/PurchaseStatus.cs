namespace Storefront.FraudProtection.Events;

/// <summary>Tells what became of a purchase.</summary>
/// <remarks>Wire: events.md section 5.1.</remarks>
public sealed record PurchaseStatus : PurchaseProtectionEvent
{
    /// <summary>The purchase; it need not have been sent yet.</summary>
    public required string PurchaseId { get; init; }

    /// <summary>What became of it.</summary>
    public required PurchaseStatusType StatusType { get; init; }

    /// <summary>When. The latest date wins, whatever the order of arrival.</summary>
    public required DateTimeOffset StatusDate { get; init; }

    /// <summary>Why.</summary>
    public PurchaseStatusReason? Reason { get; init; }

    internal override string Name => "PurchaseStatus";

    internal override string Path => MerchantServices + "PurchaseStatus";
}

/// <summary>What became of a purchase.</summary>
public sealed record PurchaseStatusType(string Value) : WireWord(Value)
{
    /// <summary>It went through.</summary>
    public static PurchaseStatusType Approved { get; } = new("Approved");

    /// <summary>It is not decided.</summary>
    public static PurchaseStatusType Pending { get; } = new("Pending");

    /// <summary>The merchant or the bank refused it.</summary>
    public static PurchaseStatusType Rejected { get; } = new("Rejected");

    /// <summary>It could not be completed.</summary>
    public static PurchaseStatusType Failed { get; } = new("Failed");

    /// <summary>It was called off.</summary>
    public static PurchaseStatusType Canceled { get; } = new("Canceled");

    /// <summary>It is being reviewed; any other status would end the review.</summary>
    public static PurchaseStatusType Unknown { get; } = new("Unknown");
}

/// <summary>Why a purchase has its status.</summary>
public sealed record PurchaseStatusReason(string Value) : WireWord(Value)
{
    /// <summary>Rules decided.</summary>
    public static PurchaseStatusReason RuleEngine { get; } = new("RuleEngine");

    /// <summary>The merchant overruled them.</summary>
    public static PurchaseStatusReason MerchantOverride { get; } = new("MerchantOverride");

    /// <summary>The customer passed a challenge.</summary>
    public static PurchaseStatusReason ChallengeSolved { get; } = new("ChallengeSolved");

    /// <summary>The customer failed a challenge.</summary>
    public static PurchaseStatusReason ChallengeFailed { get; } = new("ChallengeFailed");

    /// <summary>The customer asked.</summary>
    public static PurchaseStatusReason CustomerRequest { get; } = new("CustomerRequest");

    /// <summary>It could not be delivered. The misspelling <c>FufillmentFailed</c> is the wire value.</summary>
    public static PurchaseStatusReason FulfillmentFailed { get; } = new("FufillmentFailed");

    /// <summary>Somebody reviewed it before the customer had an answer.</summary>
    public static PurchaseStatusReason InlineManualReviewGeneral { get; } = new("InlineManualReview_General");

    /// <summary>The same, and found fraud.</summary>
    public static PurchaseStatusReason InlineManualReviewFraud { get; } = new("InlineManualReview_Fraud");

    /// <summary>The same, and found a stolen account.</summary>
    public static PurchaseStatusReason InlineManualReviewAccountCompromise { get; } = new("InlineManualReview_AccountCompromise");

    /// <summary>Somebody reviewed it afterwards.</summary>
    public static PurchaseStatusReason OfflineManualReviewGeneral { get; } = new("OfflineManualReview_General");

    /// <summary>The same, and found fraud.</summary>
    public static PurchaseStatusReason OfflineManualReviewFraud { get; } = new("OfflineManualReview_Fraud");

    /// <summary>The same, and found a stolen account.</summary>
    public static PurchaseStatusReason OfflineManualReviewAccountCompromise { get; } = new("OfflineManualReview_AccountCompromise");

    /// <summary>It is on a list of the trusted.</summary>
    public static PurchaseStatusReason SafeList { get; } = new("Safelist");

    /// <summary>It is on a list of the blocked.</summary>
    public static PurchaseStatusReason BlockList { get; } = new("Blocklist");
}
