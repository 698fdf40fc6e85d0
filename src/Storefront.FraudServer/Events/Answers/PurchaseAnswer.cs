using System.Text.Json;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Rules;

namespace Storefront.FraudServer.Events.Answers;

/// <summary>A ruling as the answer to a purchase (contract, responses 3).</summary>
internal static class PurchaseAnswer
{
    public static byte[] Body(Assessed assessed) => Wire.Object(json =>
    {
        var ruling = assessed.Ruling;
        json.WriteStartObject("resultDetails");
        json.WriteString("MerchantRuleDecision", assessed.Shown.ToString());
        json.WriteNumber("RiskScore", ruling.RiskScore);
        json.WriteString("ReasonCodes", ruling.ReasonCodes);
        json.WriteString("MIDFlag", "Standard"); // other flags stand for agreements with banks, which only the hosted service had
        json.WriteString("PolicyApplied", ruling.Rule.Length > 0 ? ruling.Rule : "Default");
        WriteIfAny(json, "PolicyAppliedEnvironmentId", ruling.EnvironmentId);
        json.WriteString("PurchaseId", ObjectKind.Text(assessed.Event, "purchaseId"));
        WriteIfAny(json, "ClauseName", ruling.Clause);
        if (ruling.RuleEvaluations.Count > 0)
            RuleEvaluations.Write(json, "RuleEvaluations", ruling.RuleEvaluations);
        WriteIfAny(json, "MerchantRuleReason", ruling.Reason);
        WriteOutput(json, ruling.Output);
        DeviceAttributes.WritePurchase(json, assessed.Device);
        WriteDiagnostics(json, ruling.Diagnostics);
        json.WriteEndObject();
    });

    private static void WriteIfAny(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
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
        Diagnostics.Write(json, diagnostics);
        json.WriteEndObject();
    }
}
