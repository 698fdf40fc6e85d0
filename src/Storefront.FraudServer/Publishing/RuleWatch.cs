using Microsoft.Data.Sqlite;
using Storefront.FraudServer.Events;

namespace Storefront.FraudServer.Publishing;

/// <summary>Looks every other second for versions that another instance published.</summary>
internal sealed partial class RuleWatch(ActiveRules rules, RuleVersions versions, TimeProvider time, ILogger<RuleWatch> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (rules.IsFile)
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                Look();
        }
        catch (OperationCanceledException)
        {
            // the service stops
        }
    }

    private void Look()
    {
        try
        {
            rules.Refresh(versions);
        }
        catch (SqliteException e) // busy, or a disk that comes back: the next look shows
        {
            NotSeen(log, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The published rules could not be read; it is tried again.")]
    private static partial void NotSeen(ILogger log, Exception exception);
}
