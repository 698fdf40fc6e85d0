using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Binding;

/// <summary>Statements to steps. A statement with a mistake is reported and left out; the book is then refused as a whole.</summary>
internal sealed partial class StatementBinder
{
    private readonly BindingContext context;
    private readonly ExpressionBinder expressions;
    private readonly DiagnosticBag diagnostics;

    public StatementBinder(BindingContext context)
    {
        this.context = context;
        diagnostics = context.Diagnostics;
        expressions = new ExpressionBinder(context);
        context.Variables.BeginSection();
    }

    public List<Step> Steps(IReadOnlyList<Statement> statements)
    {
        var steps = new List<Step>();
        CallStatement? always = null;
        foreach (var statement in statements)
        {
            if (always is not null)
                diagnostics.Warning("W604", statement.Keyword.Span, "This is never reached: the RETURN before it always fires.");
            if (Step(statement) is { } step)
                steps.Add(step);
            if (statement is CallStatement { When: null } call && call.Keyword.Is("return"))
                always = call;
        }
        return steps;
    }

    /// <summary>The LETs alone, for sections whose other statements are bound elsewhere.</summary>
    public List<LetStep> Lets(IReadOnlyList<Statement> statements) =>
        [.. statements.OfType<LetStatement>().Select(Let).OfType<LetStep>()];

    /// <summary>A condition as one test; null when there is none.</summary>
    public (Bound Test, WhenStatement Statement)? Condition(IReadOnlyList<Statement> statements) =>
        statements.OfType<WhenStatement>().FirstOrDefault() is { } when && When(when) is { } test ? (test, when) : null;

    private Step? Step(Statement statement) => statement switch
    {
        LetStatement let => Let(let),
        CallStatement call when call.Keyword.Is("observe") => Observe(call),
        CallStatement call when call.Keyword.Is("return") => Return(call),
        CallStatement call => Do(call),
        RouteStatement route => Route(route),
        _ => null,
    };

    private LetStep? Let(LetStatement let)
    {
        var bound = expressions.Bind(let.Value);
        if (context.Variables.IsTaken(let.Name))
        {
            diagnostics.Error("E304", let.Variable.Span, $"${let.Name} is defined already.");
            return null;
        }
        // A variable whose value is wrong still gets its name, so that its uses are not reported as well.
        var symbol = new VariableSymbol(let.Name, bound?.Type ?? FqlType.Json, context.Book.NewVariable());
        if (context.Variables.Define(symbol))
            diagnostics.Warning("W603", let.Variable.Span, $"${let.Name} hides the variable of the same name from an earlier clause.");
        return bound is null ? null
            : new LetStep(let.Keyword.Span, bound.Nodes, symbol.Slot, ConversionCode.ToKeep(Compiler.Compile(bound)));
    }

    public Bound? When(WhenStatement? when) =>
        when is null ? null : expressions.BindAs(when.Condition, FqlType.Bool, "E402", "A condition");

    private ObserveStep? Observe(CallStatement statement)
    {
        var test = When(statement.When);
        var observations = Observations(statement.Calls);
        return new ObserveStep(statement.Keyword.Span, Nodes(test, observations), Test(test), Readings(test), observations);
    }

    private List<Observation> Observations(IEnumerable<CallExpression> calls) =>
        [.. calls.Select(Observation).OfType<Observation>()];

    private Observation? Observation(CallExpression call)
    {
        var isTrace = call.Name.Is("Trace");
        if (call.Target is not null || !(isTrace || call.Name.Is("Output") || call.Name.Is("Other")))
        {
            var known = call.Target is null && IsStatementFunction(call.Name);
            diagnostics.Error(known ? "E201" : "E301", call.Name.Span, $"Output(…) or Trace(…) stands here, not {call.Name.Text}.");
            return null;
        }
        if (call.Name.Is("Other"))
            diagnostics.Warning("W607", call.Name.Span, "Other is an old name.", "write Output");
        return Pairs(call.Arguments) is { } pairs ? new Observation(isTrace, call.Name.Span, pairs) : null;
    }

    private List<Pair>? Pairs(IEnumerable<Argument> arguments)
    {
        var pairs = new List<Pair>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var whole = true;
        foreach (var argument in arguments)
        {
            if (argument.Name is not { Kind: TokenKind.Word } name)
                diagnostics.Error("E410", argument.First.Span, "Values are given as name = value.");
            else if (!names.Add(name.Text))
                diagnostics.Error("E409", name.Span, $"{name.Text} is there already.");
            else if (expressions.BindValue(argument.Value) is { } value)
            {
                pairs.Add(new Pair(name.Text, Compiler.ToValue(value)));
                continue;
            }
            whole = false;
        }
        return whole ? pairs : null;
    }

    private RouteStep? Route(RouteStatement route)
    {
        var test = When(route.When);
        var name = (string)route.Queue.Value!;
        var queue = context.Resources.Queues.FirstOrDefault(q => q.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (queue is null)
        {
            diagnostics.Error("E308", route.Queue.Span, $"There is no queue '{name}'.", Suggestion.For(name, context.Resources.Queues));
            return null;
        }
        return new RouteStep(route.Keyword.Span, Nodes(test, []), Test(test), Readings(test), queue);
    }

    private static Func<Frame, bool>? Test(Bound? test) => test is null ? null : Compiler.Test(test);

    private static int Nodes(Bound? test, IReadOnlyCollection<Observation> observations) =>
        1 + (test?.Nodes ?? 0) + observations.Sum(o => 1 + (2 * o.Pairs.Count));

    public static List<Reading> Readings(Bound? test)
    {
        var readings = new List<Reading>();
        if (test is not null)
            Collect(test, readings);
        return readings;
    }

    private static void Collect(Bound bound, List<Reading> into)
    {
        var name = bound switch
        {
            BoundAttribute { Path: { } path } => $"@\"{path.Text}\"",
            BoundVariable variable => (variable.First.Kind == TokenKind.Variable ? "$" : "") + variable.Symbol.Name,
            _ => null,
        };
        if (name is not null && bound.Type != FqlType.CharSet && into.TrueForAll(r => r.Name != name))
            into.Add(new Reading(name, Compiler.ToValue(bound)));
        foreach (var part in BoundTree.Parts(bound))
            Collect(part, into);
    }
}
