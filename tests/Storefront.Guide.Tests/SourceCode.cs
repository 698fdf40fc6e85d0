using System.Text.RegularExpressions;

namespace Storefront.Tests.Guide;

/// <summary>Finds a member in a C# file by its name, as text: from its first line to the line that closes it at the same indent.</summary>
internal static class SourceCode
{
    private const RegexOptions Options = RegexOptions.CultureInvariant;

    /// <param name="source">FILE#Member, FILE from the repository's folder; without a member, the whole file.</param>
    public static string Read(string source)
    {
        var (file, member) = source.Split('#') is [var path, var name] ? (path, name) : (source, null);
        var lines = File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        return member is null ? string.Join('\n', lines) + "\n" : Member(lines, member, source);
    }

    private static string Member(string[] lines, string name, string source)
    {
        var declaration = new Regex($@"^(?<indent> *)(?:(?:public|internal|private|protected|static|sealed|async|override|partial|readonly|required|file|app) ?\S*.*?\b|.*\b(?:class|record|enum) ){Regex.Escape(name)}\b", Options);
        var start = Array.FindIndex(lines, line => declaration.IsMatch(line) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal));
        if (start < 0)
            throw new InvalidOperationException($"{source}: there is no such member.");

        var indent = lines[start].Length - lines[start].TrimStart().Length;
        var end = start;
        while (!Closes(lines[end], indent, end == start))
            end++;
        return string.Join('\n', lines[start..(end + 1)].Select(line => line.Length >= indent ? line[indent..] : line.TrimStart())) + "\n";
    }

    // A member ends with a brace of its own indent, or with a semicolon: its own line's, or that of an expression indented below it.
    private static bool Closes(string line, int indent, bool first)
    {
        var depth = line.Length - line.TrimStart().Length;
        var text = line.TrimEnd();
        if (depth == indent && (text.EndsWith('}') || text.EndsWith("};", StringComparison.Ordinal) || text.EndsWith("});", StringComparison.Ordinal)) && !first)
            return true;
        return text.EndsWith(';') && (first || depth == indent + 4);
    }
}
