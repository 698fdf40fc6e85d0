using Microsoft.Data.Sqlite;
using Storefront.FraudServer.Events;

namespace Storefront.FraudServer.Publishing;

/// <summary>Looks every other second for versions and shadows that another instance published or started.</summary>
internal sealed partial class RuleWatch(ActiveRules rules, RuleVersions versions, Shadows shadows, TimeProvider time, ILogger<RuleWatch> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Look();
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
            shadows.Refresh();
        }
        catch (SqliteException e) // busy, or a disk that comes back: the next look shows
        {
            NotSeen(log, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The published rules could not be read; it is tried again.")]
    private static partial void NotSeen(ILogger log, Exception exception);
}
