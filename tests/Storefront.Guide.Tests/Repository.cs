namespace Storefront.Tests.Guide;

/// <summary>The folder this was built from.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "data", ".git"];

    public static string Root { get; } = Find();

    /// <summary>Every document: at the top, in docs, samples, and beside the code.</summary>
    public static IReadOnlyList<Document> Documents { get; } =
        [.. Files(Root).Where(file => file.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(file => new Document(file))];

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(folder).Concat(Directory.GetDirectories(folder).Where(sub => !NotOurs.Contains(Path.GetFileName(sub))).SelectMany(Files));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Storefront.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("Storefront.sln is not above the tests.");
    }
}
