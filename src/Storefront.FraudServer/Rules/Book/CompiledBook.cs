using Storefront.FraudServer.Rules.Binding;
using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.FraudServer.Rules.Book;

/// <summary>Everything a rule file said, ready to run. Immutable and shared by all requests.</summary>
internal sealed record CompiledBook(IReadOnlyList<CompiledEnvironment> Environments, RuleResources Resources, int VariableCount, int PathCount)
{
    /// <summary>Every velocity the file defines, those of inactive sets too: they no longer count, and still answer.</summary>
    public IReadOnlyList<DefinedVelocity> Velocities { get; init; } = [];
}

/// <summary>A velocity and what makes it that velocity: two texts that count the same way have the same definition.</summary>
internal sealed record DefinedVelocity(string Environment, string Name, string Definition);

internal sealed record CompiledEnvironment(
    string Name, bool FirstMatch, IReadOnlyList<CompiledRule> Rules, IReadOnlyList<CompiledRule> Actions,
    IReadOnlyList<CompiledRule> Routing, IReadOnlyList<CompiledSet> Sets);

internal sealed record CompiledRule(string Name, CompiledCondition Condition, IReadOnlyList<CompiledClause> Clauses);

internal sealed record CompiledClause(string Name, Stage Stage, IReadOnlyList<Step> Steps);

/// <summary>The LETs and the test of a rule or velocity set; without a test it always holds.</summary>
internal sealed record CompiledCondition(IReadOnlyList<LetStep> Lets, Func<Frame, bool>? Test, int Nodes, TextSpan At, IReadOnlyList<Reading> Reads)
{
    public static CompiledCondition Always { get; } = new([], null, 0, default, []);

    /// <summary>Runs the LETs, then the test; a fault in the test counts as false.</summary>
    public bool Holds(Frame frame)
    {
        foreach (var let in Lets)
            let.Run(frame);
        return Test is null || (frame.Guard(Test, out var holds) && holds);
    }
}

internal sealed record CompiledSet(string Name, CompiledCondition Condition, IReadOnlyList<CompiledVelocity> Velocities);

internal sealed record CompiledVelocity(
    string Name, VelocityKind Kind, IReadOnlySet<string> Events, IReadOnlyList<LetStep> Lets,
    Func<Frame, bool>? Test, Func<Frame, Value> Key, Func<Frame, Value>? Value, int Nodes);
