using Storefront.FraudServer.Monitoring;

namespace Storefront.FraudServer.Portal.Monitors;

/// <summary>A value and how often it was there.</summary>
public sealed record MonitorShare(string Value, long Events, double Percent);

/// <summary>How an API of this service, or an external call, answered in all: how much, how much of it went wrong, and in which time shares of it were done, in milliseconds.</summary>
public sealed record MonitorLine(string Name, long All, long Wrong, string P50, string P95, string P99, IReadOnlyList<MonitorShare> Outcomes);

/// <summary>A slot of the chart: how often each decision fell in it, in the order of the legend.</summary>
public sealed record MonitorBar(DateTimeOffset Begin, IReadOnlyList<long> Events)
{
    public long All => Events.Sum();
}

/// <summary>What is chosen on the page.</summary>
public sealed record MonitorChoice(MonitorScale Scale, string Kind, string EnvironmentId, bool InPercent)
{
    public string Link(string? scale = null, bool? inPercent = null) =>
        $"{MonitorEndpoints.Root}?scale={scale ?? Scale.Key}&kind={Uri.EscapeDataString(Kind)}&environment={Uri.EscapeDataString(EnvironmentId)}{(inPercent ?? InPercent ? "&show=percent" : "")}";
}

/// <summary>What the page shows.</summary>
public sealed record MonitorsModel
{
    public required MonitorChoice Choice { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required IReadOnlyList<string> Kinds { get; init; }
    public required IReadOnlyList<(string Id, string Name)> Environments { get; init; }
    public required IReadOnlyList<MonitorBar> Bars { get; init; }
    public required IReadOnlyList<MonitorShare> Decisions { get; init; }
    public required IReadOnlyList<MonitorShare> Scores { get; init; }
    public required IReadOnlyList<MonitorShare> Bots { get; init; }
    public required IReadOnlyList<MonitorShare> Rules { get; init; }

    /// <summary>Null without a table of addresses.</summary>
    public required IReadOnlyList<MonitorShare>? Countries { get; init; }
    public required IReadOnlyList<(string Event, IReadOnlyList<MonitorShare> Told)> Observations { get; init; }
    public required IReadOnlyList<(string Event, IReadOnlyList<MonitorShare> Answers)> Answers { get; init; }

    /// <summary>Of the whole service, whatever environment is chosen: who is refused at the door has none.</summary>
    public required IReadOnlyList<MonitorLine> Served { get; init; }
    public required IReadOnlyList<MonitorBar> ServedBars { get; init; }
    public required IReadOnlyList<MonitorLine> Called { get; init; }
}
