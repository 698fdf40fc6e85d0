using Storefront.FraudProtection;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Settings;

/// <summary>What was tried with settings, and what came back.</summary>
/// <param name="Endpoint">The service that was to be reached.</param>
/// <param name="Authority">Who was asked for a token.</param>
/// <param name="HasToken">Whether there was a token.</param>
/// <param name="IsHealthy">Whether the service said that it is there.</param>
/// <param name="Message">What went wrong, for an administrator.</param>
/// <param name="Took">From asking for the token to the end.</param>
internal sealed record ConnectionTest(Uri? Endpoint, Uri? Authority, bool HasToken, bool IsHealthy, string? Message, TimeSpan Took)
{
    /// <summary>Gets a token and asks the service whether it is there, with a client of its own. Sends no event.</summary>
    public static async Task<ConnectionTest> RunAsync(FraudConnection connection, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        FraudProtectionException? failure = null;
        try
        {
            await connection.Service.CheckConnectionAsync(cancellationToken);
        }
        catch (FraudProtectionException e)
        {
            failure = e;
        }

        return new ConnectionTest(
            connection.Options.Endpoint, connection.Options.Authority, failure is not { IsTokenFailure: true }, failure is null, failure?.Message, clock.GetElapsedTime(started));
    }
}
