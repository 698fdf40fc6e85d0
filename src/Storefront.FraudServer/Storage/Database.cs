using System.Collections.Concurrent;
using System.Data.Common;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Storage;

/// <summary>
/// Where everything is kept. The statements are the same everywhere: parameters are $1, $2…, numbers are 64 bits wide,
/// truth is 0 or 1. What differs between the databases stands in the classes below this one.
/// </summary>
internal abstract class Database(string dialect, int mostReaders) : IDisposable
{
    private readonly ConcurrentBag<ReadSession> _idle = [];
    private readonly SemaphoreSlim _readers = new(mostReaders);
    private volatile bool _isDisposed;

    /// <summary>For people: the file, or the server and its database. Never a password.</summary>
    public abstract string Name { get; }

    /// <summary>The version of the tables this program works with.</summary>
    public int Newest => Scripts.Count;

    protected IReadOnlyList<string> Scripts { get; } = SchemaScripts.Of(dialect);

    /// <summary>The connection that writes. What it commits survives a power cut.</summary>
    public abstract DbConnection OpenWriter();

    /// <summary>Begins a transaction of the writer. From now until its end nobody else writes.</summary>
    public abstract void Begin(WriteSession session);

    /// <summary>Does what several instances must not do at the same time. False when another one is at it and this one does not wait.</summary>
    public abstract Task<bool> AloneAsync(string what, bool wait, Func<Task> work);

    /// <summary>Where keys lie.</summary>
    public abstract KeyFolder Keys(string folder);

    /// <summary>Brings the tables to the newest version. The version they are at then.</summary>
    public abstract int Migrate();

    /// <summary>A statement as the database says it.</summary>
    public virtual string Text(string sql) => sql;

    /// <summary>A parameter of a statement, by its number from 1.</summary>
    public abstract DbParameter Parameter(int number);

    /// <summary>A value as the database takes it.</summary>
    public abstract object Value(object? value);

    /// <summary>The version the tables are at; 0 when there are none.</summary>
    public abstract int Version();

    /// <summary>A connection that cannot write.</summary>
    protected abstract DbConnection OpenReader();

    /// <summary>Outside Development the tables change only when the operator says so.</summary>
    public void RequireCurrent()
    {
        var version = Version();
        RefuseNewer(version);
        if (version < Newest)
            throw new StartException($"{Name} is at version {version}, this program needs {Newest}. Run: dotnet Storefront.FraudServer.dll migrate");
    }

    /// <summary>All rows by <paramref name="read"/>, of what is committed. A reader waits for no writer.</summary>
    public IReadOnlyList<T> Read<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        _readers.Wait();
        try
        {
            if (_idle.TryTake(out var session))
                try
                {
                    return Use(session, sql, read, values);
                }
                catch (DbException e) when (e.IsTransient)
                {
                    Drain(); // the server was away since: what is idle is as dead
                }

            return Use(new ReadSession(this, OpenReader()), sql, read, values);
        }
        finally
        {
            _readers.Release();
        }
    }

    /// <summary>The number in the first column of the first row; null when there is none.</summary>
    public long? Number(string sql, params ReadOnlySpan<object?> values) =>
        Read(sql, row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), values) is [{ } number, ..] ? number : null;

    public virtual void Dispose()
    {
        _isDisposed = true;
        Drain();
        GC.SuppressFinalize(this);
    }

    protected void RefuseNewer(int version)
    {
        if (version > Newest)
            throw new StartException($"{Name} is at version {version}, written by a newer program; this one knows {Newest}.");
    }

#pragma warning disable CA2100 // only constants and our own scripts come here
    protected static object? Execute(DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command.ExecuteScalar();
    }
#pragma warning restore CA2100

    private IReadOnlyList<T> Use<T>(ReadSession session, string sql, Func<DbDataReader, T> read, ReadOnlySpan<object?> values)
    {
        var isGood = false;
        try
        {
            var rows = session.All(sql, read, values);
            isGood = !_isDisposed;
            return rows;
        }
        finally
        {
            if (isGood)
                _idle.Add(session);
            else
                session.Dispose();
        }
    }

    private void Drain()
    {
        while (_idle.TryTake(out var session))
            session.Dispose();
    }
}
