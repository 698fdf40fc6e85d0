using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Storage;

/// <summary>
/// A database on a server, for several instances of this program. They take turns at writing: each transaction begins with a lock that
/// one of them has at a time, so that events are kept in the order of their commits, as with the file.
/// </summary>
internal sealed class PostgreSqlDatabase : Database
{
    private const int MostReaders = 24;
    private const int LongestKey = 500; // a row of an index is less than 2,700 bytes
    private const long WritersLock = 0x53_746F_7265;

    // A server that is set to answer before the disk has it must not; an instance that hangs in a transaction gives the lock back.
    private const string WriterSetUp =
        """
        SET idle_in_transaction_session_timeout = '60s';
        SET lock_timeout = '20s';
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
        """;

    private readonly string _connectionString;

    public PostgreSqlDatabase(string connectionString)
        : base("postgresql", MostReaders)
    {
        // Connections are kept by whoever reads and writes here; statements are compiled once for each.
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false, Enlist = false, IncludeErrorDetail = false, MaxAutoPrepare = 300, AutoPrepareMinUsages = 2, TcpKeepAlive = true,
        };
        builder.ApplicationName ??= "Storefront.FraudServer";
        (_connectionString, Name) = (builder.ConnectionString, $"The database {builder.Database ?? builder.Username} at {builder.Host}:{builder.Port}");
    }

    public override string Name { get; }

    public override DbConnection OpenWriter() => Open(WriterSetUp);

    public override void Begin(WriteSession session)
    {
        session.Execute("BEGIN ISOLATION LEVEL READ COMMITTED");
        session.Scalar("SELECT pg_advisory_xact_lock($1)", WritersLock);
    }

    public override KeyFolder Keys(string folder) => new KeysInDatabase(this, folder);

    // The lock belongs to a connection of its own, and falls with it.
    public override async Task<bool> AloneAsync(string what, bool wait, Func<Task> work)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = wait ? "SELECT pg_advisory_lock(hashtext($1), 1)" : "SELECT pg_try_advisory_lock(hashtext($1), 1)";
        command.Parameters.Add(new NpgsqlParameter { Value = "Storefront.FraudServer " + what });
        if (await command.ExecuteScalarAsync() is false)
            return false;
        await work();
        return true;
    }

    public override int Migrate()
    {
        using var connection = OpenFirst();
        using (var transaction = connection.BeginTransaction())
        {
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({WritersLock})")); // of several that begin at once one does it
            for (var version = Version(connection); version < Newest; version++)
            {
                Execute(connection, Scripts[version]);
                Execute(connection, string.Create(CultureInfo.InvariantCulture, $"UPDATE schema_version SET version = {version + 1}"));
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

    public override DbParameter Parameter(int number) => new NpgsqlParameter(); // told by their places

    public override object Value(object? value) => value switch
    {
        null => DBNull.Value,
        int number => (long)number,
        string text => Storable(text),
        Key { Text.Length: <= LongestKey } key => Storable(key.Text),
        Key key => Storable(key.Text[..LongestKey]) + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Text))),
        _ => value,
    };

    protected override DbConnection OpenReader() => Open("SET default_transaction_read_only = on");

    /// <summary>
    /// PostgreSQL keeps no NUL in a text; its picture stands in its place. Half a surrogate pair is no character. What was received is kept as bytes, as it was sent.
    /// </summary>
    private static string Storable(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            text = text.Replace('\0', '\u2400');
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]))
                return string.Concat(text.EnumerateRunes()); // puts U+FFFD where a half stands alone
        return text;
    }

    private NpgsqlConnection Open(string setUp)
    {
        var connection = new NpgsqlConnection(_connectionString);
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
    private NpgsqlConnection OpenFirst()
    {
        try
        {
            return Open(WriterSetUp);
        }
        catch (NpgsqlException e)
        {
            throw new StartException(
                $"{Name} cannot be used: {e.Message} The setting FraudServer:Database:ConnectionString says where it is, for example FraudServer__Database__ConnectionString=\"Host=db;Database=fraud;Username=fraud;Password=…\"", e);
        }
    }

    private static int Version(DbConnection connection) =>
        Execute(connection, "SELECT to_regclass('schema_version')::text") is not string ? 0 : Convert.ToInt32(Execute(connection, "SELECT version FROM schema_version"), CultureInfo.InvariantCulture);
}
