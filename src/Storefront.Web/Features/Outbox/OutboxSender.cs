using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Settings;

namespace Storefront.Web.Features.Outbox;

/// <summary>
/// Delivers what waits: keys side by side, the events of one key one after another. It is woken by a write or the next due
/// time. While Fraud Protection is switched off, everything stays where it is.
/// </summary>
internal sealed partial class OutboxSender(
    IServiceScopeFactory scopes, OutboxSignal signal, LiveSettings live, TimeProvider clock, ILogger<OutboxSender> log) : BackgroundService
{
    private const int KeysAtOnce = 8;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var due = live.Current.Fraud.Enabled ? await DueAsync(stoppingToken) : [];
                if (due.Count > 0)
                    await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = KeysAtOnce, CancellationToken = stoppingToken }, DeliverAsync);
                else
                    await signal.WaitAsync(live.Current.Fraud.Enabled ? await UntilNextAsync(stoppingToken) : LongestWait, clock, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                RoundFailed(log, e);
                await Task.Delay(ShortestWait, clock, stoppingToken);
            }
        }
    }

    private async ValueTask DeliverAsync(long id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutboxDelivery>().DeliverAsync(id, cancellationToken);
    }

    /// <summary>The first waiting event of each key, where it is due and nobody else is at it.</summary>
    private async Task<List<long>> DueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        var now = clock.GetUtcNow();
        return await Heads(db)
            .Where(row => row.DueAt <= now && (row.LeaseUntil == null || row.LeaseUntil < now))
            .OrderBy(row => row.Id)
            .Select(row => row.Id)
            .Take(64)
            .ToListAsync(cancellationToken);
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        var next = await Heads(db).Select(row => (DateTimeOffset?)row.DueAt).OrderBy(due => due).FirstOrDefaultAsync(cancellationToken);
        var wait = next is null ? LongestWait : next.Value - clock.GetUtcNow();
        return wait < ShortestWait ? ShortestWait : wait > LongestWait ? LongestWait : wait;
    }

    private static IQueryable<OutboxEvent> Heads(StoreDb db) =>
        db.Outbox.AsNoTracking().Where(row => row.State == OutboxState.Waiting
            && !db.Outbox.Any(earlier => earlier.State == OutboxState.Waiting && earlier.Key == row.Key && earlier.Id < row.Id));

    [LoggerMessage(LogLevel.Error, "The outbox could not be read; trying again.")]
    private static partial void RoundFailed(ILogger log, Exception exception);
}
