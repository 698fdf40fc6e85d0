using System.Globalization;
using System.Text.Json;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Reporting;

/// <summary>One number of the report.</summary>
internal sealed record ReportKey(long Day, string EnvironmentId, string Event, string Rule, string Clause, string Decision, string Later, string Currency);

/// <summary>Adds judged events up, so that many of them are written as few numbers.</summary>
internal sealed class ReportTally(MerchantEnvironments environments)
{
    /// <summary>A clause that fired and left the decision to others.</summary>
    public const string Observed = "Observe";

    private const double SecondsOfDay = 86_400;
    private const decimal LargestAmount = 900_000_000_000;

    private readonly Dictionary<ReportKey, (long Events, long Amount)> _counts = [];

    /// <summary>What events of which something was told are counted as from now on.</summary>
    public Dictionary<long, string> Later { get; } = [];

    public IEnumerable<KeyValuePair<ReportKey, (long Events, long Amount)>> Counts => _counts.Where(count => count.Value != (0, 0));

    public static long DayOf(DateTimeOffset at) => (long)Math.Floor(at.ToUnixTimeSeconds() / SecondsOfDay);

    /// <summary>Counts an event that was judged.</summary>
    public void Add(ReceivedRow row) => Count(row, Aftermath.Nothing, 1);

    /// <summary>Counts it as something else.</summary>
    public void Move(ReceivedRow row, string before, string after)
    {
        Count(row, before, -1);
        Count(row, after, 1);
        Later[row.Sequence] = after;
    }

    private void Count(ReceivedRow row, string later, int sign)
    {
        using var body = Body.Parse(row.Request);
        var (amount, currency) = body is null ? (0, "") : Money(body.RootElement);
        string[] places = ["", .. environments.Find(row.EnvironmentId)?.Chain.Select(environment => environment.Id) ?? [row.EnvironmentId]];
        foreach (var (rule, clause, decision) in Clauses(row))
            foreach (var place in places)
            {
                var key = new ReportKey(DayOf(row.At), place, row.Event, rule, clause, decision, later, currency);
                var known = _counts.GetValueOrDefault(key);
                _counts[key] = (known.Events + sign, known.Amount + (sign * amount));
            }
    }

    // The answer names every clause that fired; one of them decided.
    private static IEnumerable<(string Rule, string Clause, string Decision)> Clauses(ReceivedRow row)
    {
        var verdict = row.Verdict!;
        using var answer = Body.Parse(row.Response);
        var fired = answer is null ? [] : Fired(answer.RootElement).Where(name => name != (verdict.Rule, verdict.Clause)).Distinct().ToList();
        return fired.Select(name => (name.Rule, name.Clause, Observed)).Prepend((verdict.Rule, verdict.Clause, verdict.Decision));
    }

    private static IEnumerable<(string Rule, string Clause)> Fired(JsonElement answer)
    {
        var details = Member(answer, "resultDetails");
        var parts = details.ValueKind == JsonValueKind.Array ? [.. details.EnumerateArray()] : new[] { details };
        return parts.Select(part => Member(part, "ruleEvaluations")).Where(list => list.ValueKind == JsonValueKind.Array).SelectMany(list => list.EnumerateArray())
            .SelectMany(evaluation => Member(evaluation, "clauseNames") is { ValueKind: JsonValueKind.Array } clauses
                ? clauses.EnumerateArray().Select(clause => (Member(evaluation, "rule").ToString(), clause.ToString()))
                : []);
    }

    /// <summary>What an event is about in money: in the parts cases count by.</summary>
    internal static (long Amount, string Currency) Money(JsonElement body)
    {
        var amount = Member(body, "totalAmount");
        return amount.ValueKind == JsonValueKind.Number && decimal.TryParse(amount.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var money)
            ? ((long)(Math.Clamp(money, -LargestAmount, LargestAmount) * CaseTables.Parts), Member(body, "currency") is { ValueKind: JsonValueKind.String } currency ? currency.GetString()!.ToUpperInvariant() : "")
            : (0, "");
    }

    internal static JsonElement Member(JsonElement body, string name) => body.ValueKind != JsonValueKind.Object ? default
        : body.EnumerateObject().FirstOrDefault(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Value.ValueKind: not JsonValueKind.Undefined } found ? found.Value : default;
}
