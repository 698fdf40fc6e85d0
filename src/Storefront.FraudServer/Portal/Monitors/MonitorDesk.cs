using Storefront.FraudServer.Events;
using Storefront.FraudServer.Monitoring;
using Storefront.FraudServer.Resources;

namespace Storefront.FraudServer.Portal.Monitors;

/// <summary>Puts together what the page Monitors shows.</summary>
internal sealed class MonitorDesk(MonitorLog log, MerchantEnvironments environments, CustomAssessments custom, OperatorTables tables, TimeProvider time)
{
    private const int Most = 20;

    /// <summary>How answers of the service are told apart, in the order of the legend.</summary>
    public static IReadOnlyList<string> OutcomeNames { get; } = ["2xx", "4xx", "429", "5xx"];

    /// <summary>In the order of the legend.</summary>
    public static IReadOnlyList<string> DecisionNames { get; } = ["Approve", "Review", "Challenge", "Reject"];

    public MonitorsModel Show(string? scaleKey, string kind, string environmentId, bool inPercent)
    {
        var (scale, now) = (MonitorScale.Of(scaleKey), time.GetUtcNow());
        var kinds = EventKind.All.Concat(custom.Published).Where(known => known.Assessment is not null).Select(known => known.Name).Distinct(StringComparer.Ordinal).ToList();
        var choice = new MonitorChoice(scale, kinds.Contains(kind, StringComparer.Ordinal) ? kind : kinds[0], environments.Find(environmentId)?.Id ?? "", inPercent);
        var first = scale.First(now);
        var totals = log.Totals(scale, choice.EnvironmentId, first);
        var whole = choice.EnvironmentId.Length == 0 ? totals : log.Totals(scale, "", first);
        return new MonitorsModel
        {
            Choice = choice,
            Now = now,
            Kinds = kinds,
            Environments = [.. environments.All.Select(known => (known.Id, known.Name))],
            Bars = [.. Bars(choice, first)],
            Decisions = [.. DecisionNames.Select(name => Of(Facet.Decision).FirstOrDefault(share => share.Value == name) ?? new(name, 0, 0))],
            Scores = [.. Enumerable.Range(0, 10).Select(i => MonitorTally.Bucket(i * 100)).Select(bucket => Of(Facet.Score).FirstOrDefault(share => share.Value == bucket) ?? new(bucket, 0, 0))],
            Bots = Of(Facet.Bot),
            Rules = [.. Of(Facet.Rule).Take(Most)],
            Countries = tables.Geo is null ? null : [.. Of(Facet.Country).Take(Most)],
            Observations = [.. By(Facet.Told)],
            Answers = [.. By(Facet.Answer)],
            Served = [.. Lines(whole, Facet.Served, Facet.Took, outcome => outcome[0] != '2')],
            ServedBars = [.. Slots(scale, first, log.Series(scale, "", null, Facet.Served, first), OutcomeNames, Outcome)],
            Called = [.. Lines(whole, Facet.Called, Facet.CallTook, outcome => outcome != "Answered")],
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

    private IEnumerable<MonitorBar> Bars(MonitorChoice choice, long first) =>
        Slots(choice.Scale, first, log.Series(choice.Scale, choice.EnvironmentId, choice.Kind, Facet.Decision, first), DecisionNames, value => value);

    private static IEnumerable<MonitorBar> Slots(MonitorScale scale, long first, IReadOnlyList<(long Slot, string Value, long Events)> points, IReadOnlyList<string> names, Func<string, string> nameOf)
    {
        var series = points.ToLookup(point => point.Slot);
        return Enumerable.Range(0, scale.Slots).Select(i => new MonitorBar(
            scale.Begin(first + i), [.. names.Select(name => series[first + i].Where(point => nameOf(point.Value) == name).Sum(point => point.Events))]));
    }

    private static string Outcome(string status) => status == "429" ? status : $"{status[0]}xx";

    private static IEnumerable<MonitorLine> Lines(
        IReadOnlyList<(string Event, string Facet, string Value, long Events)> totals, string outcomes, string times, Func<string, bool> isWrong) => totals
        .Where(total => total.Facet == outcomes).GroupBy(total => total.Event, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
        {
            var took = totals.Where(total => total.Event == group.Key && total.Facet == times).ToDictionary(total => total.Value, total => total.Events, StringComparer.Ordinal);
            return new MonitorLine(
                group.Key, group.Sum(one => one.Events), group.Where(one => isWrong(one.Value)).Sum(one => one.Events),
                Within(took, .5), Within(took, .95), Within(took, .99), Shares(group.Select(one => (one.Value, one.Events))));
        });

    // Times are kept by steps: the step that holds so large a share of all.
    private static string Within(Dictionary<string, long> took, double share)
    {
        var (all, seen) = (took.Values.Sum(), 0L);
        for (var step = 0; step < Hosting.Distribution.Steps.Count; step++)
            if ((seen += took.GetValueOrDefault(MonitorTally.StepName(step))) >= share * all)
                return $"≤ {MonitorTally.StepName(step)}";
        return $"> {MonitorTally.StepName(Hosting.Distribution.Steps.Count - 1)}";
    }
}
