using System.Globalization;
using Storefront.FraudServer.Rules;

namespace Storefront.FraudServer.Portal.Migration;

/// <summary>
/// Makes of a text with errors one without: the clause, velocity or output an error is in becomes a comment, and what cannot do without it as
/// well, until nothing is wrong any more.
/// </summary>
internal static class LeftOut
{
    private const int MostRounds = 50;
    private static readonly string[] Small = ["clause", "velocity", "output"];
    private static readonly string[] Middle = ["rule", "action", "routing", "set", "function"];

    /// <returns>The text, and every line that became a comment with the reason.</returns>
    public static (string Text, IReadOnlyList<(int Line, string Why)> Gone) Of(string text, Func<string, IReadOnlyList<Diagnostic>> check)
    {
        var lines = Lines(text);
        var gone = new Dictionary<int, string>(); // by index of the line
        var reasons = new SortedDictionary<int, string>();
        for (var round = 0; check(Text(lines, gone.Keys)).Where(d => d.IsError).ToList() is { Count: > 0 } errors && gone.Count < lines.Length; round++)
            foreach (var error in errors)
            {
                var at = Math.Clamp(error.Span.Line - 1, 0, lines.Length - 1);
                if (gone.ContainsKey(at) && error != errors[0])
                    continue;
                var (first, end) = round < MostRounds ? Part(lines, at, gone) : (0, lines.Length);
                reasons.TryAdd(first, string.Create(CultureInfo.InvariantCulture, $"// Left out because of line {error.Span.Line}: {error.Code} {error.Message.ReplaceLineEndings(" ")}"));
                for (var i = first; i < end; i++)
                    gone.TryAdd(i, i == at ? Told(error) : string.Create(CultureInfo.InvariantCulture, $"it belongs to what line {error.Span.Line} is wrong in"));
            }

        var kept = lines.Select((line, i) => (reasons.TryGetValue(i, out var reason) ? reason + "\n" : "") + (gone.ContainsKey(i) ? Comment(line) : line));
        return (string.Join('\n', kept), [.. gone.Select(g => (g.Key + 1, g.Value)).Order()]);
    }

    /// <summary>A remark as a line of the report says it.</summary>
    public static string Told(Diagnostic remark) => $"{remark.Code} {remark.Message}{(remark.Hint is null ? "" : $" ({remark.Hint})")}";

    public static string[] Lines(string text) => text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');

    // The smallest part around a line that is not gone yet: clause, velocity or output, rule, set or function, environment, everything.
    private static (int First, int End) Part(string[] lines, int at, Dictionary<int, string> gone)
    {
        foreach (var words in new[] { Small, Middle, ["env"] })
        {
            var first = at;
            while (first >= 0 && !Array.Exists(words, word => Is(lines[first], word)))
                first--;
            if (first < 0 || Enclosing(lines, first, at, words))
                continue;
            var end = first + 1;
            while (end < lines.Length && !Ends(lines[end], words))
                end++;
            if (Enumerable.Range(first, end - first).Any(i => !gone.ContainsKey(i)))
                return (first, end);
        }

        return (0, lines.Length);
    }

    // Between the two begins something larger, or a condition of it: then the line is not in this part.
    private static bool Enclosing(string[] lines, int first, int at, string[] words) =>
        lines[(first + 1)..(at + 1)].Any(line => IsDirective(line) && (words == Small || Ends(line, words)));

    private static bool Ends(string line, string[] words) => IsDirective(line) && (words == Small || Is(line, "env") || (words == Middle && Array.Exists(Middle, word => Is(line, word))));

    private static bool IsDirective(string line) => line.Length > 1 && line[0] == '%' && char.IsAsciiLetter(line[1]);

    private static bool Is(string line, string word) =>
        IsDirective(line) && line.AsSpan(1).StartsWith(word, StringComparison.OrdinalIgnoreCase) && (line.Length == word.Length + 1 || char.IsWhiteSpace(line[word.Length + 1]));

    private static string Text(string[] lines, ICollection<int> gone) => string.Join('\n', lines.Select((line, i) => gone.Contains(i) ? Comment(line) : line));

    private static string Comment(string line) => line.Length == 0 ? "" : "// " + line.Replace("*/", "* /", StringComparison.Ordinal);
}
