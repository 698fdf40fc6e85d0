using Storefront.FraudServer.Rules.Calls;
using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Syntax;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.FraudServer.Rules.Binding;

/// <summary>What the merchant defined: velocities, external calls, other assessments, functions.</summary>
internal sealed partial class ExpressionBinder
{
    private Bound? Velocity(CallExpression call)
    {
        if (context.Book.Velocity(context.Environment, call.Name.Text) is not { } kind)
            return Report("E306", call.Name, $"There is no velocity {call.Name.Text}.",
                Suggestion.For(call.Name.Text, context.Book.VelocityNames(context.Environment)));
        if (!IsWithinLimit(ResourceKind.Velocity, call.Name) || !Counted(call, 2, 2) || TextArgument(call, 0) is not { } key)
            return null;
        if (call.Arguments[1].Value is not LiteralExpression { Token: { Kind: TokenKind.Window } token }
            || VelocityWindow.Parse(token.Text) is not { } window)
            return Report("E406", call.Arguments[1].First, "A time window is 1s to 59s, 1m to 59m, 1h to 23h or 1d to 90d.");

        var (environment, name) = (context.Environment, call.Name.Text);
        return kind == VelocityKind.Sum
            ? Build(call, FqlType.Double, [key], (code, _) => new Code<double>(Reading(code, v => (double)v)))
            : Build(call, FqlType.Int, [key], (code, _) => new Code<long>(Reading(code, v => (long)v)));

        Func<Frame, T> Reading<T>(IReadOnlyList<Code> code, Func<decimal, T> as_) where T : struct
        {
            var run = CatalogueBuilder.Run<string>(code[0]);
            return f => f.Guard(run, out var text) && text.Length > 0
                ? as_(f.Resources.Velocities.Read(f.EnvironmentId(environment), f.Resources.SeriesOf(environment, name), text, window, f.Now)) : default;
        }
    }

    private Bound? External(CallExpression call)
    {
        var definition = context.Resources.ExternalCalls.FirstOrDefault(c => call.Name.Is(c.Name));
        if (definition is null)
            return Report("E307", call.Name, $"There is no external call {call.Name.Text}.",
                Suggestion.For(call.Name.Text, context.Resources.ExternalCalls.Select(c => c.Name)));
        if (!IsWithinLimit(ResourceKind.ExternalCall, call.Name) || !Counted(call, definition.Parameters.Count, definition.Parameters.Count))
            return null;
        var arguments = call.Arguments.Select(a => BindAs(a.Value, FqlType.Any, "E404", "An argument")).ToList();
        return arguments.Contains(null) ? null : Build(call, FqlType.Call, arguments!, (code, at) =>
        {
            var run = code.Select(CatalogueBuilder.Run<Value>).ToArray();
            return new Code<CallResult>(f => ExternalCalls.Run(f, definition, run, at));
        });
    }

    private Bound? AssessmentCall(Token name, CallExpression call)
    {
        var known = context.Resources.Assessments.Keys.FirstOrDefault(name.Is);
        if (known is null)
            return Report("E307", name, $"There is no assessment {name.Text}.", Suggestion.For(name.Text, context.Resources.Assessments.Keys));
        if (!call.Name.Is("Evaluate") && !call.Name.Is("Observe") && !call.Name.Is("Label"))
            return Report("E301", call.Name, "An assessment can Evaluate, Observe or Label.");
        if (!IsWithinLimit(ResourceKind.Assessment, name))
            return null;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var pairs = call.Arguments.Select(a => AssessmentArgument(a, names)).ToList();
        if (pairs.Contains(null))
            return null;
        return Build(call, FqlType.Call, [.. pairs.Select(p => p!.Value)], (code, at) =>
        {
            var verb = call.Name.Text;
            var members = pairs.Select((p, i) => (p!.Name, Run: CatalogueBuilder.Run<Value>(code[i]))).ToArray();
            return new Code<CallResult>(f => ExternalCalls.RunAssessment(f, known, verb, members, at));
        });
    }

    private BoundPair? AssessmentArgument(Argument argument, HashSet<string> names)
    {
        if (argument.Name is null)
            return Report<BoundPair>("E410", argument.First, "Arguments of an assessment are written name = value.");
        if (argument.Name.Kind == TokenKind.Variable && !argument.Word!.Equals(ExternalCalls.BaseInput, StringComparison.OrdinalIgnoreCase))
            return Report<BoundPair>("E404", argument.Name, "Only $baseInput begins with a dollar sign here.");
        if (!names.Add(argument.Word!))
            return Report<BoundPair>("E409", argument.Name, $"{argument.Word} is there already.");
        return BindValue(argument.Value) is { } value ? new BoundPair(argument.Word!, Convert(value, FqlType.Any)!) : null;
    }

    private bool IsWithinLimit(ResourceKind kind, Token name)
    {
        if (context.Used.Exceeded(kind, name) is not { } limit)
            return true;
        Report("E501", name, $"At most {limit} of these may be used here.");
        return false;
    }

    // Functions.name(…) is of this environment; Functions.root.name(…), Functions.parent.name(…) and Functions.environment["id"].name(…) are of those above.
    private static bool IsFunctionsPath(Expression target) => target switch
    {
        MemberExpression { Target: NameExpression name } member =>
            name.Token.Is("Functions") && (member.Name.Is("root") || member.Name.Is("parent") || member.Name.Is("environment")),
        IndexExpression index => IsFunctionsPath(index.Target),
        _ => false,
    };

    private string? FunctionEnvironment(Expression? target) => target switch
    {
        MemberExpression member when member.Name.Is("root") => context.Book.Environments[0],
        MemberExpression member when member.Name.Is("parent") => context.Book.Functions.Above(context.Environment),
        IndexExpression { Index: LiteralExpression { Token: { Kind: TokenKind.String, Value: string id } } } => context.Book.Functions.Upwards(context.Environment, id),
        NameExpression => context.Environment,
        _ => null,
    };

    private UserFunctionDefinition? FunctionOf(CallExpression call) => context.Book.Functions.Find(call.Name.Text, FunctionEnvironment(call.Target));

    private Bound? UserFunctionWithoutOutput(CallExpression call) => FunctionOf(call) is not { } known
        ? UnknownFunction(call)
        : Report("E302", call.Name, $"Say which output of {known.Name} you want.", known.Outputs.Count > 0 ? $"Functions.{known.Name}(…).{known.Outputs[0].Name}" : null);

    private Bound? UnknownFunction(CallExpression call) =>
        Report("E307", call.Name, $"There is no function {call.Name.Text}.", context.Book.Functions.Names(context.Environment).ToList() is var names
            && names.Find(n => n.EndsWith($".{call.Name.Text}", StringComparison.OrdinalIgnoreCase)) is { } above ? $"write Functions.{above}(…)" : Suggestion.For(call.Name.Text, names));

    private Bound? UserFunction(CallExpression call, Token outputName)
    {
        var functions = context.Book.Functions;
        if (FunctionOf(call) is not { } definition)
            return UnknownFunction(call);
        if (definition.Outputs.FirstOrDefault(o => outputName.Is(o.Name)) is not { } output)
            return Report("E307", outputName, $"{call.Name.Text} has no output {outputName.Text}.", Suggestion.For(outputName.Text, definition.Outputs.Select(o => o.Name)));
        if (!IsWithinLimit(ResourceKind.Function, call.Name) || !Counted(call, definition.Parameters.Count, definition.Parameters.Count))
            return null;
        var arguments = call.Arguments.Select(a => BindAs(a.Value, FqlType.Any, "E404", "An argument")).ToList();
        if (arguments.Contains(null))
            return null;
        var compiled = functions.Compile(definition, output, context.Environment);
        if (compiled is null)
            return functions.IsCircular(output) ? Report("E310", call.Name, $"{call.Name.Text} calls itself.") : null; // its own errors are reported with it
        return Build(call, compiled.Type, arguments!, (code, at) => compiled.Emit([.. code.Select(CatalogueBuilder.Run<Value>)], at));
    }
}
