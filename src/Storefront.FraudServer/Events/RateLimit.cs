using System.Threading.RateLimiting;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Tokens;

namespace Storefront.FraudServer.Events;

/// <summary>Events a client may send each second, if the operator set a limit; a second's worth may come at once.</summary>
internal sealed class RateLimit : IDisposable
{
    private readonly PartitionedRateLimiter<Credential>? _limiter;

    public RateLimit(FraudServerSettings settings)
    {
        if (settings.RequestsPerSecond > 0)
            _limiter = PartitionedRateLimiter.Create<Credential, string>(caller => RateLimitPartition.GetTokenBucketLimiter(
                $"{caller.Tenant} {caller.ClientId}",
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = settings.RequestsPerSecond,
                    TokensPerPeriod = settings.RequestsPerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    QueueLimit = 0,
                }));
    }

    /// <summary>How long the caller has to wait, or null.</summary>
    public TimeSpan? Wait(Credential caller)
    {
        if (_limiter is null)
            return null;
        using var lease = _limiter.AttemptAcquire(caller);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => _limiter?.Dispose();
}
