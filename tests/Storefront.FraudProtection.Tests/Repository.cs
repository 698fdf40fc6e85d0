using System.Text.Json.Nodes;

namespace Storefront.Tests.FraudProtection;

/// <summary>Files beside the code that tests hold it to.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Library => Path.Combine(Root, "src", "Storefront.FraudProtection");

    public static string Tests => Path.Combine(Root, "tests", "Storefront.FraudProtection.Tests");

    public static string Contract(string file) => File.ReadAllText(Path.Combine(Root, "docs", "contract", file));

    public static string Example(string file) => Contract(Path.Combine("examples", file));

    /// <summary>Where an example is sent.</summary>
    public static string ExamplePath(string file) =>
        (string)JsonNode.Parse(Example("index.json"))!["examples"]!.AsArray().First(example => (string)example!["file"]! == file)!["path"]!;

    public static IEnumerable<string> Examples(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, "docs", "contract", "examples"), pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Storefront.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Storefront.sln is in no folder above."));
}
