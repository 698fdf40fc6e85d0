namespace Storefront.FraudServer.Rules.Syntax;

/// <summary>Which statements may stand in which section, how often, and which must.</summary>
internal static class SectionRules
{
    public const int MostVariables = 100;

    public static void Check(IReadOnlyList<Statement> statements, SectionKind section, TextSpan start, DiagnosticBag diagnostics)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Statement? previous = null;
        foreach (var statement in statements)
        {
            if (!Misplaced(statement, previous, section, seen, diagnostics))
                seen.Add(statement.Keyword.Text);
            previous = statement;
        }
        if (statements.OfType<LetStatement>().Skip(MostVariables).FirstOrDefault() is { } tooMany)
            diagnostics.Error("E501", tooMany.Keyword.Span, $"A section defines at most {MostVariables} variables.");
        Required(statements, section, start, diagnostics);
    }

    private static bool Misplaced(Statement statement, Statement? previous, SectionKind section, HashSet<string> seen, DiagnosticBag diagnostics)
    {
        var word = statement.Keyword.Text.ToUpperInvariant();
        if (word == "WHEN" && (seen.Contains(word) || EndsWithWhen(previous)))
            diagnostics.Error("E204", statement.Keyword.Span, "There is a WHEN already.", "join conditions with AND");
        else if (!Allowed(word, section))
            diagnostics.Error("E203", statement.Keyword.Span, $"{word} cannot be used in a {Name(section)}.");
        else if (word is not ("LET" or "DO") && seen.Contains(word))
            diagnostics.Error("E204", statement.Keyword.Span, $"A {Name(section)} has one {word}.");
        else if (section == SectionKind.Condition && seen.Contains("WHEN"))
            diagnostics.Error("E201", statement.Keyword.Span, "WHEN comes last in a condition.");
        else
            return false;
        return true;
    }

    private static bool EndsWithWhen(Statement? statement) => statement
        is CallStatement { When: not null } or RouteStatement { When: not null } or SelectStatement { When: not null };

    private static bool Allowed(string word, SectionKind section) => word == "LET" || section switch
    {
        SectionKind.Condition or SectionKind.Score => word == "WHEN",
        SectionKind.Clause => word is "OBSERVE" or "RETURN" or "DO",
        SectionKind.Action => word == "DO",
        SectionKind.Routing => word == "ROUTETO",
        SectionKind.Velocity => word == "SELECT",
        SectionKind.Function => word == "RETURN",
        _ => false,
    };

    private static void Required(IReadOnlyList<Statement> statements, SectionKind section, TextSpan start, DiagnosticBag diagnostics)
    {
        var missing = section switch
        {
            SectionKind.Clause when !statements.Any(s => s is CallStatement) => "an OBSERVE, RETURN or DO",
            SectionKind.Action when !statements.Any(s => s is CallStatement) => "a DO",
            SectionKind.Routing when !statements.Any(s => s is RouteStatement) => "a ROUTETO",
            SectionKind.Velocity when !statements.Any(s => s is SelectStatement) => "a SELECT",
            SectionKind.Function when !statements.Any(s => s is ResultStatement) => "a RETURN",
            SectionKind.Score when !statements.Any(s => s is WhenStatement) => "a WHEN",
            _ => null,
        };
        if (missing is not null)
        {
            if (diagnostics.ErrorCount == 0 || statements.All(s => Allowed(s.Keyword.Text.ToUpperInvariant(), section)))
                diagnostics.Error("E205", start, $"A {Name(section)} needs {missing}.");
            return;
        }
        foreach (var select in statements.OfType<SelectStatement>().Where(s => s.GroupBy is null))
            diagnostics.Error("E205", select.Keyword.Span, "A velocity needs a GROUPBY.");
    }

    public static string Name(SectionKind section) => section switch
    {
        SectionKind.Condition => "condition",
        SectionKind.Clause => "clause",
        SectionKind.Action => "clause of an action rule",
        SectionKind.Routing => "clause of a routing rule",
        SectionKind.Velocity => "velocity",
        SectionKind.Function => "function output",
        _ => "scorecard item",
    };
}
