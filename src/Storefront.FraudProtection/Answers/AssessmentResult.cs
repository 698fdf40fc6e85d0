using System.Text.Json.Nodes;
using Storefront.FraudProtection.Http;

namespace Storefront.FraudProtection;

/// <summary>The answer to an assessment of the second version. Wire: responses-and-errors.md section 5.2.</summary>
/// <remarks>For the merchant only: nothing in it is ever shown to the customer.</remarks>
public sealed record AssessmentResult
{
    /// <summary>What to do.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The decision as it was written.</summary>
    public required string DecisionText { get; init; }

    /// <summary>Whether <see cref="DecisionText"/> is a word the contract knows. An unknown one counts as <see cref="Decision.Review"/>.</summary>
    public required bool IsDecisionKnown { get; init; }

    /// <summary>The proof a <see cref="Decision.Challenge"/> asks for, as the rule names it; null otherwise.</summary>
    public string? ChallengeType { get; init; }

    /// <summary>Name of the rule that decided.</summary>
    public string? Rule { get; init; }

    /// <summary>The clause that decided.</summary>
    public string? ClauseName { get; init; }

    /// <summary>The reasons the rule gave.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What support staff should know or say.</summary>
    public IReadOnlyList<string> SupportMessages { get; init; } = [];

    /// <summary>The rules that ran, in order.</summary>
    public IReadOnlyList<RuleEvaluation> RuleEvaluations { get; init; } = [];

    /// <summary>How likely fraud is; null if no rule asked.</summary>
    public AccountScore? Risk { get; init; }

    /// <summary>How likely a program is behind it; null if no rule asked.</summary>
    public AccountScore? Bot { get; init; }

    /// <summary>What rules wrote down, as JSON text; null if there is nothing to tell.</summary>
    public string? CustomProperties { get; init; }

    /// <summary>How calls made by rules went, as JSON text; null if there is nothing to tell.</summary>
    public string? Diagnostics { get; init; }

    /// <summary>The correlation ID of the call.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The whole answer as it came.</summary>
    public required string Raw { get; init; }

    /// <summary>Reads an answer, for example one that was stored.</summary>
    /// <param name="raw">The JSON text.</param>
    /// <param name="correlationId">The correlation ID of the call it answered.</param>
    /// <exception cref="FraudProtectionException">The text is no such answer, or holds no decision.</exception>
    public static AssessmentResult Parse(string raw, string correlationId)
    {
        var answer = Reading.Object(raw);
        var details = answer?["decisionDetails"] as JsonObject;
        if (details is null || Reading.Text(details["merchantRuleDecision"]) is not { Length: > 0 } word)
            throw FraudProtectionException.Malformed(correlationId, "it holds no decision");

        var known = Reading.Decision(word);
        var enrichments = answer!["enrichments"] as JsonObject;
        return new AssessmentResult
        {
            Decision = known ?? Decision.Review,
            DecisionText = word,
            IsDecisionKnown = known is not null,
            ChallengeType = Reading.Text(details["challengeType"]),
            Rule = Reading.Text(details["rule"]),
            ClauseName = Reading.Text(details["clauseName"]),
            Reasons = Reading.List(details["reasons"]),
            SupportMessages = Reading.List(details["supportMessages"]),
            RuleEvaluations = [.. Reading.Objects(answer["ruleEvaluations"]).Select(RuleEvaluation.From)],
            Risk = AccountAnswer.Score(enrichments?["risk"] as JsonObject),
            Bot = AccountAnswer.Score(enrichments?["bot"] as JsonObject),
            CustomProperties = answer["customProperties"] is JsonObject { Count: > 0 } properties ? Reading.Json(properties) : null,
            Diagnostics = answer["diagnostics"] is JsonObject { Count: > 0 } told ? Reading.Json(told) : null,
            CorrelationId = correlationId,
            Raw = raw,
        };
    }

    /// <summary>Decision and correlation ID.</summary>
    public override string ToString() => $"{DecisionText} {CorrelationId}";
}
