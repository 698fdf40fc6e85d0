namespace Storefront.FraudServer.Settings;

internal enum DatabaseProvider { Sqlite, PostgreSql, SqlServer }

/// <summary>Where events, rules, people and all the rest are kept.</summary>
internal sealed class DatabaseSettings
{
    public const string OfPostgreSql = "Host=db;Database=fraud;Username=fraud;Password=…";
    public const string OfSqlServer = "Server=db;Database=fraud;User ID=fraud;Password=…;Encrypt=True";

    /// <summary>A file in the data folder, for one instance, or a database on a server, for one or several: PostgreSQL, which is tested, or SQL Server, which never ran.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>The server, the database and whom to sign in as: <c>Host=db;Database=fraud;Username=fraud;Password=…</c> for PostgreSQL, <c>Server=db;Database=fraud;User ID=fraud;Password=…;Encrypt=True</c> for SQL Server.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>A file that holds the connection string, so that the password stands in no variable.</summary>
    public string? ConnectionStringFile { get; set; }

    /// <summary>What is used of the two.</summary>
    public string InForce => ConnectionStringFile is { } file ? File.ReadAllText(file).Trim() : ConnectionString ?? "";

    // The string itself is never told: it holds a password.
    public IEnumerable<string> Problems()
    {
        const string Key = "FraudServer:Database:ConnectionString";
        var example = $"for example FraudServer__Database__ConnectionString=\"{(Provider == DatabaseProvider.SqlServer ? OfSqlServer : OfPostgreSql)}\"";
        if (Provider == DatabaseProvider.Sqlite)
        {
            if (ConnectionString is not null || ConnectionStringFile is not null)
                yield return $"{Key} has no use beside SQLite, which keeps a file in the data folder; take it away, or set FraudServer__Database__Provider=PostgreSql";
        }
        else if (ConnectionString is not null && ConnectionStringFile is not null)
        {
            yield return $"{Key} stands beside FraudServer:Database:ConnectionStringFile; keep one of them";
        }
        else if (ConnectionStringFile is { } file && !File.Exists(file))
        {
            yield return $"{Key}File names '{file}', which is not there, for example /run/secrets/fraud-database";
        }
        else if (InForce.Length == 0)
        {
            yield return $"{Key} is missing, {example}";
        }
        else if (!NamesAServer(Provider, InForce))
        {
            yield return $"{Key} cannot be read, or names no host, {example}";
        }
    }

    private static bool NamesAServer(DatabaseProvider provider, string given)
    {
        try
        {
            return provider == DatabaseProvider.SqlServer
                ? new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(given) is { DataSource.Length: > 0, InitialCatalog.Length: > 0 }
                : new Npgsql.NpgsqlConnectionStringBuilder(given).Host is { Length: > 0 };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            return false;
        }
    }
}
