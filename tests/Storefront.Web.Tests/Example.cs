using System.Text.Json;

namespace Storefront.Web.Tests;

/// <summary>The examples of docs/contract, for comparing what was sent with them member by member.</summary>
internal static class Example
{
    private static readonly string[] Free = ["trackingId", "merchantTimeStamp"];

    /// <summary>The same members with values of the same kind, nothing missing and nothing more; and these values.</summary>
    public static void IsLike(Received sent, string example, params (string Member, string Value)[] said)
    {
        using var text = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), example)));
        Assert.Equal(Shape(text.RootElement), Shape(sent.Request));
        Assert.Equal(said, said.Select(pair => (pair.Member, sent.Text(pair.Member))));
        Assert.All(Free, member => Assert.NotEqual("", sent.Request.GetProperty("_metadata").GetProperty(member).GetString()));
    }

    private static SortedSet<string> Shape(JsonElement element, string path = "") => new(
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(member => Shape(member.Value, $"{path}/{member.Name}"))
            : [$"{path} {(element.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : element.ValueKind)}"],
        StringComparer.Ordinal);

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Storefront.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The repository's root was not found.");
        return Path.Combine(folder.FullName, "docs", "contract", "examples");
    }
}
