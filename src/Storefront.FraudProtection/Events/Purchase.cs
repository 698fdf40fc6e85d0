using System.Text.Json.Nodes;

namespace Storefront.FraudProtection.Events;

/// <summary>A purchase to be judged before any money moves.</summary>
/// <remarks>Wire: events.md section 4. The travel and cloud objects of section 10 go into <see cref="FraudEvent.Further"/>.</remarks>
public sealed record Purchase : PurchaseProtectionEvent
{
    /// <summary>Unique for ever. A purchase cannot be updated, and its ID cannot be sent twice.</summary>
    public required string PurchaseId { get; init; }

    /// <summary>What is done with the answer. Default: <see cref="FraudProtectionOptions.AssessmentType"/>, filled in when the event is prepared.</summary>
    public AssessmentType? AssessmentType { get; init; }

    /// <summary>First order of a recurring series.</summary>
    public string? OriginalOrderId { get; init; }

    /// <summary>Time of the purchase in the customer's zone.</summary>
    public DateTimeOffset? CustomerLocalDate { get; init; }

    /// <summary>Time of the purchase in the merchant's zone.</summary>
    public required DateTimeOffset MerchantLocalDate { get; init; }

    /// <summary>What the customer pays, tax and shipping included.</summary>
    public decimal? TotalAmount { get; init; }

    /// <summary>The tax in it.</summary>
    public decimal? SalesTax { get; init; }

    /// <summary>Discount already taken off the total.</summary>
    public decimal? DiscountAmount { get; init; }

    /// <summary>Tip.</summary>
    public decimal? TipAmount { get; init; }

    /// <summary>ISO 4217, three letters.</summary>
    public string? Currency { get; init; }

    /// <summary>How the goods reach the customer.</summary>
    public ShippingMethod? ShippingMethod { get; init; }

    /// <summary>Where digital goods are sent.</summary>
    public string? ShippingEmail { get; init; }

    /// <summary>When the goods are sent.</summary>
    public DateTimeOffset? ShippingDate { get; init; }

    /// <summary>Who buys.</summary>
    public User? User { get; init; }

    /// <summary>What they buy with.</summary>
    public DeviceContext? DeviceContext { get; init; }

    /// <summary>Where the goods go.</summary>
    public Address? ShippingAddress { get; init; }

    /// <summary>What they pay with, one entry for each instrument.</summary>
    public IReadOnlyList<PaymentInstrument>? PaymentInstrumentList { get; init; }

    /// <summary>What they buy, one entry for each line.</summary>
    public IReadOnlyList<Product>? ProductList { get; init; }

    /// <summary>Up to 100 values of your own for rules: strings up to 256 characters, numbers, booleans. Names keep their case.</summary>
    public JsonObject? CustomData { get; init; }

    /// <summary>Result of a 3-D Secure authentication.</summary>
    public ThreeDS? ThreeDS { get; init; }

    /// <summary>Device data of your own.</summary>
    public ExternalDeviceAttributes? ExternalDeviceAttributes { get; init; }

    /// <summary>Who a gift is for.</summary>
    public User? RecipientUser { get; init; }

    /// <summary>Where it was bought.</summary>
    public Store? Store { get; init; }

    /// <summary>Top level of the selling organization.</summary>
    public OrganizationLevel? OrganizationLevel1 { get; init; }

    /// <summary>Middle level.</summary>
    public OrganizationLevel? OrganizationLevel2 { get; init; }

    /// <summary>Lowest level.</summary>
    public OrganizationLevel? OrganizationLevel3 { get; init; }

    /// <summary>The merchant's MID.</summary>
    public string? MerchantIdentifier { get; init; }

    /// <summary>Name behind the MID.</summary>
    public string? MidName { get; init; }

    /// <summary>Four digits, ISO 18245.</summary>
    public string? MerchantCategoryCode { get; init; }

    /// <summary>For example gaming, retail or dining.</summary>
    public string? MerchantBusinessType { get; init; }

    /// <summary>Product line or brand.</summary>
    public string? MerchantBusinessSegment { get; init; }

    /// <summary>Second level of it.</summary>
    public string? MerchantBusinessSegmentL2 { get; init; }

    /// <summary>Whether this is a test in production.</summary>
    public bool? IsTest { get; init; }

    /// <summary>Whether the customer has no account.</summary>
    public bool? IsGuestCheckout { get; init; }

    /// <summary>Whether something in it costs nothing.</summary>
    public bool? IsFreeProductIncluded { get; init; }

    /// <summary>Whether the bank was asked first.</summary>
    public bool? IsPostAuthCheck { get; init; }

    /// <summary>Whether an earlier attempt failed.</summary>
    public bool? IsRetryOrder { get; init; }

    /// <summary>ID of the retry.</summary>
    public string? AttemptId { get; init; }

    /// <summary>Whether it is paid later.</summary>
    public bool? IsPostpaid { get; init; }

    /// <summary>Whether it belongs to a series of charges.</summary>
    public bool? IsRecurringCharge { get; init; }

    /// <summary>Days between two charges.</summary>
    public int? RecurringChargeFrequencyInDays { get; init; }

    /// <summary>When the series begins.</summary>
    public DateTimeOffset? RecurringChargeStartDate { get; init; }

    /// <summary>When the series ends.</summary>
    public DateTimeOffset? RecurringChargeEndDate { get; init; }

    /// <summary>The subscription.</summary>
    public string? RecurringSubscriptionId { get; init; }

    /// <summary>Number of this charge in the series.</summary>
    public string? RecurringChargeSequence { get; init; }

    /// <summary>Number of different products.</summary>
    public double? DistinctItemCount { get; init; }

    /// <summary>Sum of the quantities.</summary>
    public double? TotalItemCount { get; init; }

    /// <summary>For example takeout.</summary>
    public string? OrderType { get; init; }

    /// <summary>Whether the check comes before or after authorization or 3-D Secure.</summary>
    public TransactionProcessingOrder? TransactionProcessingOrder { get; init; }

    /// <summary>What the transaction is for, if not an ordinary sale.</summary>
    public TransactionDescription? TransactionDescription { get; init; }

    /// <summary>Where the order was started.</summary>
    public OrderChannel? OrderInitiatedChannel { get; init; }

    /// <summary>Name of the app or address of the site.</summary>
    public string? OrderInitiatedChannelName { get; init; }

    /// <summary>Region or country of the channel.</summary>
    public string? OrderInitiatedChannelRegionORCountry { get; init; }

    /// <summary>Year of the last update.</summary>
    public int? LastUpdateYear { get; init; }

    internal override string Name => "Purchase";

    internal override string Path => MerchantServices + "Purchase";

    internal override FraudEvent Completed(AssessmentType assessmentType, DateTimeOffset now) =>
        (Purchase)base.Completed(assessmentType, now) with { AssessmentType = AssessmentType ?? assessmentType };
}
