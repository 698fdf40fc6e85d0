namespace Storefront.FraudServer.Storage;

/// <summary>The scripts that make the tables: applied one after the other, each once. How many have been is the version.</summary>
internal static class SchemaScripts
{
    public static IReadOnlyList<string> Of(string dialect)
    {
        var assembly = typeof(SchemaScripts).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.Contains($".Schema.{dialect}.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            })];
    }
}
