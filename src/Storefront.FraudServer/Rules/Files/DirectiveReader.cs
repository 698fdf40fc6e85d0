using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Files;

/// <summary>A directive and the text that belongs to it: the rest of its own line and all lines up to the next directive.</summary>
/// <param name="Rest">What stands behind the word on its own line.</param>
/// <param name="Below">The lines below, as a section of their own; empty when there are none.</param>
internal sealed record Directive(string Word, TextSpan At, string Rest, int RestColumn, SourceSection Below)
{
    /// <summary>Own line and lines below as one text, for directives whose text may begin at once.</summary>
    public SourceSection Text => new(Rest.Length == 0 ? Below.Text : $"{Rest}\n{Below.Text}", Rest.Length == 0 ? Below.Line : At.Line, Rest.Length == 0 ? 1 : RestColumn);

    public string[] Words => Rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Splits a text into directives. A line is one when it begins with % and a letter.</summary>
internal static class DirectiveReader
{
    public static List<Directive> Read(string text, int firstLine = 1)
    {
        var directives = new List<Directive>();
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!IsDirective(lines[i]))
                continue;
            var next = i + 1;
            while (next < lines.Length && !IsDirective(lines[next]))
                next++;
            directives.Add(Directive(lines, i, next, firstLine));
        }
        return directives;
    }

    /// <summary>The lines before the first directive.</summary>
    public static SourceSection Preamble(string text, int firstLine = 1)
    {
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        return new SourceSection(string.Join('\n', lines.TakeWhile(l => !IsDirective(l))), firstLine);
    }

    private static bool IsDirective(string line) => line.Length > 1 && line[0] == '%' && char.IsAsciiLetter(line[1]);

    private static Directive Directive(string[] lines, int at, int next, int firstLine)
    {
        var line = lines[at];
        var end = 1;
        while (end < line.Length && !char.IsWhiteSpace(line[end]))
            end++;
        var rest = end;
        while (rest < line.Length && char.IsWhiteSpace(line[rest]))
            rest++;
        return new Directive(line[1..end].ToLowerInvariant(), new TextSpan(firstLine + at, 1, end), line[rest..].TrimEnd(), rest + 1,
            new SourceSection(string.Join('\n', lines[(at + 1)..next]), firstLine + at + 1));
    }
}
