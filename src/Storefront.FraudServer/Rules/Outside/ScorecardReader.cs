using System.Globalization;
using Storefront.FraudServer.Rules.Binding;
using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Files;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Outside;

/// <param name="Scorecard">Null when there are errors.</param>
internal sealed record ScorecardReading(Scorecard? Scorecard, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>
/// Reads a scorecard: <c>%scorecard version=N base=N</c>, then items, each <c>%item POINTS REASON-CODE name</c> with a
/// condition below it (LETs and one WHEN, in the language of the rules).
/// </summary>
internal static class ScorecardReader
{
    public static ScorecardReading Read(string text, string fileName, RuleResources resources)
    {
        var diagnostics = new DiagnosticBag(text, fileName) { Section = "scorecard" };
        var symbols = new BookSymbols(resources, diagnostics);
        var items = new List<ScorecardItem>();
        int version = 0, basePoints = 0;
        foreach (var directive in DirectiveReader.Read(text))
        {
            if (directive.Word == "item")
                items.AddIfRead(Item(directive, symbols));
            else if (directive.Word == "scorecard" && Setting(directive, "version") is { } number && Setting(directive, "base") is { } points)
                (version, basePoints) = (number, points);
            else
                diagnostics.Error("E201", directive.At, "A scorecard has %scorecard version=N base=N and then %item lines.");
        }
        if (version == 0 && diagnostics.ErrorCount == 0)
            diagnostics.Error("E205", new TextSpan(1, 1, 1), "A scorecard begins with %scorecard version=N base=N.");
        var scorecard = diagnostics.ErrorCount > 0 ? null : new Scorecard(version, basePoints, items, symbols.VariableCount, symbols.PathCount);
        return new ScorecardReading(scorecard, diagnostics.Items);
    }

    private static void AddIfRead(this List<ScorecardItem> items, ScorecardItem? item)
    {
        if (item is not null)
            items.Add(item);
    }

    private static int? Setting(Directive directive, string name) =>
        directive.Words.FirstOrDefault(w => w.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase)) is { } word
        && int.TryParse(word.AsSpan(name.Length + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static ScorecardItem? Item(Directive directive, BookSymbols symbols)
    {
        if (directive.Words is not [var written, var reason, .. var name] || name.Length == 0
            || !int.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var points))
        {
            symbols.Diagnostics.Error("E201", directive.At, "An item is written %item POINTS REASON-CODE name.");
            return null;
        }
        if (Parser.Parse(directive.Below, SectionKind.Score, symbols.Diagnostics) is not { } statements)
            return null;
        var binder = new StatementBinder(new BindingContext(symbols, SectionKind.Score, ""));
        var lets = binder.Lets(statements);
        return binder.Condition(statements) is { } condition
            ? new ScorecardItem(string.Join(' ', name), points, reason, lets, Compiler.Test(condition.Test), condition.Test.Nodes + lets.Sum(l => l.Nodes))
            : null;
    }
}
