using System.Data.Common;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Hosting;

namespace Storefront.FraudServer.Publishing;

/// <summary>Looks every other second for versions and shadows that another instance published or started.</summary>
internal sealed partial class RuleWatch(ActiveRules rules, RuleVersions versions, Shadows shadows, TimeProvider time, ILogger<RuleWatch> log) : Watch(TimeSpan.FromSeconds(2), time)
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Look(); // shadows that ran before the start go on at once
        return base.ExecuteAsync(stoppingToken);
    }

    protected override void Look()
    {
        try
        {
            rules.Refresh(versions);
            shadows.Refresh();
        }
        catch (DbException e) // busy, or a disk that comes back: the next look shows
        {
            NotSeen(log, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The published rules could not be read; it is tried again.")]
    private static partial void NotSeen(ILogger log, Exception exception);
}
