using System.Text.Json.Nodes;
using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules;

internal enum Decision { Approve, Reject, Review, Challenge }

/// <summary>What the rules said about one event, and everything needed to show why.</summary>
internal sealed record Ruling
{
    public required Decision Decision { get; init; }

    /// <summary>Null when there is none.</summary>
    public string? Reason { get; init; }
    public string? SupportMessage { get; init; }
    public string? ChallengeType { get; init; }

    /// <summary>The deciding rule and clause, or empty when no rule decided.</summary>
    public string Rule { get; init; } = "";
    public string Clause { get; init; } = "";

    /// <summary>The environment the deciding rule belongs to, or null.</summary>
    public string? EnvironmentId { get; init; }

    /// <summary>Every rule whose condition matched, in order, with the clauses that fired.</summary>
    public required IReadOnlyList<RuleEvaluation> RuleEvaluations { get; init; }

    /// <summary>What <c>Output(…)</c> wrote, one group per clause.</summary>
    public required IReadOnlyList<OutputGroup> Output { get; init; }

    /// <summary>Output and <c>SetResponse(…)</c> together, typed: the custom properties of a v2 answer.</summary>
    public required JsonObject CustomProperties { get; init; }
    public required IReadOnlyList<TraceEvent> Traces { get; init; }

    /// <summary>Faults and notes, in the order they happened.</summary>
    public required IReadOnlyList<Note> Notes { get; init; }

    /// <summary>What <c>SetVariables</c> left behind, as the addressed environment sees it.</summary>
    public required JsonObject Variables { get; init; }

    /// <summary>The same with their environments, for the velocity update of this event.</summary>
    public GlobalVariables Globals { get; init; } = new();

    /// <summary>0 to 999; -1 when there is no score.</summary>
    public int RiskScore { get; init; } = -1;
    public int BotScore { get; init; } = -1;

    /// <summary>Comma-separated, no blanks; empty when nothing matched.</summary>
    public string ReasonCodes { get; init; } = "";

    /// <summary>Every item of the scorecard that matched, with its points.</summary>
    public IReadOnlyList<ScoreItem> ScoreItems { get; init; } = [];

    /// <summary>Whether a rule asked for the score with <c>Model.Risk()</c> (v2 answers show it only then).</summary>
    public bool RiskModelRan { get; init; }
    public bool BotModelRan { get; init; }

    /// <summary>What <c>GetDiagnostics()</c> read, by namespace.</summary>
    public IReadOnlyList<CallDiagnostics> Diagnostics { get; init; } = [];

    /// <summary>The case queue; null unless the decision is Review.</summary>
    public string? Queue { get; init; }

    /// <summary>The published version that ruled; 0 when a file did.</summary>
    public int RulesVersion { get; init; }

    /// <summary>Statement by statement, when <see cref="AssessmentRequest.Explain"/> asked for it.</summary>
    public IReadOnlyList<StatementTrace> Statements { get; init; } = [];
}

internal sealed record RuleEvaluation(string Rule, IReadOnlyList<string> ClauseNames, string EnvironmentId);

internal sealed record OutputGroup(string Clause, IReadOnlyList<OutputItem> Items);

/// <summary>A value both ways it travels: typed (v2) and as text (purchases, account protection). Both are null after a fault.</summary>
internal sealed record OutputItem(string Key, JsonNode? Value, string? Text);

/// <summary>One <c>Trace(…)</c>: never in the answer, always an event of its own.</summary>
internal sealed record TraceEvent(string Rule, string EventType, string CorrelationId, string EventId, JsonObject Attributes);

/// <summary>A fault or remark of one evaluation, with the place in the rule.</summary>
internal sealed record Note(string Code, string Message, string Environment, string Rule, string Clause, int Line, int Column);

internal sealed record ScoreItem(string Name, int Points, string ReasonCode);

internal sealed record CallDiagnostics(string Namespace, JsonNode? Values);

/// <summary>One statement that was reached: did it fire, and what did it see.</summary>
internal sealed record StatementTrace(
    string Environment, string Rule, string Clause, string Statement, int Line, int Column, bool Fired, IReadOnlyList<ReadValue> Reads);

internal sealed record ReadValue(string Name, JsonNode? Value);
