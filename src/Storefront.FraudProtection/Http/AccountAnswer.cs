using System.Text.Json.Nodes;

namespace Storefront.FraudProtection.Http;

/// <summary>Reads the answer to a sign-up or sign-in: the first result counts, and one without a decision lets the customer go on.</summary>
internal static class AccountAnswer
{
    public static AccountAssessment Read(string raw, string correlationId)
    {
        var answer = Reading.Object(raw);
        if (answer is null || answer["resultDetails"] is not (null or JsonArray))
            throw FraudProtectionException.Malformed(correlationId, "it is no answer to an account event");

        var details = Reading.Objects(answer["resultDetails"]).FirstOrDefault() ?? [];
        var word = Reading.Text(details["decision"]) ?? "";
        var known = word.Length == 0 ? Decision.Approve : Reading.Decision(word);
        var scores = Reading.Objects(details["scores"]).Select(Score).OfType<AccountScore>().ToList();
        var enrichments = (answer["enrichments"] ?? answer["enrichment"]) as JsonObject;
        return new AccountAssessment
        {
            Decision = known ?? Decision.Review,
            DecisionText = word,
            IsDecisionKnown = known is not null,
            ChallengeType = Reading.Text(details["challengeType"]),
            Reasons = Reading.List(details["reasons"]),
            SupportMessages = Reading.List(details["supportMessages"]),
            Rule = Reading.Text(details["rule"]),
            RuleEnvironmentId = Reading.Text(details["ruleEnvironmentId"]),
            ClauseName = Reading.Text(details["clauseName"]),
            RuleEvaluations = [.. Reading.Objects(details["ruleEvaluations"]).Select(RuleEvaluation.From)],
            Other = Reading.Texts(details["other"]),
            RiskScore = Value(scores, "Risk"),
            BotScore = Value(scores, "Bot"),
            Scores = scores,
            TransactionReferenceId = Reading.Text(answer["transactionReferenceId"]),
            DeviceAttributes = Reading.Texts(enrichments?["deviceAttributes"]),
            CalculatedFeatures = Reading.Texts(enrichments?["calculatedFeatures"]),
            Diagnostics = answer["diagnostics"] is JsonObject { Count: > 0 } told ? Reading.Json(told) : null,
            CorrelationId = correlationId,
            Raw = raw,
        };
    }

    public static AccountScore? Score(JsonObject? score) => Reading.Text(score?["scoreType"]) is { } type && Reading.Number(score!["scoreValue"]) is { } value
        ? new(type, value, Reading.Text(score["reason"]) ?? "")
        : null;

    private static int Value(List<AccountScore> scores, string type) =>
        scores.Find(score => score.ScoreType.Equals(type, StringComparison.OrdinalIgnoreCase))?.ScoreValue ?? -1;
}
