using System.Text.Json;
using Storefront.FraudServer.Rules;

namespace Storefront.FraudServer.Events;

/// <summary>A ruling as the answer to a purchase (contract, responses 3).</summary>
internal static class PurchaseAnswer
{
    /// <param name="ruling">What the rules said.</param>
    /// <param name="purchaseId">Echoed.</param>
    /// <param name="shown">The decision on the wire, which a setting may soften for callers who only compare.</param>
    public static byte[] Body(Ruling ruling, string purchaseId, Decision shown) => Wire.Object(json =>
    {
        json.WriteStartObject("resultDetails");
        json.WriteString("MerchantRuleDecision", shown.ToString());
        json.WriteNumber("RiskScore", ruling.RiskScore);
        json.WriteString("ReasonCodes", ruling.ReasonCodes);
        json.WriteString("MIDFlag", "Standard"); // other flags stand for agreements with banks, which only the hosted service had
        json.WriteString("PolicyApplied", ruling.Rule.Length > 0 ? ruling.Rule : "Default");
        WriteIfAny(json, "PolicyAppliedEnvironmentId", ruling.EnvironmentId);
        json.WriteString("PurchaseId", purchaseId);
        WriteIfAny(json, "ClauseName", ruling.Clause);
        WriteEvaluations(json, ruling.RuleEvaluations);
        WriteIfAny(json, "MerchantRuleReason", ruling.Reason);
        WriteOutput(json, ruling.Output);
        WriteDiagnostics(json, ruling.Diagnostics);
        json.WriteEndObject();
    });

    private static void WriteIfAny(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    private static void WriteEvaluations(Utf8JsonWriter json, IReadOnlyList<RuleEvaluation> evaluations)
    {
        if (evaluations.Count == 0)
            return;
        json.WriteStartArray("RuleEvaluations");
        foreach (var evaluation in evaluations)
        {
            json.WriteStartObject();
            json.WriteString("rule", evaluation.Rule);
            Wire.Strings(json, "clauseNames", evaluation.ClauseNames);
            json.WriteString("environmentId", evaluation.EnvironmentId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOutput(Utf8JsonWriter json, IReadOnlyList<OutputGroup> output)
    {
        if (output.Count == 0)
            return;
        json.WriteStartObject("MerchantRuleOutput");
        foreach (var group in output)
        {
            json.WriteStartObject(group.Clause);
            foreach (var item in group.Items)
                json.WriteString(item.Key, item.Text);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteDiagnostics(Utf8JsonWriter json, IReadOnlyList<CallDiagnostics> diagnostics)
    {
        if (diagnostics.Count == 0)
            return;
        json.WriteStartObject("Diagnostics");
        foreach (var group in diagnostics.GroupBy(d => d.Namespace, StringComparer.Ordinal))
        {
            json.WriteStartArray(group.Key);
            foreach (var call in group)
                if (call.Values is { } values)
                    values.WriteTo(json);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
