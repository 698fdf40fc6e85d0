using System.Threading.RateLimiting;

namespace Storefront.FraudServer.Portal.People;

/// <summary>Attempts to sign in from one address, whoever is named.</summary>
internal sealed class SignInRate : IDisposable
{
    public const int EachMinute = 20;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = EachMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>How long to wait, or null.</summary>
    public TimeSpan? Wait(string address)
    {
        using var lease = _limiter.AttemptAcquire(address);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    public void Dispose() => _limiter.Dispose();
}
