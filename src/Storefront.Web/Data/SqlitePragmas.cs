using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Storefront.Web.Data;

/// <summary>
/// What SQLite must be told once per connection: a committed order survives a power cut, readers and the writer do not wait
/// for each other, and writers queue for five seconds. Connections are pooled, so most opens find one that knows already.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;";

    private readonly ConditionalWeakTable<object, object> told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (told.TryGetValue(Handle(connection), out _) || IsReadOnly(connection))
            return;

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        told.AddOrUpdate(Handle(connection), Pragmas);
    }

    // SQLite has nothing to wait for: its asynchronous calls run to the end at once.
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    // EF looks with one whether the file is there at all.
    private static bool IsReadOnly(DbConnection connection) =>
        new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly;

    private static SQLitePCL.sqlite3 Handle(DbConnection connection) => ((SqliteConnection)connection).Handle!;
}
