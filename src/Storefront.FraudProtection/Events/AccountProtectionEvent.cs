using System.Text.Json.Serialization;

namespace Storefront.FraudProtection.Events;

/// <summary>An event of account protection: somebody makes an account, signs in, or changes what belongs to them.</summary>
/// <remarks>Wire: events.md section 7. The words of these events are strict: a service refuses one that is not listed.</remarks>
public abstract record AccountProtectionEvent : FraudEvent
{
    private protected AccountProtectionEvent()
    {
    }

    [JsonInclude, JsonPropertyName("name"), JsonPropertyOrder(-3)]
    internal virtual string WireName => "AP." + Name;

    [JsonInclude, JsonPropertyName("version"), JsonPropertyOrder(-2)]
    internal string WireVersion => "0.5";
}

/// <summary>What tells one event of account protection from another.</summary>
public abstract record AccountEventMetadata : EventPart
{
    private protected AccountEventMetadata()
    {
    }

    /// <summary>A GUID, made once for each event and repeated on every delivery of it. Left out, it is made when the event is prepared.</summary>
    [JsonPropertyOrder(-1)]
    public string? TrackingId { get; init; }

    /// <summary>When the event was made, in the merchant's zone. Left out, it is the time at which the event is prepared.</summary>
    [JsonPropertyOrder(1)]
    public DateTimeOffset? MerchantTimeStamp { get; init; }

    private protected AccountEventMetadata With(DateTimeOffset now) => this with
    {
        TrackingId = TrackingId ?? Guid.NewGuid().ToString(),
        MerchantTimeStamp = MerchantTimeStamp ?? now,
    };
}
