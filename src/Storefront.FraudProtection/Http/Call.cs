using Polly;

namespace Storefront.FraudProtection.Http;

/// <summary>One call in progress: what is sent, and what has happened to it so far.</summary>
internal sealed class Call(PreparedEvent prepared, CallKind kind, TimeProvider time)
{
    public static readonly ResiliencePropertyKey<Call> Key = new("call");

    private readonly long started = time.GetTimestamp();

    public PreparedEvent Event { get; } = prepared;

    public CallKind Kind { get; } = kind;

    /// <summary>How often the event went out.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether the present attempt reached the network, so that the service may have it although no answer came.</summary>
    public bool MayHaveArrived { get; set; }

    /// <summary>The status that led to the latest repetition, for the message if time runs out.</summary>
    public int? LastStatus { get; set; }

    public TimeSpan Elapsed => time.GetElapsedTime(started);

    public bool RepeatedAfterLoss { get; set; }

    public bool TokenRefreshed { get; set; }

    public static Call Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);
}

internal enum CallKind
{
    /// <summary>Judged once: after a lost answer its ID may be sent once more, not oftener.</summary>
    Purchase,

    /// <summary>Updates what has its ID, so it may be sent as often as one likes.</summary>
    Report,

    /// <summary>No event at all: asks whether the service is there, which takes no token.</summary>
    Check,
}
