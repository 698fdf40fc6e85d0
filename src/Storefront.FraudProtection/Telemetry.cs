using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Storefront.FraudProtection;

/// <summary>One span and two measurements for each call, under the name <c>Storefront.FraudProtection</c>.</summary>
internal sealed class Telemetry : IDisposable
{
    public const string Name = "Storefront.FraudProtection";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("storefront.fraud_protection.call.duration", "s", "How long a call took in all.");
    private static readonly Histogram<int> Attempts = Meter.CreateHistogram<int>("storefront.fraud_protection.call.attempts", "{attempt}", "How often an event was sent in one call.");

    private readonly Activity? activity;
    private readonly TimeProvider time;
    private readonly string @event;
    private readonly long started;

    private Telemetry(PreparedEvent prepared, TimeProvider time)
    {
        (this.time, @event, started) = (time, prepared.Event, time.GetTimestamp());
        activity = Source.StartActivity("FraudProtection " + prepared.Event, ActivityKind.Client);
        activity?.SetTag("event", prepared.Event).SetTag("correlation_id", prepared.CorrelationId);
    }

    public static Telemetry Begin(PreparedEvent prepared, TimeProvider time) => new(prepared, time);

    public void End(string outcome, int attempts, int? statusCode, bool succeeded = false)
    {
        var tags = new TagList { { "event", @event }, { "outcome", outcome } };
        Duration.Record(time.GetElapsedTime(started).TotalSeconds, tags);
        Attempts.Record(attempts, tags);
        activity?.SetTag("outcome", outcome).SetTag("attempts", attempts).SetTag("http.response.status_code", statusCode)
            .SetStatus(succeeded ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
    }

    public void Dispose() => activity?.Dispose();
}
