using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Storefront.Web.Data;

/// <summary>Opens what EF would open: for the few questions that are asked without it.</summary>
internal sealed record StoreConnections(Func<DbConnection> Make);

/// <summary>
/// A question about one key that is asked with every page. A read through EF opens a connection, translates, and has SQLite
/// parse and plan the text each time, which costs several times what the rows do (docs/performance.md); this one keeps
/// connection and plan until it is asked again.
/// </summary>
internal sealed class KeptQuestion(StoreConnections connections, string text) : IDisposable
{
    /// <summary>More than this many at once are answered too, but not kept.</summary>
    private const int KeptAtMost = 32;

    private readonly ConcurrentBag<DbCommand> idle = [];

    public async Task<List<T>> AskAsync<T>(Guid key, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var command = idle.TryTake(out var kept) ? kept : Make();
        var isWhole = false;
        try
        {
            if (command.Connection!.State == ConnectionState.Closed)
                await command.Connection.OpenAsync(cancellationToken);
            command.Parameters[0].Value = key;
            var rows = new List<T>();
            await using (var row = await command.ExecuteReaderAsync(cancellationToken))
            {
                while (await row.ReadAsync(cancellationToken))
                    rows.Add(read(row));
            }
            isWhole = true;
            return rows;
        }
        finally
        {
            await GiveBackAsync(command, isWhole);
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var command))
            Drop(command);
    }

    private DbCommand Make()
    {
        var command = connections.Make().CreateCommand();
        command.CommandText = text;
        var key = command.CreateParameter();
        key.ParameterName = "@key";
        command.Parameters.Add(key);
        return command;
    }

    private async Task GiveBackAsync(DbCommand command, bool isWhole)
    {
        if (!isWhole || idle.Count >= KeptAtMost)
        {
            Drop(command);
            return;
        }
        if (command.Connection is not SqliteConnection) // a server's connections are kept, and tried before use, by their own pool
            await command.Connection!.CloseAsync();
        idle.Add(command);
    }

    private static void Drop(DbCommand command)
    {
        var connection = command.Connection;
        command.Dispose();
        connection?.Dispose();
    }
}
