using System.Text.Json;

namespace Storefront.BrowserTests;

/// <summary>Holds an event that was sent to the example of it in docs/contract/examples, member by member.</summary>
internal static class Example
{
    /// <param name="sent">The body as the service received it.</param>
    /// <param name="name">The example: <c>ap-account-create</c>.</param>
    /// <param name="same">Members that hold the very value of the example; of the others name, place and kind are compared.</param>
    public static void Matches(JsonElement sent, string name, params string[] same)
    {
        using var example = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), name + ".request.json")));
        var expected = Members(example.RootElement, "").ToLookup(member => member.Path, StringComparer.Ordinal);
        foreach (var (path, value) in Members(sent, ""))
        {
            Assert.True(expected.Contains(path), $"{name} has no member {path}.");
            Assert.Contains(Kind(value), expected[path].Select(member => Kind(member.Value)));
        }

        var found = Members(sent, "").ToLookup(member => member.Path, member => member.Value.ToString(), StringComparer.Ordinal);
        foreach (var path in same)
            Assert.Equal(expected[path].Select(member => member.Value.ToString()), found[path]);
    }

    private static IEnumerable<(string Path, JsonElement Value)> Members(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Members(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Members(item, path + "[]")),
        _ => [(path, element)],
    };

    private static string Kind(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "boolean"
        : value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out _) ? "date"
        : value.ValueKind == JsonValueKind.String ? "text"
        : value.ValueKind.ToString();

    private static string Folder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Combine(folder, "docs", "contract", "examples") is var examples && Directory.Exists(examples))
                return examples;
        }

        throw new DirectoryNotFoundException("docs/contract/examples is nowhere above the tests.");
    }
}
