using Microsoft.Extensions.Logging;
using Microsoft.Identity.Client;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Storefront.FraudProtection.Tokens;

/// <summary>One token for everybody. However many callers need a new one at the same moment, one of them asks.</summary>
internal sealed partial class AccessTokenSource(
    FraudProtectionOptions options, CredentialSource credentials, IMsalHttpClientFactory network, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan PauseAfterFailedRefresh = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly TokenAuthority authority = new(options, network);
    private AccessToken? current;
    private Task<AccessToken>? inFlight;

    public async Task<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        Task<AccessToken> request;
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (current is { } token && now < token.UsableUntil)
            {
                if (now >= token.RefreshAt && inFlight is null)
                    _ = RefreshAheadAsync(inFlight = RequestAsync(), token);
                return token;
            }

            request = inFlight ??= RequestAsync();
        }

        return await request.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets a token the service refused, unless a newer one has taken its place.</summary>
    public void Drop(AccessToken refused)
    {
        lock (gate)
        {
            if (ReferenceEquals(current, refused))
                current = null;
        }
    }

    // Started on the pool: no caller's cancellation may end what others wait for, and the lock is held while it is started.
    private Task<AccessToken> RequestAsync() => Task.Run(async () =>
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        try
        {
            var credential = await credentials(limit.Token).AsTask().WaitAsync(limit.Token).ConfigureAwait(false);
            var result = await authority.AskAsync(credential, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
            var token = AccessToken.Issued(result.AccessToken, time.GetUtcNow(), result.ExpiresOn);
            lock (gate)
                current = token;
            return token;
        }
        catch (Exception e)
        {
            throw TokenFailure.Explain(e, options, time);
        }
        finally
        {
            lock (gate)
                inFlight = null;
        }
    });

    private async Task RefreshAheadAsync(Task<AccessToken> request, AccessToken old)
    {
        try
        {
            await request.ConfigureAwait(false);
        }
        catch (FraudProtectionException e)
        {
            old.RefreshAt = time.GetUtcNow() + PauseAfterFailedRefresh;
            LogRefreshFailed(log, old.UsableUntil, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A new Fraud Protection token could not be had yet; the old one is used until {UsableUntil}.")]
    private static partial void LogRefreshFailed(ILogger log, DateTimeOffset usableUntil, Exception exception);
}
