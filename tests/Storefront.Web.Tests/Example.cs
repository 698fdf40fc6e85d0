using System.Text.Json;

namespace Storefront.Web.Tests;

/// <summary>The examples of docs/contract, for comparing what was sent with them member by member.</summary>
internal static class Example
{
    /// <summary>Words of the contract: where nothing else is said they are the example's own.</summary>
    private static readonly string[] Words = ["type", "status", "statusType", "reason"];

    private static readonly string[] Free = ["trackingId", "merchantTimeStamp"];

    /// <summary>The same members with values of the same kind, nothing missing and nothing more; the example's words, but for what is said here.</summary>
    /// <param name="sent">The event as the service received it.</param>
    /// <param name="name">The example: <c>refund-requested</c>.</param>
    /// <param name="said">Members and the values they must have.</param>
    public static void IsLike(Received sent, string name, params (string Member, string Value)[] said)
    {
        Assert.Equal(200, sent.Status);
        using var example = Read(name);
        Assert.Equal(Shape(example.RootElement).Order(StringComparer.Ordinal), Shape(sent.Request).Order(StringComparer.Ordinal));
        Assert.Equal(said, said.Select(pair => (pair.Member, sent.Text(pair.Member))));
        foreach (var word in Words.Except(said.Select(pair => pair.Member)).Where(word => example.RootElement.TryGetProperty(word, out _)))
            Assert.Equal((word, example.RootElement.GetProperty(word).GetString()), (word, sent.Text(word)));
        Assert.All(Free, member => Assert.NotEqual("", sent.Request.GetProperty("_metadata").GetProperty(member).GetString()));
    }

    /// <summary>No member that the example does not have, and none of another kind; what is optional may be missing.</summary>
    /// <param name="sent">The body as the service received it.</param>
    /// <param name="name">The example: <c>ap-account-create</c>.</param>
    /// <param name="same">Members that hold the very value of the example.</param>
    public static void Matches(JsonElement sent, string name, params string[] same)
    {
        using var example = Read(name);
        Assert.Subset(Shape(example.RootElement), Shape(sent));
        var expected = Values(example.RootElement);
        var found = Values(sent);
        foreach (var path in same)
            Assert.Equal(expected[path], found[path]);
    }

    private static JsonDocument Read(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "contract", "examples", name + ".request.json")));

    private static HashSet<string> Shape(JsonElement element) => [.. Members(element, "").Select(member => $"{member.Path} {Kind(member.Value)}")];

    private static ILookup<string, string> Values(JsonElement element) => Members(element, "").ToLookup(member => member.Path, member => member.Value.ToString(), StringComparer.Ordinal);

    private static IEnumerable<(string Path, JsonElement Value)> Members(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Members(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Members(item, path + "[]")),
        _ => [(path, element)],
    };

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.TryGetDateTimeOffset(out _) => "instant",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString(),
    };
}
