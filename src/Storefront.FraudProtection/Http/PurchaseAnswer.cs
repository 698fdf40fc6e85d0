using System.Text.Json.Nodes;

namespace Storefront.FraudProtection.Http;

/// <summary>Reads the answer to a purchase: a decision there must be, everything else may be missing or odd.</summary>
internal static class PurchaseAnswer
{
    public static PurchaseAssessment Read(string raw, string correlationId)
    {
        var details = Reading.Object(raw)?["resultDetails"] as JsonObject;
        if (details is null || Reading.Text(details["MerchantRuleDecision"]) is not { Length: > 0 } word)
            throw FraudProtectionException.Malformed(correlationId, "it holds no decision");

        var known = Reading.Decision(word);
        return new PurchaseAssessment
        {
            Decision = known ?? Decision.Review,
            DecisionText = word,
            IsDecisionKnown = known is not null,
            RiskScore = Reading.Number(details["RiskScore"]) ?? -1,
            ReasonCodes = Reading.Codes(details["ReasonCodes"]),
            MidFlag = Reading.Text(details["MIDFlag"]) ?? "Standard",
            PolicyApplied = Reading.Text(details["PolicyApplied"]),
            PolicyAppliedEnvironmentId = Reading.Text(details["PolicyAppliedEnvironmentId"]),
            PurchaseId = Reading.Text(details["PurchaseId"]),
            ClauseName = Reading.Text(details["ClauseName"]),
            RuleEvaluations = [.. Reading.Objects(details["RuleEvaluations"]).Select(RuleEvaluation.From)],
            Reason = Reading.Text(details["MerchantRuleReason"]),
            Output = Reading.Members(details["MerchantRuleOutput"], clause => (IReadOnlyDictionary<string, string>)Reading.Texts(clause)),
            BankName = Reading.Text(details["BankName"]),
            HashedEvaluationId = Reading.Text(details["HashedEvaluationId"]),
            DeviceAttributes = Reading.Texts(details["DeviceAttributes"]),
            Diagnostics = Reading.Json(details["Diagnostics"]),
            CorrelationId = correlationId,
            Raw = raw,
        };
    }
}
