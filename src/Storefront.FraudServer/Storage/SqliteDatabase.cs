using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Storefront.FraudServer.Hosting;

namespace Storefront.FraudServer.Storage;

/// <summary>One file, one program: nothing else has to run.</summary>
internal sealed class SqliteDatabase(string file) : Database("sqlite", mostReaders: 64)
{
    public override string Name => file;

    public static string FileIn(string directory) => Path.Combine(directory, "fraud-server.db");

    public static SqliteDatabase In(string directory) => new(FileIn(directory));

    /// <summary>What it deletes is overwritten in the file.</summary>
    public override DbConnection OpenWriter()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate);
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;");
        return connection;
    }

    public override void Begin(WriteSession session) => session.Execute("BEGIN IMMEDIATE");

    public override KeyFolder Keys(string folder) => new KeysOnDisk(Path.Combine(Path.GetDirectoryName(file)!, folder));

    public override async Task<bool> AloneAsync(string what, bool wait, Func<Task> work)
    {
        await work(); // one instance has the file to itself
        return true;
    }

    public override int Migrate()
    {
        if (!File.Exists(file))
            PrivateFile.Write(file, ""); // what customers bought is nobody else's to read; SQLite takes an empty file as a new one
        using var connection = OpenWriter();
        for (var version = Version(connection); version < Newest; version++)
        {
            using var transaction = ((SqliteConnection)connection).BeginTransaction(deferred: false);
            Execute(connection, Scripts[version], transaction);
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1};"), transaction);
            transaction.Commit();
        }

        RefuseNewer(Version(connection));
        return Newest;
    }

    public override int Version()
    {
        if (!File.Exists(file))
            return 0;
        using var connection = OpenReader();
        return Version(connection);
    }

    public override DbParameter Parameter(int number) => new SqliteParameter(string.Create(CultureInfo.InvariantCulture, $"${number}"), null);

    public override object Value(object? value) => value is Key key ? key.Text : value ?? DBNull.Value;

    protected override DbConnection OpenReader()
    {
        var connection = Open(SqliteOpenMode.ReadOnly);
        Execute(connection, "PRAGMA busy_timeout = 5000;");
        return connection;
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static int Version(DbConnection connection) => Convert.ToInt32(Execute(connection, "PRAGMA user_version;"), CultureInfo.InvariantCulture);
}
