using System.Text.Json;
using Storefront.FraudServer.Rules;

namespace Storefront.FraudServer.Events.Answers;

/// <summary>The rules that ran, as every family writes them.</summary>
internal static class RuleEvaluations
{
    public static void Write(Utf8JsonWriter json, string name, IReadOnlyList<RuleEvaluation> evaluations)
    {
        json.WriteStartArray(name);
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
}
