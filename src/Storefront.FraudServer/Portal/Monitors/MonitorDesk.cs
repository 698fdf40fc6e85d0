using Storefront.FraudServer.Events;
using Storefront.FraudServer.Monitoring;
using Storefront.FraudServer.Resources;

namespace Storefront.FraudServer.Portal.Monitors;

/// <summary>Puts together what the page Monitors shows.</summary>
internal sealed class MonitorDesk(MonitorLog log, MerchantEnvironments environments, CustomAssessments custom, OperatorTables tables, TimeProvider time)
{
    private const int Most = 20;

    /// <summary>In the order of the legend.</summary>
    public static IReadOnlyList<string> DecisionNames { get; } = ["Approve", "Review", "Challenge", "Reject"];

    public MonitorsModel Show(string? scaleKey, string kind, string environmentId, bool inPercent)
    {
        var (scale, now) = (MonitorScale.Of(scaleKey), time.GetUtcNow());
        var kinds = EventKind.All.Concat(custom.Published).Where(known => known.Assessment is not null).Select(known => known.Name).Distinct(StringComparer.Ordinal).ToList();
        var choice = new MonitorChoice(scale, kinds.Contains(kind, StringComparer.Ordinal) ? kind : kinds[0], environments.Find(environmentId)?.Id ?? "", inPercent);
        var first = scale.First(now);
        var totals = log.Totals(scale, choice.EnvironmentId, first);
        return new MonitorsModel
        {
            Choice = choice,
            Now = now,
            Kinds = kinds,
            Environments = [.. environments.All.Select(known => (known.Id, known.Name))],
            Bars = Bars(choice, first),
            Decisions = [.. DecisionNames.Select(name => Of(Facet.Decision).FirstOrDefault(share => share.Value == name) ?? new(name, 0, 0))],
            Scores = [.. Enumerable.Range(0, 10).Select(i => MonitorTally.Bucket(i * 100)).Select(bucket => Of(Facet.Score).FirstOrDefault(share => share.Value == bucket) ?? new(bucket, 0, 0))],
            Bots = Of(Facet.Bot),
            Rules = [.. Of(Facet.Rule).Take(Most)],
            Countries = tables.Geo is null ? null : [.. Of(Facet.Country).Take(Most)],
            Observations = [.. By(Facet.Told)],
            Answers = [.. By(Facet.Answer)],
        };

        IReadOnlyList<MonitorShare> Of(string facet) => Shares(totals.Where(total => total.Event == choice.Kind && total.Facet == facet).Select(total => (total.Value, total.Events)));

        IEnumerable<(string, IReadOnlyList<MonitorShare>)> By(string facet) => totals.Where(total => total.Facet == facet).GroupBy(total => total.Event, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, Shares(group.Select(total => (total.Value, total.Events)))));
    }

    private static IReadOnlyList<MonitorShare> Shares(IEnumerable<(string Value, long Events)> counts)
    {
        var all = counts.ToList();
        var sum = Math.Max(1, all.Sum(count => count.Events));
        return [.. all.OrderByDescending(count => count.Events).ThenBy(count => count.Value, StringComparer.Ordinal).Select(count => new MonitorShare(count.Value, count.Events, 100.0 * count.Events / sum))];
    }

    private List<MonitorBar> Bars(MonitorChoice choice, long first)
    {
        var series = log.Series(choice.Scale, choice.EnvironmentId, choice.Kind, Facet.Decision, first).ToLookup(point => point.Slot);
        return [.. Enumerable.Range(0, choice.Scale.Slots).Select(i => new MonitorBar(
            choice.Scale.Begin(first + i), [.. DecisionNames.Select(name => series[first + i].Where(point => point.Value == name).Sum(point => point.Events))]))];
    }
}
