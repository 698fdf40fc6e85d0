using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.SqlClient;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Storage;

/// <summary>
/// A database on SQL Server, as on PostgreSQL: instances take turns at writing, by a lock that belongs to each transaction. No server
/// was at hand to run it against; docs/decisions/0008-one-writer.md says what is tested.
/// </summary>
internal sealed class SqlServerDatabase : Database
{
    private const int MostReaders = 24;
    private const int LongestKey = 300; // a row of an index is at most 1,700 bytes
    private const int LockTimeout = 20_000;

    private readonly string _connectionString;

    public SqlServerDatabase(string connectionString)
        : base("sqlserver", MostReaders)
    {
        var builder = new SqlConnectionStringBuilder(connectionString) { Pooling = false, Enlist = false };
        if (!builder.ShouldSerialize("Application Name"))
            builder.ApplicationName = "Storefront.FraudServer";
        (_connectionString, Name) = (builder.ConnectionString, $"The database {builder.InitialCatalog} at {builder.DataSource}");
    }

    public override string Name { get; }

    public override DbConnection OpenWriter() => Open($"SET XACT_ABORT OFF; SET LOCK_TIMEOUT {LockTimeout};");

    public override void Begin(WriteSession session)
    {
        session.Execute("BEGIN TRANSACTION");
        session.Execute(
            $"""
            DECLARE @got INT;
            EXEC @got = sp_getapplock @Resource = 'Storefront.FraudServer writer', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = {LockTimeout};
            IF @got < 0 THROW 50000, 'Another instance did not give the lock of the writer back.', 1;
            """);
    }

    public override KeyFolder Keys(string folder) => new KeysInDatabase(this, folder);

    // The lock belongs to a connection of its own, and falls with it.
    public override async Task<bool> AloneAsync(string what, bool wait, Func<Task> work)
    {
        await using var connection = new SqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "DECLARE @got INT; EXEC @got = sp_getapplock @Resource = @what, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = @wait; SELECT @got;";
        command.CommandTimeout = 0;
        command.Parameters.Add(new SqlParameter("@what", "Storefront.FraudServer " + what));
        command.Parameters.Add(new SqlParameter("@wait", wait ? -1 : 0));
        if (await command.ExecuteScalarAsync() is not (>= 0))
            return false;
        await work();
        return true;
    }

    public override int Migrate()
    {
        using var connection = OpenFirst();
        if (Execute(connection, "SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()") is false)
            throw new StartException($"{Name} makes readers wait for the writer. Switch row versions on: ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE");
        using (var transaction = connection.BeginTransaction())
        {
            Execute(connection, "EXEC sp_getapplock @Resource = 'Storefront.FraudServer writer', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = -1", transaction); // of several that begin at once one does it
            for (var version = Version(connection, transaction); version < Newest; version++)
            {
                foreach (var batch in Scripts[version].ReplaceLineEndings("\n").Split("\nGO\n"))
                    Execute(connection, batch, transaction);
                Execute(connection, string.Create(CultureInfo.InvariantCulture, $"UPDATE schema_version SET version = {version + 1}"), transaction);
            }

            transaction.Commit();
        }

        RefuseNewer(Version(connection));
        return Newest;
    }

    public override int Version()
    {
        using var connection = OpenFirst();
        return Version(connection);
    }

    public override string Text(string sql) => TransactSql.Of(sql);

    public override DbParameter Parameter(int number) => new SqlParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{number}") };

    public override object Value(object? value) => value switch
    {
        null => DBNull.Value,
        int number => (long)number,
        Key { Text.Length: <= LongestKey } key => key.Text,
        Key key => key.Text[..LongestKey] + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Text))),
        _ => value,
    };

    protected override DbConnection OpenReader() => Open($"SET LOCK_TIMEOUT {LockTimeout};");

    private SqlConnection Open(string setUp)
    {
        var connection = new SqlConnection(_connectionString);
        try
        {
            connection.Open();
            Execute(connection, setUp);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // At the start, where a wrong setting shows.
    private SqlConnection OpenFirst()
    {
        try
        {
            return Open("SET XACT_ABORT ON;");
        }
        catch (SqlException e)
        {
            throw new StartException(
                $"{Name} cannot be used: {e.Message} The setting FraudServer:Database:ConnectionString says where it is, for example FraudServer__Database__ConnectionString=\"{DatabaseSettings.OfSqlServer}\"", e);
        }
    }

    private static int Version(DbConnection connection, DbTransaction? transaction = null) =>
        Execute(connection, "SELECT OBJECT_ID('schema_version')", transaction) is not int ? 0 : Convert.ToInt32(Execute(connection, "SELECT version FROM schema_version", transaction), CultureInfo.InvariantCulture);
}
