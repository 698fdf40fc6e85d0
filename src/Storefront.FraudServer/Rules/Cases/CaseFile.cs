using System.Text.Json;

namespace Storefront.FraudServer.Rules.Cases;

/// <summary>The file is no case file: the message says where and why.</summary>
internal sealed class MalformedCaseException(string message) : Exception(message);

internal sealed record Failure(int Line, string Message);

/// <summary>One thing to try; no failures means it passed.</summary>
internal abstract record Case(string Id, int Line)
{
    public abstract IReadOnlyList<Failure> Run(Fixture fixture);
}

/// <summary>
/// A Markdown file with fenced blocks: <c>json fixture</c>, <c>expr</c>, <c>case</c>, <c>malformed</c>. Everything else in it is prose.
/// </summary>
internal sealed record CaseFile(Fixture? Fixture, IReadOnlyList<Case> Cases)
{
    public static CaseFile Read(string path, string text)
    {
        Fixture? fixture = null;
        var cases = new List<Case>();
        foreach (var (kind, line, lines) in Blocks(path, text))
        {
            switch (kind)
            {
                case "json fixture":
                    fixture = ReadFixture(path, line, lines);
                    break;
                case "expr":
                    cases.AddRange(Entries(line, lines).Select(e => ExpressionCase.Read(path, e.Line, e.Text)));
                    break;
                case "malformed":
                    cases.AddRange(Entries(line, lines).Select(e => MalformedCase.Read(path, e.Line, e.Text)));
                    break;
                case "case":
                    cases.AddRange(BlockCase.Read(path, line, lines));
                    break;
            }
        }
        if (cases.Count == 0 && fixture is null)
            throw new MalformedCaseException($"{path}:1: there is neither a case nor a fixture in this file.");
        return new CaseFile(fixture, cases);
    }

    private static IEnumerable<(string Kind, int Line, string[] Lines)> Blocks(string path, string text)
    {
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
                continue;
            var end = Array.FindIndex(lines, i + 1, l => l.TrimEnd() == "```");
            if (end < 0)
                throw new MalformedCaseException($"{path}:{i + 1}: this block is never closed.");
            yield return (string.Join(' ', lines[i][3..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), i + 2, lines[(i + 1)..end]);
            i = end;
        }
    }

    private static IEnumerable<(int Line, string Text)> Entries(int first, string[] lines) =>
        lines.Select((text, i) => (first + i, text)).Where(l => l.text.Trim().Length > 0 && l.text[0] != '#');

    private static Fixture ReadFixture(string path, int line, string[] lines)
    {
        try
        {
            return Fixture.Read(string.Join('\n', lines));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new MalformedCaseException($"{path}:{line}: the fixture cannot be read: {e.Message}");
        }
    }

    /// <summary>The fields of a line, which <c> :: </c> separates; the message of a wrong one names its place.</summary>
    public static string[] Fields(string path, int line, string text, int count)
    {
        var fields = text.Split(" :: ");
        return fields.Length == count ? fields : throw new MalformedCaseException($"{path}:{line}: {count} fields are expected, there are {fields.Length}.");
    }

    public static JsonElement Json(string path, int line, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new MalformedCaseException($"{path}:{line}: this is no JSON: {e.Message}");
        }
    }
}
