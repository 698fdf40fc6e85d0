using System.Collections.Frozen;
using Storefront.FraudProtection.Http;

namespace Storefront.FraudProtection;

/// <summary>The answer to a sign-up or sign-in of purchase protection. Wire: responses-and-errors.md section 3.4.</summary>
/// <remarks>For the merchant only: nothing in it is ever shown to the customer.</remarks>
public sealed record SignAssessment
{
    /// <summary>What to do.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The decision as it was written.</summary>
    public required string DecisionText { get; init; }

    /// <summary>Whether <see cref="DecisionText"/> is a word the contract knows. An unknown one counts as <see cref="Decision.Review"/>.</summary>
    public required bool IsDecisionKnown { get; init; }

    /// <summary>0 to 999, higher is riskier; -1 when no score could be computed.</summary>
    public required int RiskScore { get; init; }

    /// <summary>Why the score is what it is. An open list: never branch on it.</summary>
    public IReadOnlyList<string> ReasonCodes { get; init; } = [];

    /// <summary>The sign-up or sign-in, repeated by the service.</summary>
    public string? Id { get; init; }

    /// <summary>The clause that decided.</summary>
    public string? ClauseName { get; init; }

    /// <summary>The rules that ran, in order; the last one decided.</summary>
    public IReadOnlyList<RuleEvaluation> RuleEvaluations { get; init; } = [];

    /// <summary>What fingerprinting found out about the device.</summary>
    public IReadOnlyDictionary<string, string> DeviceAttributes { get; init; } = FrozenDictionary<string, string>.Empty;

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
    public static SignAssessment Parse(string raw, string correlationId) => SignAnswer.Read(raw, correlationId);

    /// <summary>Decision and correlation ID.</summary>
    public override string ToString() => $"{DecisionText} {CorrelationId}";
}
