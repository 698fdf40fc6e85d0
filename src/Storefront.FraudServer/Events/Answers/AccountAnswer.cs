using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Rules;
using static Storefront.FraudServer.Objects.ObjectKind;

namespace Storefront.FraudServer.Events.Answers;

/// <summary>A ruling as the answer to a sign-up, sign-in or custom assessment (contract, responses 4 and 5.1).</summary>
internal static class AccountAnswer
{
    public static byte[] Creation(Assessed assessed) => Body(assessed, "AP.AccountCreation.Response", json =>
    {
        if (PrimaryEmail(assessed.Event) is not { } email)
            return;
        json.WriteStartObject("calculatedFeatures");
        json.WriteString("emailDomain", EmailPattern.Domain(email));
        json.WriteString("emailPattern", EmailPattern.Of(email));
        json.WriteEndObject();
    });

    public static byte[] Login(Assessed assessed) => Body(assessed, "AP.AccountLogin.Response", static _ => { });

    /// <summary>The same for a custom assessment of the first version, for which no model runs.</summary>
    public static byte[] Custom(Assessed assessed, string apiName) => Body(assessed, apiName, static _ => { }, isScored: false);

    /// <summary>The four members every answer of account protection ends with.</summary>
    public static void WriteEnd(Utf8JsonWriter json, string name)
    {
        json.WriteString("name", name + ".Success");
        json.WriteString("version", "1.0");
        json.WriteString("code", "200");
        json.WriteString("description", "OK");
    }

    private static byte[] Body(Assessed assessed, string name, Action<Utf8JsonWriter> enrichments, bool isScored = true) => Wire.Object(json =>
    {
        json.WriteStartArray("resultDetails");
        WriteResult(json, assessed.Ruling, assessed.Shown, isScored);
        json.WriteEndArray();
        json.WriteString("transactionReferenceId", Guid.NewGuid());
        json.WriteStartObject("enrichments");
        DeviceAttributes.WriteAccount(json, assessed.Device);
        enrichments(json);
        json.WriteEndObject();
        json.WriteStartObject("diagnostics");
        Diagnostics.Write(json, assessed.Ruling.Diagnostics);
        json.WriteEndObject();
        WriteEnd(json, name);
    });

    private static void WriteResult(Utf8JsonWriter json, Ruling ruling, Decision shown, bool isScored)
    {
        json.WriteStartObject();
        json.WriteString("decision", shown.ToString());
        json.WriteString("challengeType", ruling.ChallengeType);
        WriteList(json, "reasons", ruling.Reason);
        json.WriteString("rule", ruling.Rule.Length > 0 ? ruling.Rule : "Default");
        json.WriteString("ruleEnvironmentId", ruling.EnvironmentId);
        json.WriteString("clauseName", ruling.Clause.Length > 0 ? ruling.Clause : null);
        WriteList(json, "supportMessages", ruling.SupportMessage);
        WriteOther(json, ruling.Output);
        if (isScored)
            WriteScores(json, ruling);
        else
            json.WriteNull("scores");
        RuleEvaluations.Write(json, "ruleEvaluations", ruling.RuleEvaluations);
        json.WriteEndObject();
    }

    // Output of all clauses side by side; where two wrote the same key, the last one counts.
    private static void WriteOther(Utf8JsonWriter json, IReadOnlyList<OutputGroup> output)
    {
        if (output.Count == 0)
        {
            json.WriteNull("other");
            return;
        }

        json.WriteStartObject("other");
        foreach (var item in output.SelectMany(group => group.Items).GroupBy(item => item.Key, StringComparer.OrdinalIgnoreCase))
            json.WriteString(item.Key, item.Last().Text);
        json.WriteEndObject();
    }

    private static void WriteScores(Utf8JsonWriter json, Ruling ruling)
    {
        json.WriteStartArray("scores");
        WriteScore(json, "Bot", ruling.BotScore, "");
        WriteScore(json, "Risk", ruling.RiskScore, ruling.ReasonCodes);
        json.WriteEndArray();
    }

    private static void WriteScore(Utf8JsonWriter json, string type, int score, string reason)
    {
        json.WriteStartObject();
        json.WriteString("scoreType", type);
        json.WriteNumber("scoreValue", score);
        json.WriteString("reason", reason);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, string? single)
    {
        if (string.IsNullOrEmpty(single))
            json.WriteNull(name);
        else
            Wire.Strings(json, name, [single]);
    }

    private static string? PrimaryEmail(JsonObject creation)
    {
        var emails = (creation["email"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        return Text(emails.Find(e => "Primary".Equals(Text(e, "emailType"), StringComparison.OrdinalIgnoreCase)) ?? emails.FirstOrDefault(), "emailValue");
    }
}
