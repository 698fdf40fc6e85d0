using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Storefront.Web.Features.Accounts;

/// <summary>
/// Counts tries per address typed and per caller, so that passwords cannot be guessed by the thousand. An address nobody has an
/// account of is counted like any other. Kept in memory: a restart forgives, and beside it every account has its own lockout.
/// </summary>
internal sealed class AccountThrottle(IOptions<AccountOptions> options, TimeProvider clock)
{
    private const int Crowded = 50_000;

    private readonly ConcurrentDictionary<(string Kind, string Value), Tally> tallies = new();

    /// <summary>Counts one try. The answer is how long to wait where that was one too many; null lets it through.</summary>
    public TimeSpan? Count(string door, string? email, HttpContext caller)
    {
        var limits = options.Value;
        var now = clock.GetUtcNow();
        if (tallies.Count > Crowded)
            Forget(now);

        var waits = new[]
        {
            Take((door + " ip", caller.Connection.RemoteIpAddress?.ToString() ?? ""), limits.TriesPerIp, now),
            Take((door + " email", (email ?? "").Trim().ToUpperInvariant()), limits.TriesPerEmail, now),
        };
        return waits.Max();
    }

    private TimeSpan? Take((string Kind, string Value) key, int limit, DateTimeOffset now)
    {
        var tally = tallies.AddOrUpdate(
            key,
            _ => new Tally(1, now + options.Value.Window),
            (_, old) => old.Until <= now ? new Tally(1, now + options.Value.Window) : old with { Tries = old.Tries + 1 });
        return tally.Tries > limit ? tally.Until - now : null;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, tally) in tallies)
        {
            if (tally.Until <= now)
                tallies.TryRemove(new(key, tally));
        }
    }

    private sealed record Tally(int Tries, DateTimeOffset Until);
}
