namespace Storefront.Web.Hosting.Settings;

/// <summary>Which database holds the shop's data. The connection itself is ConnectionStrings:Storefront.</summary>
internal sealed class DatabaseOptions : ISettings
{
    public const string Sqlite = "Sqlite";
    public const string SqlServer = "SqlServer";

    public static string Section => "Database";

    /// <summary>A file of the shop's own, or a server.</summary>
    public string Provider { get; set; } = Sqlite;

    public IEnumerable<string> Problems(bool development)
    {
        if (Provider is not (Sqlite or SqlServer))
            yield return $"Database__Provider is '{Provider}'. It must be Sqlite or SqlServer. Example: Database__Provider=Sqlite";
    }
}
