using System.Text.Json;
using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules;

/// <summary>What is being assessed. The kind decides stages, which models may run and which root routing rules see.</summary>
internal enum AssessmentKind { Purchase, AccountCreation, AccountLogin, Assessment, Custom }

/// <summary>One event to be judged. Everything a judgement depends on is in here, so the same request gives the same ruling.</summary>
internal sealed record AssessmentRequest
{
    public required AssessmentKind Kind { get; init; }

    /// <summary>The request body; must be a JSON object.</summary>
    public required JsonElement Payload { get; init; }

    public required DateTimeOffset Now { get; init; }
    public string CorrelationId { get; init; } = "";
    public string EventId { get; init; } = "";

    /// <summary>The API name of an <see cref="AssessmentKind.Assessment"/> or <see cref="AssessmentKind.Custom"/> event.</summary>
    public string ApiName { get; init; } = "";

    /// <summary>Fixed scores in place of the scorecards: a score sample, or scores another system made.</summary>
    public ScoreSample? Scores { get; init; }

    /// <summary>Attributes of the fingerprinting session, read as <c>@"deviceAttributes.…"</c>; null when there is none.</summary>
    public JsonElement? DeviceAttributes { get; init; }

    /// <summary>The name of the addressed <c>%env</c>; null addresses the last one of the file.</summary>
    public string? Environment { get; init; }

    /// <summary>Turns the name of an <c>%env</c> into the environment ID of answer and velocities; null keeps the name.</summary>
    public Func<string, string>? EnvironmentIds { get; init; }

    /// <summary>Asks an assessment of this service in process, by its API name; null when rules run on their own.</summary>
    public Func<string, Value, Value?>? Ask { get; init; }

    /// <summary>Collect <see cref="Ruling.Statements"/>, for the evaluation pane.</summary>
    public bool Explain { get; init; }
}

internal sealed record ScoreSample
{
    public int? RiskScore { get; init; }
    public string RiskReason { get; init; } = "";
    public int? BotScore { get; init; }
    public IReadOnlyDictionary<string, ModelScore> Sessions { get; init; } = new Dictionary<string, ModelScore>(StringComparer.Ordinal);
}

internal sealed record ModelScore(int Score, string Reason);
