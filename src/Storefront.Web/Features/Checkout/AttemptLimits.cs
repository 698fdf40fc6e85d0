using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Storefront.Web.Data;

namespace Storefront.Web.Features.Checkout;

/// <summary>Counts attempts in the database, so that restarts and further instances change nothing.</summary>
internal sealed class AttemptLimits(StoreDb db, IOptions<CheckoutOptions> options, TimeProvider clock)
{
    /// <summary>How long to wait before this attempt may begin; null when it may begin now.</summary>
    public async Task<TimeSpan?> WaitAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var limit = options.Value;
        var since = clock.GetUtcNow() - limit.Window;
        var recent = db.Attempts.AsNoTracking().Where(other => other.CreatedAt > since);
        return await FullUntilAsync(recent.Where(other => other.CardFingerprint == attempt.CardFingerprint), limit.AttemptsPerCard, cancellationToken)
            ?? await FullUntilAsync(recent.Where(other => other.EmailKey == attempt.EmailKey), limit.AttemptsPerEmail, cancellationToken)
            ?? await FullUntilAsync(recent.Where(other => other.AddressKey == attempt.AddressKey), limit.AttemptsPerAddress, cancellationToken)
            ?? await FullUntilAsync(recent.Where(other => other.IpAddress == attempt.IpAddress), limit.AttemptsPerIp, cancellationToken);
    }

    /// <summary>When the limit is reached: until the oldest attempt that counts leaves the window.</summary>
    private async Task<TimeSpan?> FullUntilAsync(IQueryable<Attempt> same, int limit, CancellationToken cancellationToken)
    {
        var newest = await same.OrderByDescending(other => other.CreatedAt).Select(other => other.CreatedAt).Take(limit).ToListAsync(cancellationToken);
        return newest.Count < limit ? null : newest[^1] + options.Value.Window - clock.GetUtcNow();
    }
}
