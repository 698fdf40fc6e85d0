using System.Globalization;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Dashboard;

/// <summary>The figures of a period as the page shows them.</summary>
internal sealed class DashboardPage(DashboardPeriod period, DashboardFigures figures, DateTimeOffset now)
{
    /// <summary>Chargebacks in a hundred orders above which the card schemes take a merchant into their monitoring programmes.</summary>
    public const double SchemeThreshold = 0.009;

    private static readonly (string Name, string Tone)[] Decisions = [("Approve", "good"), ("Review", "wait"), ("Challenge", "info"), ("Reject", "stop"), ("No answer", "none")];

    public DashboardPeriod Period => period;

    public DashboardFigures Figures => figures;

    public DateTimeOffset Now => now;

    public ColumnChart DecisionsOverTime()
    {
        var starts = period.Starts(now);
        var columns = figures.Attempts.Where(attempt => Word(attempt) is not null)
            .GroupBy(attempt => (Column: Column(starts, attempt.At), Word: Word(attempt)!))
            .ToDictionary(group => group.Key, group => (double)group.Count());
        return new ColumnChart
        {
            Id = "decisions",
            Title = "Decisions over time",
            Description = $"What Fraud Protection said about purchases in the last {period.Words}.",
            ColumnName = "From",
            Labels = [.. starts.Select(period.Label)],
            Series = [.. Decisions.Select(decision => new ChartSeries(decision.Name, decision.Tone, [.. starts.Select((_, column) => columns.GetValueOrDefault((column, decision.Name)))]))
                .Where(series => series.Name != "Challenge" || series.Values.Any(value => value > 0))],
        };
    }

    public ColumnChart Scores()
    {
        var counts = figures.Attempts.Where(attempt => attempt.Score is >= 0).GroupBy(attempt => Math.Min(attempt.Score!.Value / 100, 9)).ToDictionary(group => group.Key, group => (double)group.Count());
        return new ColumnChart
        {
            Id = "scores",
            Title = "Score distribution",
            Description = "How many purchases got a risk score in each band of a hundred.",
            ColumnName = "Score",
            Labels = [.. Enumerable.Range(0, 10).Select(band => $"{band * 100}–{(band * 100) + 99}")],
            Series = [new ChartSeries("Purchases", "accent", [.. Enumerable.Range(0, 10).Select(band => counts.GetValueOrDefault(band))])],
        };
    }

    public ColumnChart Latency()
    {
        var sorted = figures.Attempts.Select(attempt => attempt.Milliseconds).OfType<int>().Order().ToList();
        (string Name, double Share)[] shares = [("Median", .5), ("90 %", .9), ("95 %", .95), ("99 %", .99), ("Slowest", 1)];
        return new ColumnChart
        {
            Id = "latency",
            Title = "Assessment latency",
            Description = "Within how many milliseconds an assessment, or the lack of one, was there: for half, nine tenths and so on.",
            ColumnName = "Share",
            Labels = [.. shares.Select(share => share.Name)],
            Series = [new ChartSeries("Milliseconds", "accent", [.. shares.Select(share => sorted.Count == 0 ? 0d : sorted[Rank(sorted.Count, share.Share)])])],
            Format = value => string.Create(CultureInfo.InvariantCulture, $"{value:#,0} ms"),
        };
    }

    public IReadOnlyList<(string Rule, int Count, int Rejected, int Held)> TopRules() =>
    [
        .. figures.Attempts.Where(attempt => attempt.Rule is not null)
            .GroupBy(attempt => attempt.Rule!, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Count(), group.Count(attempt => attempt.ProtectVerdict == Verdict.Reject), group.Count(attempt => attempt.ProtectVerdict == Verdict.Hold)))
            .OrderByDescending(rule => rule.Item2).ThenBy(rule => rule.Key, StringComparer.Ordinal)
            .Take(10),
    ];

    public RateGauge ChargebackRate() => new("chargebacks", "Chargebacks", figures.Chargebacks, figures.Paid, SchemeThreshold);

    public RateGauge RefundRate() => new("refunds", "Orders refunded", figures.Refunded, figures.Paid, null);

    /// <summary>The newest first; a wait in words.</summary>
    public string Age(DateTimeOffset? since) => since is not { } start ? "–" : (now - start) switch
    {
        { TotalMinutes: < 1 } => "under a minute",
        { TotalHours: < 1 } age => $"{(int)age.TotalMinutes} min",
        { TotalDays: < 2 } age => $"{(int)age.TotalHours} h",
        var age => $"{(int)age.TotalDays} days",
    };

    private static int Column(IReadOnlyList<DateTimeOffset> starts, DateTimeOffset at)
    {
        var column = starts.Count - 1;
        while (column > 0 && at < starts[column])
            column--;
        return column;
    }

    private static int Rank(int count, double share) => Math.Clamp((int)Math.Ceiling(count * share) - 1, 0, count - 1);

    private static string? Word(JudgedAttempt attempt) => attempt.Decision ?? (attempt.NoAnswer ? "No answer" : null);
}
