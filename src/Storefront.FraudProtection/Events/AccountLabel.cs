using System.Text.Json.Serialization;

namespace Storefront.FraudProtection.Events;

/// <summary>Tells account protection what a person or another system knows about an account or one of its events.</summary>
/// <remarks>Wire: events.md section 7.5. Labels of purchases are told with <see cref="Events.Label"/>.</remarks>
public sealed record AccountLabel : AccountProtectionEvent
{
    /// <summary>Whose account it is about.</summary>
    [JsonPropertyOrder(-1)]
    public required AccountLabelMetadata Metadata { get; init; }

    /// <summary>What is known.</summary>
    public required AccountLabelDetails Label { get; init; }

    internal override string Name => "AccountLabel";

    internal override string WireName => "AP.Label";

    internal override string Path => "/v1.0/label/account/create/" + Uri.EscapeDataString(Metadata.UserId);

    internal override FraudEvent Completed(AssessmentType assessmentType, DateTimeOffset now) => this with { Metadata = Metadata.Completed(now) };
}

/// <summary>Whose account a label is about.</summary>
public sealed record AccountLabelMetadata : AccountEventMetadata
{
    /// <summary>The account.</summary>
    public required string UserId { get; init; }

    internal AccountLabelMetadata Completed(DateTimeOffset now) => (AccountLabelMetadata)With(now);
}

/// <summary>What is known of an account or one of its events.</summary>
public sealed record AccountLabelDetails : EventPart
{
    /// <summary>Decides which of several labels is current.</summary>
    public required DateTimeOffset EventTimeStamp { get; init; }

    /// <summary>What is labelled.</summary>
    public required AccountLabelObjectType LabelObjectType { get; init; }

    /// <summary>Its ID: of the sign-up, sign-in, change, account, payment instrument, or the e-mail address.</summary>
    public required string LabelObjectId { get; init; }

    /// <summary>Who knows.</summary>
    public AccountLabelSource? LabelSource { get; init; }

    /// <summary>What is known.</summary>
    public required AccountLabelState LabelState { get; init; }

    /// <summary>Why.</summary>
    public AccountLabelReason? LabelReasonCode { get; init; }

    /// <summary>Institution behind the reason.</summary>
    public string? Processor { get; init; }

    /// <summary>Beginning of the window of a label on an account or card.</summary>
    public DateTimeOffset? EffectiveStartDate { get; init; }

    /// <summary>End of the window; absent means open.</summary>
    public DateTimeOffset? EffectiveEndDate { get; init; }
}
