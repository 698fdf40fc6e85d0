using System.Text.Json;
using System.Text.Json.Nodes;
using static Storefront.FraudServer.Objects.ObjectKind;

namespace Storefront.FraudServer.Events.Answers;

/// <summary>A ruling as the answer to an assessment of the second version (contract, responses 5.2).</summary>
internal static class AssessmentAnswer
{
    public static byte[] Body(Assessed assessed, string apiName) => Wire.Object(json =>
    {
        var ruling = assessed.Ruling;
        WriteMetadata(json, assessed, apiName);
        json.WriteStartObject("decisionDetails");
        json.WriteString("merchantRuleDecision", assessed.Shown.ToString());
        json.WriteString("challengeType", ruling.ChallengeType);
        json.WriteString("rule", ruling.Rule.Length > 0 ? ruling.Rule : "Default");
        json.WriteString("clauseName", ruling.Clause.Length > 0 ? ruling.Clause : null);
        Wire.Strings(json, "reasons", OneOrNone(ruling.Reason));
        Wire.Strings(json, "supportMessages", OneOrNone(ruling.SupportMessage));
        json.WriteEndObject();
        RuleEvaluations.Write(json, "ruleEvaluations", ruling.RuleEvaluations);
        json.WriteStartObject("enrichments");
        DeviceAttributes.WriteAssessment(json, assessed.Device);
        if (ruling.RiskModelRan)
            WriteScore(json, "risk", "Risk", ruling.RiskScore, ruling.ReasonCodes);
        if (ruling.BotModelRan)
            WriteScore(json, "bot", "Bot", ruling.BotScore, "");
        json.WriteEndObject();
        json.WritePropertyName("customProperties");
        ruling.CustomProperties.WriteTo(json);
        json.WriteStartObject("diagnostics");
        Diagnostics.Write(json, ruling.Diagnostics);
        json.WriteEndObject();
    });

    private static void WriteMetadata(Utf8JsonWriter json, Assessed assessed, string apiName)
    {
        var metadata = (JsonObject)assessed.Event["metadata"]!;
        json.WriteStartObject("metadata");
        json.WriteString("eventId", Text(metadata, "eventId"));
        json.WriteString("sessionId", Text(assessed.Event, "deviceFingerprinting", "id") ?? Text(metadata, "sessionId"));
        json.WriteString("gdprId", Text(assessed.Event, "user", "id") ?? Text(assessed.Event, "user", "userId"));
        json.WriteBoolean("isTest", metadata["isTest"] is JsonValue test && test.GetValueKind() == JsonValueKind.True);
        json.WriteString("timestamp", Text(metadata, "timestamp") ?? Text(metadata, "merchantTimeStamp"));
        json.WriteString("processedDateTime", assessed.At.UtcDateTime);
        json.WriteString("hierarchyPath", "/" + string.Join('/', assessed.Environment.Chain.Select(e => e.ApiId ?? e.Id)));
        json.WriteString("eventType", apiName);
        json.WriteString("correlationId", assessed.CorrelationId);
        json.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter json, string name, string type, int score, string reason)
    {
        json.WriteStartObject(name);
        json.WriteString("scoreType", type);
        json.WriteNumber("scoreValue", score);
        json.WriteString("reason", reason);
        json.WriteEndObject();
    }

    private static string[] OneOrNone(string? text) => string.IsNullOrEmpty(text) ? [] : [text];
}
