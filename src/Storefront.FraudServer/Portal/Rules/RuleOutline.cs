using Storefront.FraudServer.Rules.Files;

namespace Storefront.FraudServer.Portal.Rules;

/// <summary>One named part of a rule text and where it stands.</summary>
/// <param name="Kind">rule, action, routing, set or function.</param>
/// <param name="Environment">The %env it stands in.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsActive">Whether it runs.</param>
/// <param name="Line">The line of its directive; 0 for a rule that has none.</param>
/// <param name="First">Its first line, with the comments right above it.</param>
/// <param name="End">The line after its last.</param>
public sealed record OutlinePart(string Kind, string Environment, string Name, bool IsActive, int Line, int First, int End)
{
    public bool HasCondition { get; init; }

    /// <summary>Functions run when they are asked and have no switch.</summary>
    public bool CanSwitch => Kind != "function";

    /// <summary>The clauses of a rule, the velocities of a set, or the outputs of a function.</summary>
    public IReadOnlyList<OutlineClause> Clauses { get; init; } = [];
}

/// <summary>A clause, a velocity or an output.</summary>
public sealed record OutlineClause(string Name, int Line);

/// <summary>A rule text as a list of its parts, in order. It needs no text without errors: who edits wants to see the parts as well.</summary>
public static class RuleOutline
{
    private static readonly string[] Kinds = ["rule", "action", "routing", "set", "function"];

    public static IReadOnlyList<OutlinePart> Of(string text)
    {
        var lines = Lines(text);
        var directives = DirectiveReader.Read(text);
        var named = directives.FindIndex(d => Kinds.Contains(d.Word, StringComparer.Ordinal));
        var unnamed = Clauses(named < 0 ? directives : directives.Take(named));
        var parts = new List<OutlinePart>();
        if (unnamed.Count > 0 || (directives.Count == 0 && text.Trim().Length > 0)) // a file may begin with clauses of a rule without a name, or be one
            parts.Add(new OutlinePart("rule", "root", "R", true, 0, 1, lines.Length + 1) { Clauses = unnamed.Count > 0 ? unnamed : [new("C", 1)] });
        var environment = "root";
        for (var i = 0; i < directives.Count; i++)
            if (directives[i].Word == "env")
                environment = Flagged(directives[i], "first").Name;
            else if (Kinds.Contains(directives[i].Word, StringComparer.Ordinal))
                parts.Add(Part(directives, i, lines, environment));
        return parts;
    }

    public static string[] Lines(string text) => text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');

    private static OutlinePart Part(List<Directive> directives, int at, string[] lines, string environment)
    {
        var directive = directives[at];
        var next = directives.FindIndex(at + 1, d => d.Word == "env" || Kinds.Contains(d.Word, StringComparer.Ordinal));
        var inside = directives.Skip(at + 1).TakeWhile((_, i) => next < 0 || at + 1 + i < next).ToList();
        var (name, inactive) = directive.Word == "function" ? (directive.Rest.Split('(')[0].Trim(), false) : Flagged(directive, "inactive");
        return new OutlinePart(directive.Word, environment, name, !inactive, directive.At.Line, WithComments(lines, directive.At.Line), next < 0 ? lines.Length + 1 : WithComments(lines, directives[next].At.Line))
        {
            HasCondition = inside.Exists(d => d.Word == "when"),
            Clauses = Clauses(inside),
        };
    }

    private static List<OutlineClause> Clauses(IEnumerable<Directive> directives)
    {
        var clauses = new List<OutlineClause>();
        foreach (var directive in directives.TakeWhile(d => d.Word != "env" && !Kinds.Contains(d.Word, StringComparer.Ordinal)))
            if (directive.Word == "clause")
            {
                var words = directive.Words.Where(w => !w.StartsWith("stage=", StringComparison.OrdinalIgnoreCase)).ToList();
                clauses.Add(new(words.Count > 0 ? string.Join(' ', words) : $"Clause {clauses.Count + 1}", directive.At.Line));
            }
            else if (directive.Word == "velocity")
                clauses.Add(new(VelocityName(directive.Text.Text), directive.At.Line));
            else if (directive.Word == "output")
                clauses.Add(new(directive.Words.FirstOrDefault() ?? "output", directive.At.Line));
        return clauses;
    }

    private static string VelocityName(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var named = Array.FindIndex(words, word => word.Equals("AS", StringComparison.OrdinalIgnoreCase)) + 1;
        return named > 0 && named < words.Length ? words[named] : "velocity";
    }

    // Comments right above a directive speak of what it begins.
    private static int WithComments(string[] lines, int line)
    {
        while (line > 1 && lines[line - 2].StartsWith("//", StringComparison.Ordinal))
            line--;
        return line;
    }

    // The flag is the last word; alone it is a name.
    private static (string Name, bool Flag) Flagged(Directive directive, string flag)
    {
        var words = directive.Words;
        var flagged = words.Length > 1 && words[^1].Equals(flag, StringComparison.OrdinalIgnoreCase);
        return (string.Join(' ', flagged ? words[..^1] : words), flagged);
    }
}
