using System.Text.Json.Nodes;

namespace Storefront.FraudProtection.Http;

/// <summary>Reads the answer to a sign-up or sign-in of purchase protection.</summary>
internal static class SignAnswer
{
    public static SignAssessment Read(string raw, string correlationId)
    {
        var details = Reading.Object(raw)?["resultDetails"] as JsonObject;
        if (details is null || Reading.Text(details["MerchantRuleDecision"]) is not { Length: > 0 } word)
            throw FraudProtectionException.Malformed(correlationId, "it holds no decision");

        var known = Reading.Decision(word);
        return new SignAssessment
        {
            Decision = known ?? Decision.Review,
            DecisionText = word,
            IsDecisionKnown = known is not null,
            RiskScore = Reading.Number(details["RiskScore"]) ?? -1,
            ReasonCodes = Reading.Codes(details["ReasonCodes"]),
            Id = Reading.Text(details["SignUpId"] ?? details["SignInId"]),
            ClauseName = Reading.Text(details["ClauseName"]),
            RuleEvaluations = [.. Reading.Objects(details["RuleEvaluations"]).Select(RuleEvaluation.From)],
            DeviceAttributes = Reading.Texts(details["DeviceAttributes"]),
            Diagnostics = Reading.Json(details["Diagnostics"]),
            CorrelationId = correlationId,
            Raw = raw,
        };
    }
}
