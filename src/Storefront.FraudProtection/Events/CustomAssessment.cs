using System.Text.Json.Serialization;

namespace Storefront.FraudProtection.Events;

/// <summary>An event of the merchant's own making, judged by the rules of its custom assessment, first version.</summary>
/// <remarks>Wire: events.md section 8.1. What the rules read besides goes into <see cref="FraudEvent.Further"/>.</remarks>
public sealed record CustomAssessment : FraudEvent
{
    /// <summary>The assessment's API name; upper and lower case count.</summary>
    [JsonPropertyName("name"), JsonPropertyOrder(-3)]
    public required string ApiName { get; init; }

    [JsonInclude, JsonPropertyName("version"), JsonPropertyOrder(-2)]
    internal string WireVersion => "1.0";

    /// <summary>Tracking ID and time of the event. Left out, both are made when the event is prepared.</summary>
    [JsonPropertyOrder(-1)]
    public EventMetadata? Metadata { get; init; }

    internal override string Name => "CustomAssessment";

    internal override string Path => "/v1.0/action/assessment/" + Uri.EscapeDataString(ApiName);

    internal override FraudEvent Completed(AssessmentType assessmentType, DateTimeOffset now) => this with { Metadata = EventMetadata.Completed(Metadata, now) };
}

/// <summary>An event of the merchant's own making, judged by the rules of its assessment, second version.</summary>
/// <remarks>Wire: events.md section 8.2. What the assessment is configured to take goes into <see cref="FraudEvent.Further"/>.</remarks>
public sealed record Assessment : FraudEvent
{
    /// <summary>The assessment's API name; upper and lower case count. It is in the address, not in the body.</summary>
    [JsonIgnore]
    public string ApiName { get; init; } = "";

    /// <summary>ID and time of the event.</summary>
    [JsonPropertyOrder(-2)]
    public required AssessmentMetadata Metadata { get; init; }

    /// <summary>The fingerprinting session.</summary>
    [JsonPropertyOrder(-1)]
    public DeviceFingerprinting? DeviceFingerprinting { get; init; }

    internal override string Name => "Assessment";

    internal override string Path => "/v1.0/assessment/" + Uri.EscapeDataString(ApiName);

    internal override FraudEvent Completed(AssessmentType assessmentType, DateTimeOffset now) => this with
    {
        Metadata = Metadata with { TrackingId = Metadata.TrackingId ?? Guid.NewGuid().ToString(), Timestamp = Metadata.Timestamp ?? now },
    };
}

/// <summary>ID and time of an assessed event.</summary>
public sealed record AssessmentMetadata : EventPart
{
    /// <summary>The event's own ID: asked about again, it is judged again.</summary>
    public required string EventId { get; init; }

    /// <summary>A GUID, made once for each event. Left out, it is made when the event is prepared.</summary>
    public string? TrackingId { get; init; }

    /// <summary>When the event was made. Left out, it is the time at which the event is prepared.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Time of the event in the customer's zone.</summary>
    public DateTimeOffset? CustomerLocalDate { get; init; }

    /// <summary>Whether this is a trial.</summary>
    public bool? IsTest { get; init; }

    /// <summary>What is done with the answer.</summary>
    public AssessmentType? AssessmentType { get; init; }
}

/// <summary>The fingerprinting session of an assessed event.</summary>
public sealed record DeviceFingerprinting : EventPart
{
    /// <summary>The session ID given to the script.</summary>
    public required string Id { get; init; }

    /// <summary>IPv4 or IPv6 address as the merchant saw it.</summary>
    public string? IpAddress { get; init; }
}
