using Storefront.FraudServer.Rules.Binding;
using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Files;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Book;

/// <summary>Takes a rule file through parser, binder and compiler. Velocities are named first: any rule of their environment may use them.</summary>
internal sealed class BookBuilder(RuleResources resources, DiagnosticBag diagnostics)
{
    private const int MostRules = 200;
    private const int MostClauses = 50;
    private const int MostVelocities = 10;
    private ResourceUse used = new(isFunction: false); // of the rule or set that is being built
    private readonly List<DefinedVelocity> velocities = [];
    private readonly BookSymbols symbols = new(resources, diagnostics);

    public IReadOnlyList<Diagnostic> FunctionDiagnostics => symbols.FunctionDiagnostics;

    public CompiledBook Build(RuleFile file)
    {
        var selects = file.Environments.ToDictionary(e => e, NameVelocities);
        symbols.Environments = [.. file.Environments.Select(e => e.Name)];
        foreach (var function in file.Environments.SelectMany(e => e.Functions))
            symbols.Functions.Add(function);
        symbols.Functions.CheckCounts();
        var environments = file.Environments.Select(e => Environment(e, selects[e])).ToList();
        symbols.Functions.CompileAll();
        return new CompiledBook(environments, resources, symbols.VariableCount, symbols.PathCount) { Velocities = velocities };
    }

    /// <summary>One section on its own, as the conformance cases check them.</summary>
    public void Check(string text, SectionKind kind)
    {
        var section = new SourceSection(text);
        switch (kind)
        {
            case SectionKind.Condition:
                Condition(section, new VariableScope(), "root", ofAction: false);
                break;
            case SectionKind.Velocity when Parse(section, kind) is { } statements:
                Name(statements.OfType<SelectStatement>().Single(), "root");
                Velocity(statements, new VariableScope(), "root");
                break;
            case SectionKind.Function when Parse(section, kind) is { } statements:
                var parameters = new Dictionary<string, VariableSymbol>(StringComparer.OrdinalIgnoreCase)
                {
                    ["_x"] = new("_x", FqlType.Double, symbols.NewVariable()),
                };
                var context = new BindingContext(symbols, kind, "root") { Parameters = parameters };
                new StatementBinder(context).Lets(statements);
                new ExpressionBinder(context).BindAs(statements.OfType<ResultStatement>().Single().Value, FqlType.Any, "E404", "The result");
                break;
            case SectionKind.Clause or SectionKind.Action or SectionKind.Routing:
                Clause(new ClausePart("C", Stage.Pre, section), kind, new VariableScope(), "root");
                break;
        }
    }

    public void AddVelocity(string name, Velocities.VelocityKind kind) => symbols.AddVelocity("root", name, kind);

    private CompiledEnvironment Environment(EnvironmentPart part, IReadOnlyDictionary<SourceSection, IReadOnlyList<Statement>> selects)
    {
        if (part.Rules.Count > MostRules)
            diagnostics.Error("E501", part.Rules[MostRules].At, $"At most {MostRules} rules are run for one assessment.");
        return new CompiledEnvironment(part.Name, part.FirstMatch,
            Rules(part.Rules, SectionKind.Clause, part.Name), Rules(part.Actions, SectionKind.Action, part.Name),
            Rules(part.Routing, SectionKind.Routing, part.Name), Sets(part, selects));
    }

    // Inactive rules are checked like any other and then left out.
    private List<CompiledRule> Rules(IEnumerable<RulePart> parts, SectionKind kind, string environment) =>
        [.. parts.Select(p => (Part: p, Rule: Rule(p, kind, environment))).Where(p => p.Part.IsActive).Select(p => p.Rule)];

    private CompiledRule Rule(RulePart part, SectionKind kind, string environment)
    {
        if (part.Clauses.Count == 0)
            diagnostics.Error("E205", part.At, $"Rule {part.Name} needs a %clause.");
        if (part.Clauses.Count > MostClauses)
            diagnostics.Error("E501", part.At, $"A rule has at most {MostClauses} clauses.");
        var scope = new VariableScope();
        used = new ResourceUse(isFunction: false);
        var condition = part.Condition is { } text ? Condition(text, scope, environment, kind == SectionKind.Action) : CompiledCondition.Always;
        scope.EndCondition();
        return new CompiledRule(part.Name, condition, [.. InOrder(part.Clauses).Select(c => Clause(c, kind, scope, environment))]);
    }

    // Stage by stage, in the order of the file within one.
    private IEnumerable<ClausePart> InOrder(IEnumerable<ClausePart> clauses) =>
        resources.Kind is AssessmentKind.Assessment or AssessmentKind.Custom ? clauses : clauses.OrderBy(c => c.Stage);

    private CompiledClause Clause(ClausePart part, SectionKind kind, VariableScope scope, string environment)
    {
        var context = new BindingContext(symbols, kind, environment) { Variables = scope, Stage = part.Stage, Used = used };
        return new CompiledClause(part.Name, part.Stage, Parse(part.Text, kind) is { } statements ? new StatementBinder(context).Steps(statements) : []);
    }

    private CompiledCondition Condition(SourceSection text, VariableScope scope, string environment, bool ofAction)
    {
        if (Parse(text, SectionKind.Condition) is not { } statements)
            return CompiledCondition.Always;
        var binder = new StatementBinder(new BindingContext(symbols, SectionKind.Condition, environment) { Variables = scope, OfActionRule = ofAction, Used = used });
        var lets = binder.Lets(statements);
        var test = binder.Condition(statements);
        return new CompiledCondition(lets, test is { } t ? Compiler.Test(t.Test) : null, lets.Sum(l => l.Nodes) + (test?.Test.Nodes ?? 0),
            test?.Statement.Keyword.Span ?? default, test is { } read ? StatementBinder.Readings(read.Test) : []);
    }

    private Dictionary<SourceSection, IReadOnlyList<Statement>> NameVelocities(EnvironmentPart part)
    {
        var parsed = new Dictionary<SourceSection, IReadOnlyList<Statement>>(ReferenceEqualityComparer.Instance);
        foreach (var section in part.Sets.SelectMany(s => s.Velocities))
        {
            if (Parse(section, SectionKind.Velocity) is not { } statements)
                continue;
            parsed[section] = statements;
            Name(statements.OfType<SelectStatement>().Single(), part.Name);
        }
        return parsed;
    }

    private void Name(SelectStatement select, string environment)
    {
        var kind = select.Aggregate.Name.Is("Sum") ? Velocities.VelocityKind.Sum
            : select.Aggregate.Name.Is("DistinctCount") ? Velocities.VelocityKind.DistinctCount : Velocities.VelocityKind.Count;
        if (!symbols.AddVelocity(environment, select.Name.Text, kind))
            diagnostics.Error("E304", select.Name.Span, $"There is a velocity {select.Name.Text} already.");
    }

    private List<CompiledSet> Sets(EnvironmentPart part, IReadOnlyDictionary<SourceSection, IReadOnlyList<Statement>> selects)
    {
        var sets = new List<CompiledSet>();
        foreach (var set in part.Sets)
        {
            if (set.Velocities.Count > MostVelocities)
                diagnostics.Error("E501", new TextSpan(set.Velocities[MostVelocities].Line, set.Velocities[MostVelocities].Column, 1), $"A set has at most {MostVelocities} velocities.");
            var scope = new VariableScope();
            used = new ResourceUse(isFunction: false);
            var condition = set.Condition is { } text ? Condition(text, scope, part.Name, ofAction: false) : CompiledCondition.Always;
            scope.EndCondition();
            var counted = new List<CompiledVelocity>();
            foreach (var section in set.Velocities.Where(selects.ContainsKey))
                if (Velocity(selects[section], scope, part.Name) is { } velocity)
                {
                    counted.Add(velocity);
                    velocities.Add(new(part.Name, velocity.Name, Definition(set.Condition, section)));
                }
            if (set.IsActive)
                sets.Add(new CompiledSet(set.Name, condition, counted));
        }
        return sets;
    }

    // Indentation, empty lines and comments change nothing about what is counted.
    private static string Definition(params ReadOnlySpan<SourceSection?> texts)
    {
        var lines = new List<string>();
        foreach (var text in texts)
            lines.AddRange((text?.Text ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)).Prepend(""));
        return string.Join('\n', lines);
    }

    private CompiledVelocity? Velocity(IReadOnlyList<Statement> statements, VariableScope scope, string environment)
    {
        diagnostics.Section = SectionRules.Name(SectionKind.Velocity);
        var binder = new StatementBinder(new BindingContext(symbols, SectionKind.Velocity, environment) { Variables = scope, Used = used });
        var lets = binder.Lets(statements);
        if (statements.OfType<SelectStatement>().FirstOrDefault() is not { } written || binder.Select(written) is not { } select)
            return null;
        return new CompiledVelocity(select.Name, select.Kind, select.From.ToHashSet(StringComparer.OrdinalIgnoreCase), lets,
            select.When is null ? null : Compiler.Test(select.When), Compiler.ToValue(select.Key), select.Value is null ? null : Compiler.ToValue(select.Value),
            select.Key.Nodes + (select.Value?.Nodes ?? 0) + (select.When?.Nodes ?? 0) + lets.Sum(l => l.Nodes));
    }

    private IReadOnlyList<Statement>? Parse(SourceSection section, SectionKind kind)
    {
        diagnostics.Section = SectionRules.Name(kind);
        return Parser.Parse(section, kind, diagnostics);
    }
}
