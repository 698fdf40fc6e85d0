using System.Text.Json.Serialization;

namespace Storefront.FraudProtection.Events;

/// <summary>Something that happens in a merchant's system and that Fraud Protection is asked or told about.</summary>
/// <remarks>Immutable. Its printed form is its name alone, so that an event in a log gives nobody away.</remarks>
public abstract record FraudEvent
{
    private protected FraudEvent()
    {
    }

    /// <summary>Members this library has no property for, sent as they are: the travel and cloud objects, or what your rules read besides. Values may be anything JSON can hold, a <c>JsonObject</c> for example.</summary>
    [JsonExtensionData]                                        // not a JsonObject: .NET 10.0 writes that as an object without a name
    public IDictionary<string, object>? Further { get; init; }

    /// <summary>The event's name on the wire.</summary>
    internal abstract string Name { get; }

    /// <summary>Where it is sent, below the service's address.</summary>
    internal abstract string Path { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    /// <summary>The event with what it did not say itself: tracking ID, time and the assessment type of the settings.</summary>
    internal abstract FraudEvent Completed(AssessmentType assessmentType, DateTimeOffset now);
}

/// <summary>An event of purchase protection.</summary>
public abstract record PurchaseProtectionEvent : FraudEvent
{
    private protected const string MerchantServices = "/v1.0/MerchantServices/events/";

    private protected PurchaseProtectionEvent()
    {
    }

    /// <summary>Tracking ID and time of the event. Left out, both are made when the event is prepared.</summary>
    [JsonPropertyName("_metadata"), JsonPropertyOrder(1)]
    public EventMetadata? Metadata { get; init; }

    internal override FraudEvent Completed(AssessmentType assessmentType, DateTimeOffset now) => this with { Metadata = EventMetadata.Completed(Metadata, now) };
}

/// <summary>A part of an event. Its printed form is its type alone, so that nothing personal reaches a log by accident.</summary>
public abstract record EventPart
{
    private protected EventPart()
    {
    }

    /// <inheritdoc/>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>What tells one event from another. Wire: <c>_metadata</c>, events.md section 4.11.</summary>
public sealed record EventMetadata : EventPart
{
    /// <summary>A GUID, made once for each event and repeated on every delivery of it.</summary>
    public string? TrackingId { get; init; }

    /// <summary>When the event was made, in the merchant's zone.</summary>
    public DateTimeOffset? MerchantTimeStamp { get; init; }

    internal static EventMetadata Completed(EventMetadata? said, DateTimeOffset now) => new()
    {
        TrackingId = said?.TrackingId ?? Guid.NewGuid().ToString(),
        MerchantTimeStamp = said?.MerchantTimeStamp ?? now,
    };
}
