namespace Storefront.Web.Hosting.Settings;

/// <summary>Where everything that must last is kept: DIR.</summary>
internal sealed class StorageOptions : ISettings
{
    public static string Section => "Storage";

    /// <summary>A folder the program may write to; each program keeps its own folder below it. Relative to the program.</summary>
    public string Directory { get; set; } = "data";

    public IEnumerable<string> Problems(bool development)
    {
        var problem = Unusable(Path.Combine(Path.GetFullPath(Directory is { Length: > 0 } ? Directory : "data", ProgramFolder.ContentRoot), "shop"));
        if (problem is not null)
            yield return $"Storage__Directory is '{Directory}', which cannot be used: {problem} Example: Storage__Directory=/var/lib/storefront";
    }

    private static string? Unusable(string directory)
    {
        try
        {
            ProgramFolder.CreatePrivate(directory);
            var probe = Path.Combine(directory, $".{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return e.Message;
        }
    }
}
