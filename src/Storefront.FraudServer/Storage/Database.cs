using System.Globalization;
using Microsoft.Data.Sqlite;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Storage;

/// <summary>The SQLite file: how it is opened, and which version of the tables is in it.</summary>
internal static class Database
{
    private static readonly string[] Scripts = [.. typeof(Database).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static string FileIn(string directory) => Path.Combine(directory, "fraud-server.db");

    /// <summary>The one connection that writes. What it commits survives a power cut; what it deletes is overwritten in the file.</summary>
    public static SqliteConnection OpenWriter(string file)
    {
        var connection = Open(file, SqliteOpenMode.ReadWriteCreate, pooling: false);
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;");
        return connection;
    }

    /// <summary>A pooled connection that cannot write.</summary>
    public static SqliteConnection OpenReader(string file)
    {
        var connection = Open(file, SqliteOpenMode.ReadOnly, pooling: true);
        Execute(connection, "PRAGMA busy_timeout = 5000;");
        return connection;
    }

    /// <summary>Brings the tables to the newest version. The version they are at then.</summary>
    public static int Migrate(string file)
    {
        if (!File.Exists(file))
            Hosting.PrivateFile.Write(file, ""); // what customers bought is nobody else's to read; SQLite takes an empty file as a new one
        using var connection = OpenWriter(file);
        for (var version = Version(connection); version < Scripts.Length; version++)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            Execute(connection, Script(version));
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1};"));
            transaction.Commit();
        }

        RefuseNewer(file, Version(connection));
        return Scripts.Length;
    }

    /// <summary>Outside Development the tables change only when the operator says so.</summary>
    public static void RequireCurrent(string file)
    {
        var version = 0;
        if (File.Exists(file))
        {
            using var connection = OpenReader(file);
            version = Version(connection);
            RefuseNewer(file, version);
        }

        if (version < Scripts.Length)
            throw new StartException($"{file} is at version {version}, this program needs {Scripts.Length}. Run: dotnet Storefront.FraudServer.dll migrate");
    }

    /// <summary>Lets go of the file's idle connections.</summary>
    public static void Release(string file)
    {
        using var connection = new SqliteConnection(ConnectionString(file, SqliteOpenMode.ReadOnly, pooling: true));
        SqliteConnection.ClearPool(connection);
    }

    private static void RefuseNewer(string file, int version)
    {
        if (version > Scripts.Length)
            throw new StartException($"{file} is at version {version}, written by a newer program; this one knows {Scripts.Length}.");
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode, bool pooling)
    {
        var connection = new SqliteConnection(ConnectionString(file, mode, pooling));
        connection.Open();
        return connection;
    }

    private static string ConnectionString(string file, SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = pooling }.ToString();

    private static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version;";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static string Script(int version)
    {
        using var reader = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream(Scripts[version])!);
        return reader.ReadToEnd();
    }

#pragma warning disable CA2100 // only constants and our own scripts come here
    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100
}
