namespace Storefront.FraudProtection.Events;

/// <summary>Tells about money that goes back to a customer.</summary>
/// <remarks>Wire: events.md section 5.3.</remarks>
public sealed record Refund : PurchaseProtectionEvent
{
    /// <summary>ID of the refund. The same ID again updates it; each partial refund has its own.</summary>
    public required string RefundId { get; init; }

    /// <summary>The purchase.</summary>
    public required string PurchaseId { get; init; }

    /// <summary>The customer.</summary>
    public string? UserId { get; init; }

    /// <summary>Why.</summary>
    public RefundReason? Reason { get; init; }

    /// <summary>How far it is.</summary>
    public RefundStatus? Status { get; init; }

    /// <summary>When the bank answered.</summary>
    public DateTimeOffset? BankEventTimestamp { get; init; }

    /// <summary>How much; part of a purchase is allowed.</summary>
    public decimal? Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    internal override string Name => "Refund";

    internal override string Path => MerchantServices + "Refund";
}

/// <summary>Why money goes back.</summary>
public sealed record RefundReason(string Value) : WireWord(Value)
{
    /// <summary>The purchase was fraud.</summary>
    public static RefundReason Fraud { get; } = new("FraudRefund");

    /// <summary>The customer asked.</summary>
    public static RefundReason CustomerRequest { get; } = new("CustomerRequest");

    /// <summary>Another reason.</summary>
    public static RefundReason NotFraud { get; } = new("NonFraudRefund");
}

/// <summary>How far a refund is.</summary>
public sealed record RefundStatus(string Value) : WireWord(Value)
{
    /// <summary>Paid out.</summary>
    public static RefundStatus Approved { get; } = new("Approved");

    /// <summary>Refused.</summary>
    public static RefundStatus Declined { get; } = new("Declined");

    /// <summary>Asked for, not decided.</summary>
    public static RefundStatus Unknown { get; } = new("Unknown");
}
