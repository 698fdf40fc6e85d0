using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.ObjectPool;

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

    private readonly ObjectPool<Prepared> idle = new DefaultObjectPoolProvider { MaximumRetained = KeptAtMost }.Create(new Preparing(connections, text));

    public async Task<List<T>> AskAsync<T>(Guid key, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var prepared = idle.Get();
        List<T> rows;
        try
        {
            rows = await prepared.AskAsync(key, read, cancellationToken);
        }
        catch
        {
            prepared.Dispose(); // whatever state it is in, nobody else gets it
            throw;
        }
        idle.Return(prepared);
        return rows;
    }

    public void Dispose() => (idle as IDisposable)?.Dispose();

    private sealed class Preparing(StoreConnections connections, string text) : PooledObjectPolicy<Prepared>
    {
        public override Prepared Create() => new(connections.Make(), text);

        public override bool Return(Prepared obj) => true;
    }

    private sealed class Prepared : IDisposable
    {
        private readonly DbConnection connection;
        private readonly DbCommand command;

        public Prepared(DbConnection connection, string text)
        {
            (this.connection, command) = (connection, connection.CreateCommand());
            command.CommandText = text;
            var key = command.CreateParameter();
            key.ParameterName = "@key";
            command.Parameters.Add(key);
        }

        public async Task<List<T>> AskAsync<T>(Guid key, Func<DbDataReader, T> read, CancellationToken cancellationToken)
        {
            if (connection.State == ConnectionState.Closed)
                await connection.OpenAsync(cancellationToken);
            command.Parameters[0].Value = key;
            var rows = new List<T>();
            await using (var row = await command.ExecuteReaderAsync(cancellationToken))
            {
                while (await row.ReadAsync(cancellationToken))
                    rows.Add(read(row));
            }
            if (connection is not SqliteConnection) // a server's connections are kept, and tried before use, by their own pool
                await connection.CloseAsync();
            return rows;
        }

        public void Dispose()
        {
            command.Dispose();
            connection.Dispose();
        }
    }
}
