using Storefront.FraudServer.Rules.Binding;
using Storefront.FraudServer.Rules.Calls;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Files;

/// <summary>Puts directives together to environments, rules, clauses and velocity sets. A text without any is one clause of one rule.</summary>
internal sealed class RuleFileReader
{
    private readonly DiagnosticBag diagnostics;
    private readonly List<EnvironmentPart> environments = [];
    private RulePart? rule;
    private SetPart? set;
    private UserFunctionDefinition? function;

    private RuleFileReader(DiagnosticBag diagnostics) => this.diagnostics = diagnostics;

    public static RuleFile Read(string text, DiagnosticBag diagnostics)
    {
        diagnostics.Section = "file";
        var reader = new RuleFileReader(diagnostics);
        var directives = DirectiveReader.Read(text);
        if (directives.Count == 0)
            reader.Rule(new TextSpan(1, 1, 1), "R", true).Clauses.Add(new ClausePart("C", Stage.Pre, new SourceSection(text)));
        else
        {
            if (Parser.Parse(DirectiveReader.Preamble(text), SectionKind.Condition, new DiagnosticBag(text, "")) is not { Count: 0 })
                diagnostics.Error("E201", new TextSpan(1, 1, 1), "Only comments may stand above the first directive.");
            foreach (var directive in directives)
                reader.Apply(directive);
        }
        if (reader.environments.Count == 0)
            reader.environments.Add(new EnvironmentPart("root", false));
        return new RuleFile(reader.environments);
    }

    public static RuleFile Read(IEnumerable<Directive> directives, DiagnosticBag diagnostics)
    {
        diagnostics.Section = "file";
        var reader = new RuleFileReader(diagnostics);
        foreach (var directive in directives)
            reader.Apply(directive);
        if (reader.environments.Count == 0)
            reader.environments.Add(new EnvironmentPart("root", false));
        return new RuleFile(reader.environments);
    }

    private EnvironmentPart Current
    {
        get
        {
            if (environments.Count == 0)
                environments.Add(new EnvironmentPart("root", false));
            return environments[^1];
        }
    }

    private void Apply(Directive directive)
    {
        switch (directive.Word)
        {
            case "env":
                Environment(directive);
                break;
            case "rule":
                Begin(Current.Rules, directive);
                break;
            case "action":
                Begin(Current.Actions, directive);
                break;
            case "routing":
                Begin(Current.Routing, directive);
                break;
            case "set":
                Set(directive);
                break;
            case "when":
                When(directive);
                break;
            case "clause":
                Clause(directive);
                break;
            case "velocity":
                Velocity(directive);
                break;
            case "function":
                Function(directive);
                break;
            case "output":
                Output(directive);
                break;
            default:
                diagnostics.Error("E201", directive.At, $"There is no directive %{directive.Word}.",
                    Suggestion.For(directive.Word, ["env", "rule", "action", "routing", "set", "when", "clause", "velocity", "function", "output"]));
                break;
        }
    }

    private void Environment(Directive directive)
    {
        var (name, first) = Flagged(directive, "first");
        if (environments.Exists(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            diagnostics.Error("E304", Rest(directive), $"There is an environment {name} already.");
        environments.Add(new EnvironmentPart(name, first));
        (rule, set, function) = (null, null, null);
    }

    private void Begin(List<RulePart> kind, Directive directive)
    {
        var (name, inactive) = Flagged(directive, "inactive");
        if (kind.Exists(r => r.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            diagnostics.Error("E304", Rest(directive), $"There is a rule {name} already.");
        if (directive.Below.Text.Length > 0 && Parser.Parse(directive.Below, SectionKind.Condition, new DiagnosticBag("", "")) is not { Count: 0 })
            diagnostics.Error("E201", new TextSpan(directive.Below.Line, 1, 1), "Text of a rule belongs under %when or %clause.");
        (set, function) = (null, null);
        rule = new RulePart(name, !inactive, Rest(directive));
        kind.Add(rule);
    }

    private RulePart Rule(TextSpan at, string name, bool active)
    {
        rule = new RulePart(name, active, at);
        Current.Rules.Add(rule);
        return rule;
    }

    private void Set(Directive directive)
    {
        var (name, inactive) = Flagged(directive, "inactive");
        (rule, function) = (null, null);
        set = new SetPart(name, !inactive, Rest(directive));
        Current.Sets.Add(set);
    }

    private void When(Directive directive)
    {
        if (rule is null && set is null)
            diagnostics.Error("E201", directive.At, "%when belongs under a rule or a velocity set.");
        else if ((rule?.Condition ?? set?.Condition) is not null)
            diagnostics.Error("E204", directive.At, "There is a condition already.");
        else if (rule is not null)
            rule.Condition = directive.Text;
        else
            set!.Condition = directive.Text;
    }

    private void Clause(Directive directive)
    {
        var owner = rule ?? Rule(directive.At, "R", active: true);
        (set, function) = (null, null);
        var words = directive.Words.ToList();
        var stage = Stage.Pre;
        if (words.Count > 0 && words[^1].StartsWith("stage=", StringComparison.OrdinalIgnoreCase))
        {
            if (!Enum.TryParse(words[^1]["stage=".Length..], ignoreCase: true, out stage) || !Enum.IsDefined(stage))
                diagnostics.Error("E201", Rest(directive), "A stage is pre, bot or risk.");
            words.RemoveAt(words.Count - 1);
        }
        var name = words.Count > 0 ? string.Join(' ', words) : $"Clause {owner.Clauses.Count + 1}";
        if (owner.Clauses.Exists(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            diagnostics.Error("E304", Rest(directive), $"There is a clause {name} already.");
        owner.Clauses.Add(new ClausePart(name, stage, directive.Below));
    }

    private void Velocity(Directive directive)
    {
        if (set is null)
            diagnostics.Error("E201", directive.At, "%velocity belongs under a %set.");
        else
            set.Velocities.Add(directive.Text);
    }

    private void Function(Directive directive)
    {
        (rule, set) = (null, null);
        function = FunctionReader.Function(directive, Current.Name, diagnostics);
        if (function is null)
            return;
        if (Current.Functions.Exists(f => f.Name.Equals(function.Name, StringComparison.OrdinalIgnoreCase)))
            diagnostics.Error("E304", function.At, $"There is a function {function.Name} already.");
        if (directive.Below.Text.Length > 0 && Parser.Parse(directive.Below, SectionKind.Condition, new DiagnosticBag("", "")) is not { Count: 0 })
            diagnostics.Error("E201", new TextSpan(directive.Below.Line, 1, 1), "Text of a function belongs under %output.");
        Current.Functions.Add(function);
    }

    private void Output(Directive directive)
    {
        if (FunctionReader.Output(directive, diagnostics) is not { } output)
            return;
        if (function is null)
            diagnostics.Error("E201", directive.At, "%output belongs under a %function.");
        else if (function.Outputs.Exists(o => o.Name.Equals(output.Name, StringComparison.OrdinalIgnoreCase)))
            diagnostics.Error("E304", output.At, $"There is an output {output.Name} already.");
        else
            function.Outputs.Add(output);
    }

    // The name may hold blanks; the flag is the last word. A name alone that equals the flag is a name.
    private (string Name, bool Flag) Flagged(Directive directive, string flag)
    {
        var words = directive.Words.ToList();
        var flagged = words.Count > 1 && words[^1].Equals(flag, StringComparison.OrdinalIgnoreCase);
        if (flagged)
            words.RemoveAt(words.Count - 1);
        if (words.Count == 0)
            diagnostics.Error("E205", directive.At, $"%{directive.Word} needs a name.");
        return (string.Join(' ', words), flagged);
    }

    private static TextSpan Rest(Directive directive) => directive.Rest.Length == 0 ? directive.At
        : new TextSpan(directive.At.Line, directive.RestColumn, directive.Rest.Length);
}
