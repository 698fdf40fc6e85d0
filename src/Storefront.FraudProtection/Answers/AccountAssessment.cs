using System.Collections.Frozen;
using Storefront.FraudProtection.Http;

namespace Storefront.FraudProtection;

/// <summary>The answer to a sign-up or sign-in, and to a custom assessment of the first version. Wire: responses-and-errors.md sections 4 and 5.1.</summary>
/// <remarks>For the merchant only: nothing in it is ever shown to the customer, except what a support message asks to say.</remarks>
public sealed record AccountAssessment
{
    /// <summary>What to do. An answer without any decision means <see cref="Decision.Approve"/>.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The decision as it was written; empty if there was none.</summary>
    public required string DecisionText { get; init; }

    /// <summary>Whether <see cref="DecisionText"/> is a word the contract knows. An unknown one counts as <see cref="Decision.Review"/>.</summary>
    public required bool IsDecisionKnown { get; init; }

    /// <summary>The proof a <see cref="Decision.Challenge"/> asks for, as the rule names it: <c>Email</c>, <c>SMS</c>…; null otherwise.</summary>
    public string? ChallengeType { get; init; }

    /// <summary>The reasons the rule gave.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What support staff should know or say.</summary>
    public IReadOnlyList<string> SupportMessages { get; init; } = [];

    /// <summary>Name of the rule that decided.</summary>
    public string? Rule { get; init; }

    /// <summary>The environment that owns that rule.</summary>
    public string? RuleEnvironmentId { get; init; }

    /// <summary>The clause that decided.</summary>
    public string? ClauseName { get; init; }

    /// <summary>The rules that ran, in order; the last one decided.</summary>
    public IReadOnlyList<RuleEvaluation> RuleEvaluations { get; init; } = [];

    /// <summary>What rules wrote down: name and value.</summary>
    public IReadOnlyDictionary<string, string> Other { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>How likely fraud is, 0 to 999; 999 also when the device is unknown, -1 when no score came.</summary>
    public required int RiskScore { get; init; }

    /// <summary>How likely a program is behind it, 0 to 999; 999 also when the device is unknown, -1 when no score came.</summary>
    public required int BotScore { get; init; }

    /// <summary>All scores as they came.</summary>
    public IReadOnlyList<AccountScore> Scores { get; init; } = [];

    /// <summary>The service's own ID of this assessment.</summary>
    public string? TransactionReferenceId { get; init; }

    /// <summary>What fingerprinting found out about the device.</summary>
    public IReadOnlyDictionary<string, string> DeviceAttributes { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>What the service made of the e-mail address of a sign-up: <c>emailDomain</c>, <c>emailPattern</c>.</summary>
    public IReadOnlyDictionary<string, string> CalculatedFeatures { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>How calls made by rules went, as JSON text; null if there is nothing to tell.</summary>
    public string? Diagnostics { get; init; }

    /// <summary>The correlation ID of the call.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The whole answer as it came.</summary>
    public required string Raw { get; init; }

    /// <summary>Reads an answer, for example one that was stored.</summary>
    /// <param name="raw">The JSON text.</param>
    /// <param name="correlationId">The correlation ID of the call it answered.</param>
    /// <exception cref="FraudProtectionException">The text is no such answer.</exception>
    public static AccountAssessment Parse(string raw, string correlationId) => AccountAnswer.Read(raw, correlationId);

    /// <summary>Decision and correlation ID.</summary>
    public override string ToString() => $"{DecisionText} {CorrelationId}";
}

/// <summary>One score of an assessment.</summary>
/// <param name="ScoreType"><c>Risk</c> or <c>Bot</c>.</param>
/// <param name="ScoreValue">0 to 999, higher is riskier.</param>
/// <param name="Reason">Why, if the service says so.</param>
public sealed record AccountScore(string ScoreType, int ScoreValue, string Reason);
