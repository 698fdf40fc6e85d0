using System.Text.Json;
using System.Text.Json.Nodes;

namespace Storefront.Tests.FraudServer;

/// <summary>The wire contract of the repository, which the tests hold the service to.</summary>
public static class Contract
{
    public static string Folder { get; } = Find();

    public static JsonArray Index { get; } = JsonNode.Parse(Example("index.json"))!["examples"]!.AsArray();

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public static string Example(string file) => Text(Path.Combine("examples", file));

    /// <summary>As it travels.</summary>
    public static string Compact(string file) => JsonSerializer.Serialize(JsonNode.Parse(Example(file)), Relaxed);

    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The names of an object's members, in order.</summary>
    public static string Names(JsonNode node) => string.Join(' ', node.AsObject().Select(m => m.Key));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "docs", "contract")))
                return Path.Combine(folder.FullName, "docs", "contract");
        throw new DirectoryNotFoundException("docs/contract is not above the tests.");
    }
}
