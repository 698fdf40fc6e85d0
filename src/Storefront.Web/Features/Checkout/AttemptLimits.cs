using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Storefront.Web.Data;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Features.Checkout;

/// <summary>How many new attempts may begin within <see cref="Window"/>: what card testing runs into.</summary>
internal sealed class AttemptLimitOptions : ISettings
{
    public static string Section => "Checkout";

    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(10);

    public int AttemptsPerCard { get; set; } = 5;

    public int AttemptsPerEmail { get; set; } = 10;

    public int AttemptsPerAddress { get; set; } = 10;

    public int AttemptsPerIp { get; set; } = 60;

    public IEnumerable<string> Problems(bool development)
    {
        if (Window <= TimeSpan.Zero || Window > TimeSpan.FromDays(1))
            yield return "Checkout__Window must be longer than nothing and at most a day. Example: Checkout__Window=00:10:00";
        foreach (var (name, value) in new[] { (nameof(AttemptsPerCard), AttemptsPerCard), (nameof(AttemptsPerEmail), AttemptsPerEmail), (nameof(AttemptsPerAddress), AttemptsPerAddress), (nameof(AttemptsPerIp), AttemptsPerIp) })
        {
            if (value is < 1 or > 100_000)
                yield return $"Checkout__{name} must be from 1 to 100000. Example: Checkout__{name}=10";
        }
    }
}

/// <summary>Counts attempts in the database, so that restarts and further instances change nothing.</summary>
internal sealed class AttemptLimits(StoreDb db, IOptions<AttemptLimitOptions> options, TimeProvider clock)
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
