using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Storefront.Tests.Guide;

/// <summary>An .http file as editors run it: variables at the top, then requests, each of which may use the answers before it.</summary>
internal sealed partial class HttpFile
{
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonNode> answers = new(StringComparer.Ordinal);
    private readonly List<string[]> requests;

    /// <param name="file">Where it is.</param>
    /// <param name="host">Stands in for its variable of that name.</param>
    public HttpFile(string file, string host)
    {
        var parts = File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n###");
        foreach (Match variable in Variable().Matches(parts[0]))
            variables[variable.Groups[1].Value] = variable.Groups[2].Value;
        variables["host"] = host;
        requests = [.. parts[1..].Select(part => part.Split('\n'))];
    }

    /// <summary>Sends every request in order and returns what was not answered as the file says.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(HttpClient http)
    {
        var wrong = new List<string>();
        foreach (var lines in requests)
        {
            var title = lines[0].Trim();
            var expected = Note(lines, "# answers ");
            using var request = Read([.. lines[1..].SkipWhile(line => line.Length == 0 || line[0] == '#')]);
            using var answer = await http.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            if (expected is null ? !answer.IsSuccessStatusCode : $"{(int)answer.StatusCode}" != expected)
                wrong.Add($"{title}: {(int)answer.StatusCode} {body}");
            else if (Note(lines, "# @name ") is { } name)
                answers[name] = JsonNode.Parse(body)!;
        }

        return wrong;
    }

    private HttpRequestMessage Read(string[] lines)
    {
        var target = Filled(lines[0]).Split(' ', 2);
        var request = new HttpRequestMessage(new HttpMethod(target[0]), target[1]);
        var empty = Array.FindIndex(lines, line => line.Length == 0);
        var headers = lines[1..(empty < 0 ? lines.Length : empty)].Select(line => Filled(line).Split(": ", 2)).ToDictionary(header => header[0], header => header[1], StringComparer.Ordinal);
        var body = empty < 0 ? "" : Filled(string.Join('\n', lines[empty..])).Trim();
        if (headers.Remove("Content-Type", out var type))
            request.Content = new StringContent(body, Encoding.UTF8, type);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private string Filled(string text) => Place().Replace(text, match => match.Groups[1].Value switch
    {
        "$guid" => Guid.NewGuid().ToString(),
        "$datetime iso8601" => TimeProvider.System.GetUtcNow().ToString("O"),
        var path when path.Contains(".response.body.$.", StringComparison.Ordinal) => Answered(path.Split(".response.body.$.")),
        var name => variables[name],
    });

    private string Answered(string[] parts) => parts[1].Split('.').Aggregate(answers[parts[0]], (node, name) => node[name]!).ToString();

    private static string? Note(string[] lines, string beginning) =>
        Array.Find(lines, line => line.StartsWith(beginning, StringComparison.Ordinal))?[beginning.Length..];

    [GeneratedRegex(@"^@(\w+) = (.+)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{\{([^}]+)\}\}")]
    private static partial Regex Place();
}
