using System.Text.Json;
using System.Text.Json.Nodes;

namespace Storefront.FraudServer.Rules.Cases;

/// <summary>Compares only the members a case names, each exactly.</summary>
internal static class Expectation
{
    private static readonly Dictionary<string, Func<Ruling, JsonNode?>> Members = new(StringComparer.Ordinal)
    {
        ["decision"] = r => r.Decision.ToString(),
        ["reason"] = r => r.Reason,
        ["support"] = r => r.SupportMessage,
        ["challenge"] = r => r.ChallengeType,
        ["rule"] = r => r.Rule,
        ["clause"] = r => r.Clause,
        ["custom"] = r => r.CustomProperties.DeepClone(),
        ["merchantRuleOutput"] = r => new JsonObject(r.Output.Select(g => KeyValuePair.Create<string, JsonNode?>(g.Clause, Texts(g.Items)))),
        ["other"] = r => Texts(r.Output.SelectMany(g => g.Items)),
        ["trace"] = r => new JsonArray([.. r.Traces.Select(t => new JsonObject { ["rule"] = t.Rule, ["attributes"] = t.Attributes.DeepClone() })]),
        ["hits"] = r => new JsonArray([.. r.RuleEvaluations.Select(e => new JsonArray(e.Rule, new JsonArray([.. e.ClauseNames.Select(c => JsonValue.Create(c))])))]),
        ["queue"] = r => r.Queue,
        ["notes"] = r => new JsonArray([.. r.Notes.Select(n => n.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(c => JsonValue.Create(c))]),
    };

    /// <summary>The expectation itself, if every member of it can be compared.</summary>
    public static JsonElement Known(string path, int line, JsonElement expected)
    {
        foreach (var member in expected.EnumerateObject())
            if (!Members.ContainsKey(member.Name))
                throw new MalformedCaseException($"{path}:{line}: '{member.Name}' cannot be expected; known are {string.Join(", ", Members.Keys)}.");
        return expected;
    }

    public static IEnumerable<string> Differences(JsonElement expected, Ruling ruling) =>
        from member in expected.EnumerateObject()
        let actual = Members[member.Name](ruling)
        where !JsonComparison.AreEqual(member.Value, JsonComparison.Element(actual))
        select $"{member.Name}: expected {member.Value.GetRawText()}, actual {JsonComparison.Text(actual)}";

    // Later clauses win where names collide.
    private static JsonObject Texts(IEnumerable<OutputItem> items)
    {
        var texts = new JsonObject();
        foreach (var item in items)
            texts[item.Key] = item.Text;
        return texts;
    }
}
