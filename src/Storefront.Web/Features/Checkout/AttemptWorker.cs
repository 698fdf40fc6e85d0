using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Hosting;

namespace Storefront.Web.Features.Checkout;

/// <summary>Set when an attempt has something to do.</summary>
internal sealed class AttemptSignal : Signal;

/// <summary>
/// Runs attempts apart from the requests that started them: a shopper who leaves, a slow bank or a restart stops none of
/// them. It looks when signalled and when the next one is due.
/// </summary>
internal sealed partial class AttemptWorker(IServiceScopeFactory scopes, AttemptSignal signal, TimeProvider clock, ILogger<AttemptWorker> log) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<Guid, Task> running = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Starts the attempt, or joins it where it is running, and waits for it no longer than given.</summary>
    public async Task RunAsync(Guid id, TimeSpan atMost)
    {
        var run = Start(id);
        await Task.WhenAny(run, Task.Delay(atMost, clock));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // What is running ends by itself within the limits of its calls; what is cut off is resumed from what it stored.
        await Task.WhenAny(Task.WhenAll(running.Values), Task.Delay(Timeout.Infinite, cancellationToken));
        await stopping.CancelAsync();
    }

    public override void Dispose()
    {
        stopping.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = LongestWait;
            try
            {
                var (due, next) = await LookAsync(stoppingToken);
                foreach (var id in due)
                    _ = Start(id);
                wait = next is null ? LongestWait : Clamp(next.Value - clock.GetUtcNow());
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LookFailed(log, e);
                wait = TimeSpan.FromSeconds(1);
            }

            await signal.WaitAsync(wait, clock, stoppingToken);
        }
    }

    private Task Start(Guid id)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = running.GetOrAdd(id, started.Task);
        if (run == started.Task)
            _ = Task.Run(() => RunToEndAsync(id, started));
        return run;
    }

    private async Task RunToEndAsync(Guid id, TaskCompletionSource done)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AttemptRunner>().RunAsync(id, stopping.Token);
        }
        catch (Exception e)
        {
            // The lease keeps others off for some seconds, then it is tried again from what is stored.
            if (!stopping.IsCancellationRequested)
                RunFailed(log, id, e);
        }
        finally
        {
            running.TryRemove(id, out _);
            done.SetResult();
        }
    }

    private async Task<(List<Guid> Due, DateTimeOffset? Next)> LookAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        var now = clock.GetUtcNow();
        var open = db.Attempts.AsNoTracking().Where(attempt => attempt.Step != AttemptStep.Finished);
        var due = await open
            .Where(attempt => attempt.DueAt <= now && (attempt.LeaseUntil == null || attempt.LeaseUntil < now))
            .OrderBy(attempt => attempt.DueAt).Select(attempt => attempt.Id).Take(32).ToListAsync(cancellationToken);
        var nextDue = await open.Where(attempt => attempt.DueAt > now).MinAsync(attempt => (DateTimeOffset?)attempt.DueAt, cancellationToken);
        var nextLease = await open.Where(attempt => attempt.LeaseUntil >= now).MinAsync(attempt => attempt.LeaseUntil, cancellationToken);
        return (due, nextDue < nextLease || nextLease is null ? nextDue : nextLease);
    }

    private static TimeSpan Clamp(TimeSpan wait) =>
        wait > LongestWait ? LongestWait : wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait;

    [LoggerMessage(LogLevel.Error, "Attempt {Id} stopped with an error; it is taken up again from what is stored.")]
    private static partial void RunFailed(ILogger log, Guid id, Exception exception);

    [LoggerMessage(LogLevel.Error, "The open attempts could not be read; trying again.")]
    private static partial void LookFailed(ILogger log, Exception exception);
}
