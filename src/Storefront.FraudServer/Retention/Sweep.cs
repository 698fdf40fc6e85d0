using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Retention;

/// <summary>Takes away what is too old, a minute after the start and every hour.</summary>
internal sealed partial class Sweep(Purge purge, Database database, TimeProvider time, ILogger<Sweep> log) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(First, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
                timer.Period = Pause;
            }
        }
        catch (OperationCanceledException)
        {
            // the service stops
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.AloneAsync("retention", wait: false, async () =>
            {
                if (await purge.RunAsync(stoppingToken) is { IsNothing: false } gone)
                    Gone(log, gone.Events, gone.Fingerprints, gone.Shadows, gone.Counters, gone.Activities, gone.Velocities);
            });
        }
        catch (System.Data.Common.DbException e) // busy or full: what is too old waits for the next look
        {
            NotSwept(log, e);
        }
    }

    [LoggerMessage(LogLevel.Information, "Too old and gone: {Events} events, {Fingerprints} fingerprints, {Shadows} words of shadows, {Counters} counters, {Activities} activities, {Velocities} keys of velocities.")]
    private static partial void Gone(ILogger log, long events, long fingerprints, long shadows, long counters, long activities, long velocities);

    [LoggerMessage(LogLevel.Warning, "What is too old could not be taken away; it is tried again in an hour.")]
    private static partial void NotSwept(ILogger log, Exception exception);
}
