using Storefront.FraudProtection;
using Storefront.Web.Features.Settings;

namespace Storefront.Web.Fraud;

/// <summary>
/// Gets the token and opens the connection once after the start, so that the first shopper does not wait for either. Nothing
/// depends on it: without Fraud Protection the shop runs, and says so once.
/// </summary>
internal sealed partial class FraudProtectionWarmUp(LiveSettings live, ILogger<FraudProtectionWarmUp> log) : BackgroundService
{
    /// <summary>The same for a connection that was swapped in later.</summary>
    public static async Task WarmAsync(FraudConnection connection, ILogger log, CancellationToken cancellationToken)
    {
        if (!connection.Enabled)
            return;

        try
        {
            await connection.Service.CheckConnectionAsync(cancellationToken);
        }
        catch (FraudProtectionException e)
        {
            NotReached(log, e);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => WarmAsync(live.Current.Fraud, log, stoppingToken);

    [LoggerMessage(LogLevel.Warning, "Fraud Protection could not be reached beforehand. Orders follow the setting WhenUnavailable until it can.")]
    private static partial void NotReached(ILogger log, Exception exception);
}
