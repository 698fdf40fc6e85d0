using Storefront.FraudProtection;

namespace Storefront.Web.Fraud;

/// <summary>
/// Gets the token and opens the connection once after the start, so that the first shopper does not wait for either. Nothing
/// depends on it: without Fraud Protection the shop runs, and says so once.
/// </summary>
internal sealed partial class FraudProtectionWarmUp(FraudProtectionService fraud, PurchaseEvents events, ILogger<FraudProtectionWarmUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!events.Enabled)
            return;

        try
        {
            await fraud.CheckConnectionAsync(stoppingToken);
        }
        catch (FraudProtectionException e)
        {
            NotReached(log, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Fraud Protection could not be reached at the start. Orders follow the setting WhenUnavailable until it can.")]
    private static partial void NotReached(ILogger log, Exception exception);
}
