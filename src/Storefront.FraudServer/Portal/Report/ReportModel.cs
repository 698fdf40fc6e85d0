using System.Globalization;
using Storefront.FraudServer.Reporting;

namespace Storefront.FraudServer.Portal.Report;

/// <summary>What is chosen on the page.</summary>
public sealed record ReportChoice(string Period, DateOnly Last, string Kind, string EnvironmentId, string? Currency)
{
    public static IReadOnlyList<(string Key, string Name, int Days)> Periods { get; } = [("day", "One day", 1), ("week", "7 days", 7), ("month", "30 days", 30)];

    public DateOnly First => Last.AddDays(1 - Periods.First(period => period.Key == Period).Days);

    public string Link(string path, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var query = QueryString.Empty.Add("period", Period).Add("until", Last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Add("kind", Kind);
        if (EnvironmentId.Length > 0)
            query = query.Add("environment", EnvironmentId);
        if (Currency is not null)
            query = query.Add("show", Currency);
        foreach (var (name, value) in more)
            query = query.Add(name, value);
        return path + query;
    }

    /// <summary>A number of the report as people read it.</summary>
    public string Shown(decimal number) => number == 0 ? "–" : number.ToString(Currency is null ? "N0" : "N2", CultureInfo.InvariantCulture);
}

/// <summary>What the page shows.</summary>
public sealed record ReportPageModel
{
    public required ReportChoice Choice { get; init; }
    public required IReadOnlyList<string> Kinds { get; init; }
    public required IReadOnlyList<(string Id, string Name)> Environments { get; init; }
    public required IReadOnlyList<string> Currencies { get; init; }
    public required IReadOnlyList<DayReport> Days { get; init; }
    public required IReadOnlyList<ClauseReport> Clauses { get; init; }
    public required int Page { get; init; }
    public required bool HasMore { get; init; }
}
