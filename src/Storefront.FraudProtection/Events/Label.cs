namespace Storefront.FraudProtection.Events;

/// <summary>Tells what a person or another system knows about a purchase, an account or a card.</summary>
/// <remarks>Wire: events.md section 5.6. Refunds and chargebacks have events of their own.</remarks>
public sealed record Label : PurchaseProtectionEvent
{
    /// <summary>What is labelled.</summary>
    public required LabelObjectType LabelObjectType { get; init; }

    /// <summary>Its ID: of the purchase, user, payment instrument, or the e-mail address.</summary>
    public required string LabelObjectId { get; init; }

    /// <summary>Who knows.</summary>
    public LabelSource? LabelSource { get; init; }

    /// <summary>Comma-separated, from <see cref="LabelReasons"/> or the processor.</summary>
    public string? LabelReasonCodes { get; init; }

    /// <summary>What is known.</summary>
    public LabelState? LabelState { get; init; }

    /// <summary>Whether it is fraud. Absent means true.</summary>
    public bool? IsFraud { get; init; }

    /// <summary>In a person's words.</summary>
    public string? ReasonText { get; init; }

    /// <summary>Institution behind the reason codes.</summary>
    public string? Processor { get; init; }

    /// <summary>Decides which of several labels is current.</summary>
    public DateTimeOffset? EventTimeStamp { get; init; }

    /// <summary>Beginning of the window of a label on an account or card.</summary>
    public DateTimeOffset? EffectiveStartDate { get; init; }

    /// <summary>End of the window; absent means open.</summary>
    public DateTimeOffset? EffectiveEndDate { get; init; }

    /// <summary>How much, if only part.</summary>
    public decimal? Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    internal override string Name => "Label";

    internal override string Path => MerchantServices + "Label";
}
