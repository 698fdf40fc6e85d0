using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Hosting;

namespace Storefront.Web.Features.Refunds;

/// <summary>Set when a refund is to be paid.</summary>
internal sealed class RefundSignal : Signal;

/// <summary>Pays what is due, apart from the requests that decided it. It looks when signalled and when the next one is due.</summary>
internal sealed partial class RefundWorker(IServiceScopeFactory scopes, RefundSignal signal, TimeProvider clock, ILogger<RefundWorker> log) : BackgroundService
{
    private const int AtOnce = 4;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = LongestWait;
            try
            {
                var (due, next) = await LookAsync(stoppingToken);
                await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, PayAsync);
                wait = due.Count > 0 ? TimeSpan.Zero : next is null ? LongestWait : Clamp(next.Value - clock.GetUtcNow());
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                RoundFailed(log, e);
                wait = ShortestWait;
            }

            if (wait > TimeSpan.Zero)
                await signal.WaitAsync(wait, clock, stoppingToken);
        }
    }

    private async ValueTask PayAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RefundRunner>().RunAsync(id, cancellationToken);
    }

    private async Task<(List<Guid> Due, DateTimeOffset? Next)> LookAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        var now = clock.GetUtcNow();
        var open = db.Refunds.AsNoTracking().Where(refund => refund.State == RefundState.Paying);
        var due = await open
            .Where(refund => refund.DueAt <= now && (refund.LeaseUntil == null || refund.LeaseUntil < now))
            .OrderBy(refund => refund.DueAt).Select(refund => refund.Id).Take(32).ToListAsync(cancellationToken);
        var nextDue = await open.Where(refund => refund.DueAt > now).MinAsync(refund => (DateTimeOffset?)refund.DueAt, cancellationToken);
        var nextLease = await open.Where(refund => refund.LeaseUntil >= now).MinAsync(refund => refund.LeaseUntil, cancellationToken);
        return (due, nextDue < nextLease || nextLease is null ? nextDue : nextLease);
    }

    private static TimeSpan Clamp(TimeSpan wait) => wait > LongestWait ? LongestWait : wait < ShortestWait ? ShortestWait : wait;

    [LoggerMessage(LogLevel.Error, "A round of refunds stopped with an error; it is taken up again from what is stored.")]
    private static partial void RoundFailed(ILogger log, Exception exception);
}
