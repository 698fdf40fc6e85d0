using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Syntax;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.FraudServer.Rules.Binding;

/// <summary>What RETURN, DO and SELECT may call.</summary>
internal sealed partial class StatementBinder
{
    private static readonly string[] DecisionNames = Enum.GetNames<Decision>();

    private static bool IsDecision(Token name) => DecisionNames.Any(name.Is);

    // Known, but not everywhere: then it is the place that is wrong, not the name.
    private static bool IsStatementFunction(Token name) => IsDecision(name)
        || name.Is("Output") || name.Is("Trace") || name.Is("Other") || name.Is("SetVariables") || name.Is("SetResponse");

    private ReturnStep? Return(CallStatement statement)
    {
        var test = When(statement.When);
        var decision = statement.Calls[0];
        var observations = Observations(statement.Calls.Skip(1));
        if (decision.Target is not null || !IsDecision(decision.Name))
        {
            diagnostics.Error(decision.Target is null && !IsStatementFunction(decision.Name) ? "E301" : "E201", decision.First.Span,
                $"RETURN gives Approve, Reject, Review or Challenge, not {decision.Name.Text}.", Suggestion.For(decision.Name.Text, DecisionNames));
            return null;
        }
        var isChallenge = decision.Name.Is("Challenge");
        string[] names = isChallenge ? ["challengeType", "reason", "supportMessage"] : ["reason", "supportMessage"];
        if (Texts(decision, names) is not { } texts)
            return null;
        if (isChallenge && texts[0] is null)
        {
            diagnostics.Error("E403", decision.Name.Span, "Challenge needs a type, such as \"SMS\".");
            return null;
        }
        var from = isChallenge ? 1 : 0;
        return new ReturnStep(statement.Keyword.Span, Nodes(test, observations), Test(test), Readings(test), Enum.Parse<Decision>(decision.Name.Text, ignoreCase: true),
            isChallenge ? texts[0] : null, texts[from], texts[from + 1], observations);
    }

    // Positional or by the names of old rules; null after an error.
    private Func<Frame, string>?[]? Texts(CallExpression call, string[] names)
    {
        var texts = new Func<Frame, string>?[names.Length];
        if (call.Arguments.Count > names.Length)
        {
            diagnostics.Error("E403", call.Name.Span, $"{call.Name.Text} takes at most {names.Length} arguments.");
            return null;
        }
        var whole = true;
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var argument = call.Arguments[i];
            var slot = argument.Name is null ? i : Array.FindIndex(names, n => argument.Name.Is(n));
            if (slot < 0)
                diagnostics.Error("E404", argument.First.Span, $"{call.Name.Text} has no argument called {argument.Word}.", Suggestion.For(argument.Word!, names));
            else if (texts[slot] is not null)
                diagnostics.Error("E409", argument.First.Span, $"{names[slot]} is there already.");
            else if (expressions.BindAs(argument.Value, FqlType.String, "E404", names[slot]) is { } text)
            {
                if (argument.Name is not null)
                    diagnostics.Warning("W607", argument.Name.Span, "Named arguments of a decision are an old form.");
                texts[slot] = CatalogueBuilder.Run<string>(Compiler.Compile(text));
                continue;
            }
            whole = false;
        }
        return whole ? texts : null;
    }

    private DoStep? Do(CallStatement statement)
    {
        var test = When(statement.When);
        var actions = statement.Calls.Select(Action).OfType<ActionCall>().ToList();
        return new DoStep(statement.Keyword.Span, Nodes(test, []) + (2 * actions.Count), Test(test), Readings(test), actions);
    }

    private ActionCall? Action(CallExpression call)
    {
        if (call.Target is null && call.Name.Is("SetVariables"))
            return Pairs(call.Arguments) is { } pairs ? new SetVariablesAction(call.Name.Span, pairs) : null;
        var isResponse = call.Target is null && call.Name.Is("SetResponse");
        if (context.Section != SectionKind.Action && (isResponse || IsInvocation(call)))
        {
            diagnostics.Error("E408", call.Name.Span, $"A {SectionRules.Name(context.Section)} may only DO SetVariables(…).");
            return null;
        }
        if (call.Target is NameExpression { Token: var owner } && owner.Is("Assessment") && call.Name.Is("SendLabel"))
        {
            diagnostics.Error("E408", call.Name.Span, "Assessment.SendLabel belongs to actions of the portal; label events are sent from outside.");
            return null;
        }
        if (isResponse)
            return SetResponse(call);
        if (!IsInvocation(call))
        {
            diagnostics.Error("E301", call.Name.Span, $"{call.Name.Text} is no action.", Suggestion.For(call.Name.Text, ["SetVariables", "SetResponse"]));
            return null;
        }
        return expressions.BindAs(call, FqlType.Any, "E404", "An action") is { } bound
            ? new InvokeAction(call.First.Span, Compiler.ToValue(bound)) : null;
    }

    private static bool IsInvocation(Expression call) => call switch
    {
        CallExpression { Target: NameExpression name } => name.Token.Is("External") || name.Token.Is("Assessments") || name.Token.Is("Assessment"),
        CallExpression { Target: { } target } => IsInvocation(target),
        MemberExpression { Target: NameExpression name } => name.Token.Is("Assessments"),
        MemberExpression member => IsInvocation(member.Target),
        IndexExpression index => IsInvocation(index.Target),
        _ => false,
    };

    private SetResponseAction? SetResponse(CallExpression call)
    {
        var arguments = call.Arguments;
        string? section = null;
        if (arguments.Count > 0 && arguments[0] is { Name: null, Value: LiteralExpression { Token: { Kind: TokenKind.String, Value: string text } } })
        {
            section = text;
            arguments = [.. arguments.Skip(1)];
        }
        return Pairs(arguments) is { } pairs ? new SetResponseAction(call.Name.Span, section, pairs) : null;
    }

    /// <summary>The parts of a SELECT; null after an error.</summary>
    public BoundSelect? Select(SelectStatement select)
    {
        var aggregate = select.Aggregate;
        VelocityKind? kind = aggregate.Name.Is("Count") ? VelocityKind.Count
            : aggregate.Name.Is("DistinctCount") ? VelocityKind.DistinctCount
            : aggregate.Name.Is("Sum") ? VelocityKind.Sum : null;
        if (kind is null)
        {
            diagnostics.Error("E301", aggregate.Name.Span, $"{aggregate.Name.Text} is no aggregate.", Suggestion.For(aggregate.Name.Text, Enum.GetNames<VelocityKind>()));
            return null;
        }
        if (aggregate.Arguments.Count != (kind == VelocityKind.Count ? 0 : 1))
        {
            diagnostics.Error("E403", aggregate.Name.Span, $"{kind} takes {(kind == VelocityKind.Count ? "no argument" : "one argument")}.");
            return null;
        }
        var events = select.From.Select(Event).ToList();
        var value = kind switch
        {
            VelocityKind.Sum => expressions.BindAs(aggregate.Arguments[0].Value, FqlType.Double, "E404", "What is summed"),
            VelocityKind.DistinctCount => expressions.BindAs(aggregate.Arguments[0].Value, FqlType.Any, "E404", "What is counted"),
            _ => null,
        };
        var key = expressions.BindAs(select.GroupBy!, FqlType.Any, "E404", "The key");
        var test = When(select.When);
        return events.Contains(null) || key is null || (kind != VelocityKind.Count && value is null) || (select.When is not null && test is null)
            ? null : new BoundSelect(kind.Value, select.Name.Text, events!, value, key, test);
    }

    private string? Event(EventName name)
    {
        if (context.Resources.EventTypes.FirstOrDefault(e => e.Equals(name.Text, StringComparison.OrdinalIgnoreCase)) is { } known)
            return known;
        diagnostics.Error("E309", name.First.Span, $"There is no event type {name.Text}.", Suggestion.For(name.Text, context.Resources.EventTypes));
        return null;
    }
}

internal sealed record BoundSelect(VelocityKind Kind, string Name, IReadOnlyList<string> From, Bound? Value, Bound Key, Bound? When);
