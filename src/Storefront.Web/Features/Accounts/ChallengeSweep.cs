using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Storefront.Web.Features.Accounts;

/// <summary>Notices the codes nobody entered: the sign-up or sign-in was given up, and Fraud Protection is told so.</summary>
internal sealed partial class ChallengeSweep(IServiceScopeFactory scopes, IOptions<AccountProtectionOptions> options, TimeProvider clock, ILogger<ChallengeSweep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Mode == AccountProtectionMode.Off)
            return;

        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbException or DbUpdateException)
            {
                Failed(log, e);
            }
        }
    }

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        while (await scope.ServiceProvider.GetRequiredService<Challenges>().GiveUpAsync(cancellationToken) > 0)
        {
            // the next hundred
        }
    }

    [LoggerMessage(LogLevel.Warning, "Codes nobody entered could not be closed; trying again in a minute.")]
    private static partial void Failed(ILogger log, Exception exception);
}
