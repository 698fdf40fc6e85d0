namespace Storefront.FraudProtection.Events;

/// <summary>Tells about money a cardholder has asked back through the bank.</summary>
/// <remarks>Wire: events.md section 5.4.</remarks>
public sealed record Chargeback : PurchaseProtectionEvent
{
    /// <summary>One ID for the whole dispute. The same ID again updates it.</summary>
    public required string ChargebackId { get; init; }

    /// <summary>The purchase.</summary>
    public required string PurchaseId { get; init; }

    /// <summary>The customer.</summary>
    public string? UserId { get; init; }

    /// <summary>The bank's own words.</summary>
    public string? Reason { get; init; }

    /// <summary>How far it is.</summary>
    public ChargebackStatus? Status { get; init; }

    /// <summary>When the bank told.</summary>
    public DateTimeOffset? BankEventTimestamp { get; init; }

    /// <summary>How much.</summary>
    public decimal? Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    internal override string Name => "Chargeback";

    internal override string Path => MerchantServices + "Chargeback";
}

/// <summary>How far a chargeback is.</summary>
public sealed record ChargebackStatus(string Value) : WireWord(Value)
{
    /// <summary>The cardholder asked about the purchase.</summary>
    public static ChargebackStatus Inquiry { get; } = new("Inquiry");

    /// <summary>The merchant accepts the loss.</summary>
    public static ChargebackStatus Accepted { get; } = new("Accepted");

    /// <summary>The merchant contests it.</summary>
    public static ChargebackStatus Disputed { get; } = new("Disputed");

    /// <summary>The merchant has won.</summary>
    public static ChargebackStatus Reversed { get; } = new("Reversed");

    /// <summary>The cardholder filed again after that.</summary>
    public static ChargebackStatus ResubmittedRequest { get; } = new("ResubmittedRequest");
}
