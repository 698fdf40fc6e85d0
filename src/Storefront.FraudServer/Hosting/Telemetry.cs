using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Storefront.FraudServer.Hosting;

/// <summary>What can be watched: activities and meters named Storefront.FraudServer, without personal data.</summary>
internal sealed class Telemetry : IDisposable
{
    public const string Name = "Storefront.FraudServer";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _answered;
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _commits;
    private readonly Histogram<double> _calls;

    public Telemetry()
    {
        _answered = _meter.CreateCounter<long>("fraudserver.events", description: "Events answered, by event, status and decision.");
        _duration = _meter.CreateHistogram<double>("fraudserver.event.duration", "s", "From the last byte of a request to its answer.");
        _commits = _meter.CreateHistogram<int>("fraudserver.commit.size", description: "Requests that shared a commit.");
        _calls = _meter.CreateHistogram<double>("fraudserver.external_call.duration", "s", "External calls of rules, by name and outcome.");
    }

    /// <summary>What tracing has not taken yet.</summary>
    public Measures Traced { get; } = new();

    /// <summary>What the monitors have not taken yet.</summary>
    public Measures Monitored { get; } = new();

    public static ActivitySource Activities { get; } = new(Name);

    public void Answered(string name, int status, string? decision, TimeSpan duration)
    {
        var tags = new TagList { { "event", name }, { "status", status }, { "decision", decision } };
        _answered.Add(1, tags);
        _duration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>An answer left, whatever it was.</summary>
    public void Served(string name, int status, TimeSpan duration)
    {
        var said = status.ToString(CultureInfo.InvariantCulture);
        Traced.Answered(name, said, duration);
        Monitored.Answered(name, said, duration);
    }

    public void Committed(int requests) => _commits.Record(requests);

    public void Called(string name, string outcome, TimeSpan duration)
    {
        _calls.Record(duration.TotalSeconds, new TagList { { "call", name }, { "outcome", outcome } });
        Traced.Called(name, outcome, duration);
        Monitored.Called(name, outcome, duration);
    }

    public void Dispose() => _meter.Dispose();
}
