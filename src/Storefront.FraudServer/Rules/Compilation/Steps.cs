using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Compilation;

/// <summary>A statement ready to run.</summary>
/// <param name="Nodes">What reaching it is charged.</param>
/// <param name="Reads">What its condition looks at, for the evaluation pane.</param>
internal abstract record Step(string Keyword, TextSpan At, int Nodes, Func<Frame, bool>? When, IReadOnlyList<Reading> Reads)
{
    /// <summary>A fault in a condition counts as false, however the condition is negated around it.</summary>
    public bool Holds(Frame frame) => When is null || (frame.Guard(When, out var holds) && holds);
}

/// <summary>An attribute or variable, by the name it is written with.</summary>
internal sealed record Reading(string Name, Func<Frame, Value> Value);

internal sealed record LetStep(TextSpan At, int Nodes, int Slot, Func<Frame, Value> Value) : Step("LET", At, Nodes, null, [])
{
    public void Run(Frame frame)
    {
        frame.VariableFaults[Slot] = !frame.Guard(Value, out var value);
        frame.Variables[Slot] = value;
    }
}

internal sealed record ObserveStep(
    TextSpan At, int Nodes, Func<Frame, bool>? When, IReadOnlyList<Reading> Reads, IReadOnlyList<Observation> Observations)
    : Step("OBSERVE", At, Nodes, When, Reads);

internal sealed record ReturnStep(
    TextSpan At, int Nodes, Func<Frame, bool>? When, IReadOnlyList<Reading> Reads, Decision Decision,
    Func<Frame, string>? ChallengeType, Func<Frame, string>? Reason, Func<Frame, string>? SupportMessage, IReadOnlyList<Observation> Observations)
    : Step("RETURN", At, Nodes, When, Reads);

internal sealed record DoStep(
    TextSpan At, int Nodes, Func<Frame, bool>? When, IReadOnlyList<Reading> Reads, IReadOnlyList<ActionCall> Actions)
    : Step("DO", At, Nodes, When, Reads);

internal sealed record RouteStep(TextSpan At, int Nodes, Func<Frame, bool>? When, IReadOnlyList<Reading> Reads, string Queue)
    : Step("ROUTETO", At, Nodes, When, Reads);

internal sealed record Pair(string Name, Func<Frame, Value> Value);

/// <summary><c>Output(…)</c> or <c>Trace(…)</c>.</summary>
internal sealed record Observation(bool IsTrace, TextSpan At, IReadOnlyList<Pair> Pairs);

internal abstract record ActionCall(TextSpan At);

internal sealed record SetVariablesAction(TextSpan At, IReadOnlyList<Pair> Pairs) : ActionCall(At);

/// <param name="Section">The object inside the custom properties, or null for the top.</param>
internal sealed record SetResponseAction(TextSpan At, string? Section, IReadOnlyList<Pair> Pairs) : ActionCall(At);

/// <summary>A call made for its effect; the answer is dropped.</summary>
internal sealed record InvokeAction(TextSpan At, Func<Frame, Value> Call) : ActionCall(At);
