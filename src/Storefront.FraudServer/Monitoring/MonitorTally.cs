using System.Globalization;
using System.Text.Json;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Received;
using Storefront.FraudServer.Rules.Outside;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Monitoring;

/// <summary>One number of the monitors.</summary>
internal sealed record MonitorKey(int Scale, long Slot, string EnvironmentId, string Event, string Facet, string Value);

/// <summary>Adds events up, so that many of them are written as few numbers.</summary>
internal sealed class MonitorTally(MerchantEnvironments environments, GeoTable? geo)
{
    private const int LongestValue = 200;
    private static readonly string[] Addresses = ["deviceContext", "device", "deviceFingerprinting"];

    private readonly Dictionary<MonitorKey, long> _counts = [];

    public IEnumerable<KeyValuePair<MonitorKey, long>> Counts => _counts;

    public void Add(ReceivedRow row, DateTimeOffset now)
    {
        var facets = Facets(row).ToList();
        string[] places = ["", .. environments.Find(row.EnvironmentId)?.Chain.Select(environment => environment.Id) ?? [row.EnvironmentId]];
        foreach (var scale in MonitorScale.All)
            if (scale.SlotOf(row.At) is var slot && slot >= scale.First(now))
                foreach (var place in places)
                    foreach (var (facet, value) in facets)
                        Count(new MonitorKey(scale.Number, slot, place, row.Event, facet, Short(value)), 1);
    }

    /// <summary>What was measured since the last look: it is all counted as now.</summary>
    public void Add(Hosting.Measured measured, DateTimeOffset now)
    {
        Add(measured.Answers, Facet.Served, Facet.Took, now);
        Add(measured.Calls, Facet.Called, Facet.CallTook, now);
    }

    private void Add(IReadOnlyDictionary<(string Name, string Outcome), Hosting.Distribution> measured, string outcomes, string times, DateTimeOffset now)
    {
        foreach (var ((name, outcome), took) in measured)
            foreach (var scale in MonitorScale.All)
            {
                Count(new MonitorKey(scale.Number, scale.SlotOf(now), "", name, outcomes, Short(outcome)), took.Count);
                for (var step = 0; step < took.Counts.Count; step++)
                    if (took.Counts[step] > 0)
                        Count(new MonitorKey(scale.Number, scale.SlotOf(now), "", name, times, StepName(step)), took.Counts[step]);
            }
    }

    /// <summary>A step of a distribution as it is kept: its upper end, or <c>more</c>.</summary>
    public static string StepName(int step) => step < Hosting.Distribution.Steps.Count ? Hosting.Distribution.Steps[step].ToString(CultureInfo.InvariantCulture) : "more";

    /// <summary>What a score is counted as: <c>0-99</c>, <c>100-199</c>…</summary>
    public static string Bucket(double score) => string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp((int)score / 100, 0, 9) * 100}-{(Math.Clamp((int)score / 100, 0, 9) * 100) + 99}");

    private static string Short(string value) => value.Length > LongestValue ? value[..LongestValue] : value;

    private void Count(MonitorKey key, long events) => _counts[key] = _counts.GetValueOrDefault(key) + events;

    private IEnumerable<(string Facet, string Value)> Facets(ReceivedRow row)
    {
        yield return (Facet.Answer, row.Status.ToString(CultureInfo.InvariantCulture));
        if (row.Status != StatusCodes.Status200OK)
            yield break;
        if (row.Verdict is not { } verdict)
        {
            yield return (Facet.Told, EventFacts.KindOf(row.Request));
            yield break;
        }

        yield return (Facet.Decision, verdict.Decision);
        if (verdict.Rule.Length > 0)
            yield return (Facet.Rule, $"{verdict.Rule} / {verdict.Clause}: {verdict.Decision}");
        foreach (var (facet, score) in Scores(row.Response))
            yield return (facet, Bucket(score));
        if (geo is not null)
            yield return (Facet.Country, Country(row.Request));
    }

    // Purchases say RiskScore; accounts list scores by their kind.
    private static IEnumerable<(string Facet, double Score)> Scores(byte[] response)
    {
        using var body = Body.Parse(response);
        if (body is null || Member(body.RootElement, "resultDetails") is not { } details)
            return [];
        if (details.ValueKind == JsonValueKind.Object)
            return Member(details, "riskScore") is { ValueKind: JsonValueKind.Number } risk ? [(Facet.Score, risk.GetDouble())] : [];
        var found = new List<(string, double)>();
        if (details.ValueKind == JsonValueKind.Array)
            foreach (var score in details.EnumerateArray().Select(detail => Member(detail, "scores")).Where(scores => scores is { ValueKind: JsonValueKind.Array }).SelectMany(scores => scores!.Value.EnumerateArray()))
                if (Member(score, "scoreValue") is { ValueKind: JsonValueKind.Number } value && Member(score, "scoreType") is { ValueKind: JsonValueKind.String } type)
                    found.Add((type.ValueEquals("Bot") ? Facet.Bot : Facet.Score, value.GetDouble()));
        return found;
    }

    private string Country(byte[] request)
    {
        using var body = Body.Parse(request);
        var address = body is null ? null : Addresses.Select(device => Member(body.RootElement, device)).OfType<JsonElement>()
            .Select(device => Member(device, "ipAddress")).FirstOrDefault(ip => ip is { ValueKind: JsonValueKind.String })?.GetString();
        return address is null ? "no address" : geo!.Find(address)?.CountryCode ?? "unknown";
    }

    private static JsonElement? Member(JsonElement element, string name) => element.ValueKind != JsonValueKind.Object ? null
        : element.EnumerateObject().Where(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(member => (JsonElement?)member.Value).FirstOrDefault();
}
