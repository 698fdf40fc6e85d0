using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Settings;

/// <summary>Notices within seconds what another instance on the same database saved: one look at a primary key each time.</summary>
internal sealed partial class SettingsWatch(IServiceScopeFactory scopes, LiveSettings live, TimeProvider clock, ILogger<SettingsWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private int seen;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Pause, clock);
        while (await rounds.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbException or InvalidOperationException or JsonException)
            {
                LookFailed(log, e);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var versions = scope.ServiceProvider.GetRequiredService<StoreDb>().SettingsVersions.AsNoTracking();
        if (await versions.MaxAsync(version => (int?)version.Number, cancellationToken) is not { } newest || newest <= Math.Max(seen, live.Current.Version))
            return;

        seen = newest;                                         // also where it cannot be used: it is said once
        live.Follow(await versions.SingleAsync(version => version.Number == newest, cancellationToken));
        await FraudProtectionWarmUp.WarmAsync(live.Current.Fraud, log, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Whether another instance changed the settings could not be seen; it is looked again.")]
    private static partial void LookFailed(ILogger log, Exception exception);
}
