using System.Collections.Concurrent;

namespace Storefront.FraudServer.Tokens;

/// <summary>
/// Counts refused token requests by client and caller address. Only refusals are ever slowed: whoever proves itself is
/// served whatever others tried under its name.
/// </summary>
internal sealed class FailedRequests(TimeProvider time)
{
    private const int Allowed = 20;
    private const int Remembered = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Since)> _failures = new(StringComparer.Ordinal);

    /// <summary>Notes a failure. The time to wait when there were too many, else null.</summary>
    public TimeSpan? Add(string client, string address)
    {
        var now = time.GetUtcNow();
        if (_failures.Count >= Remembered)
            foreach (var (key, (_, since)) in _failures)
                if (now - since >= Window || _failures.Count >= 2 * Remembered)
                    _failures.TryRemove(key, out _);

        var (count, start) = _failures.AddOrUpdate(
            $"{client} {address}", _ => (1, now), (_, seen) => now - seen.Since >= Window ? (1, now) : (seen.Count + 1, seen.Since));
        return count > Allowed ? start + Window - now : null;
    }
}
