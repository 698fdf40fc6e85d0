using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Storefront.Web.Features.Checkout;

namespace Storefront.Web.Tests;

/// <summary>
/// Counts the commits of the shop's database from the one that stores the first attempt, whichever way they come about: a
/// transaction, a save that needs none, or an update without entities. Commits of other threads count too.
/// </summary>
/// <param name="around">Called with the commit's number, before it (false) and after it (true).</param>
internal sealed class CommitWatch(Action<int, bool> around) : ISaveChangesInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor
{
    private readonly ConcurrentDictionary<DbContextId, bool> saving = new();
    private volatile bool armed;
    private int begun;
    private int done;

    public int Done => done;

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = eventData.Context!;
        armed |= db.ChangeTracker.Entries<Attempt>().Any(attempt => attempt.State == EntityState.Added);
        if (db.Database.CurrentTransaction is null && db.ChangeTracker.HasChanges())
        {
            saving[db.ContextId] = true;
            Before();
        }

        return ValueTask.FromResult(result);
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (saving.TryRemove(eventData.Context!.ContextId, out _))
            After();
        return ValueTask.FromResult(result);
    }

    public Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        saving.TryRemove(eventData.Context!.ContextId, out _);
        return Task.CompletedTask;
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (!IsPartOfASave(eventData))
            Before();
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (!IsPartOfASave(eventData))
            After();
        return Task.CompletedTask;
    }

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (CommitsByItself(command, eventData))
            Before();
        return ValueTask.FromResult(result);
    }

    public ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (CommitsByItself(command, eventData))
            After();
        return ValueTask.FromResult(result);
    }

    private bool IsPartOfASave(TransactionEventData eventData) => eventData.Context is { } db && saving.ContainsKey(db.ContextId);

    private static bool CommitsByItself(DbCommand command, CommandEventData eventData) =>
        command.Transaction is null && eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete;

    private void Before()
    {
        if (armed)
            around(Interlocked.Increment(ref begun), false);
    }

    private void After()
    {
        if (armed)
            around(Interlocked.Increment(ref done), true);
    }
}
