namespace Storefront.FraudProtection.Events;

/// <summary>Tells what the bank answered.</summary>
/// <remarks>Wire: events.md section 5.2.</remarks>
public sealed record BankEvent : PurchaseProtectionEvent
{
    /// <summary>ID of the event. The same ID again updates it.</summary>
    public required string BankEventId { get; init; }

    /// <summary>What the bank was asked.</summary>
    public required BankEventType Type { get; init; }

    /// <summary>The purchase.</summary>
    public required string PurchaseId { get; init; }

    /// <summary>What it answered.</summary>
    public BankEventStatus? Status { get; init; }

    /// <summary>When it answered.</summary>
    public DateTimeOffset? BankEventTimestamp { get; init; }

    /// <summary>The processor's code.</summary>
    public string? BankResponseCode { get; init; }

    /// <summary>The processor, for example <c>Adyen</c>.</summary>
    public string? PaymentProcessor { get; init; }

    /// <summary>Merchant reference number.</summary>
    public string? Mrn { get; init; }

    /// <summary>Merchant ID sent to the bank, chosen by <see cref="PurchaseAssessment.MidFlag"/>.</summary>
    public string? Mid { get; init; }

    /// <summary>Which instrument.</summary>
    public string? MerchantPaymentInstrumentId { get; init; }

    /// <summary>The class of payment.</summary>
    public PaymentMethod? PaymentMethod { get; init; }

    /// <summary>Brand of the card.</summary>
    public CardType? CardType { get; init; }

    /// <summary>Whether another instrument than in the purchase was used.</summary>
    public bool? UpdatedPI { get; init; }

    /// <summary>Result of the check of the security code.</summary>
    public Verification? CvvVerify { get; init; }

    /// <summary>Result of the check of the address.</summary>
    public Verification? AvsVerify { get; init; }

    /// <summary>Result of the check of the cardholder authentication value.</summary>
    public Verification? CavVerify { get; init; }

    /// <summary>What the bank answered to an authorization.</summary>
    public AuthorizationResult? AuthResultCode { get; init; }

    /// <summary>Why.</summary>
    public AuthorizationResultText? AuthResultText { get; init; }

    /// <summary>Result of a 3-D Secure authentication.</summary>
    public ThreeDS? ThreeDS { get; init; }

    internal override string Name => "BankEvent";

    internal override string Path => MerchantServices + "BankEvent";
}

/// <summary>What the bank was asked.</summary>
public sealed record BankEventType(string Value) : WireWord(Value)
{
    /// <summary>To authorize.</summary>
    public static BankEventType Auth { get; } = new("Auth");

    /// <summary>To charge.</summary>
    public static BankEventType Charge { get; } = new("Charge");

    /// <summary>To cancel an authorization.</summary>
    public static BankEventType AuthCancel { get; } = new("AuthCancel");

    /// <summary>To reverse a charge.</summary>
    public static BankEventType ChargeReversal { get; } = new("ChargeReversal");
}

/// <summary>What the bank answered.</summary>
public sealed record BankEventStatus(string Value) : WireWord(Value)
{
    /// <summary>Yes.</summary>
    public static BankEventStatus Approved { get; } = new("Approved");

    /// <summary>No.</summary>
    public static BankEventStatus Declined { get; } = new("Declined");

    /// <summary>Nothing final, for example while an order is held.</summary>
    public static BankEventStatus Unknown { get; } = new("Unknown");
}
