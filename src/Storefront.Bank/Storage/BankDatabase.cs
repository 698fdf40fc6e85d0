using Microsoft.Data.Sqlite;

namespace Storefront.Bank.Storage;

/// <summary>The bank's one file. One writer at a time, and what it commits survives a kill and a power cut.</summary>
internal sealed class BankDatabase : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly SqliteConnection writer;
    private readonly string readers;

    private BankDatabase(SqliteConnection writer, string readers) => (this.writer, this.readers) = (writer, readers);

    /// <summary>Opens the file, and makes or upgrades its tables if it may.</summary>
    public static BankDatabase Open(string directory, bool upgrade)
    {
        DataFolder.Create(directory);
        var file = Path.Combine(directory, "bank.db");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        try
        {
            connection.Open();
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");
            if (upgrade)
                Schema.Upgrade(connection);

            if (Schema.Problem(connection) is { } problem)
                throw new StartRefusedException(problem);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StartRefusedException($"The bank's database {file} cannot be used: {e.Message} Storage__Directory names the folder.", e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        return new BankDatabase(connection, new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly }.ToString());
    }

    /// <summary>Runs the work in one transaction. When this returns, it is on the disk.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            using var transaction = writer.BeginTransaction(deferred: false);
            var result = work(writer);
            transaction.Commit();
            return result;
        }
        finally
        {
            turn.Release();
        }
    }

    public T Read<T>(Func<SqliteConnection, T> work)
    {
        using var reader = new SqliteConnection(readers);
        reader.Open();
        return work(reader);
    }

    public void Dispose()
    {
        writer.Dispose();
        turn.Dispose();
        using var reader = new SqliteConnection(readers);
        SqliteConnection.ClearPool(reader);
    }
}
