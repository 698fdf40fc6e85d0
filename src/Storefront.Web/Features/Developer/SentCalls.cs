namespace Storefront.Web.Features.Developer;

/// <summary>The latest calls to Fraud Protection, for the panel. In Development only, in memory only.</summary>
internal sealed class SentCalls
{
    public const int Kept = 200;

    private static readonly TimeSpan Consequences = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private readonly List<SentCall> calls = []; // oldest first
    private readonly Dictionary<string, DateTimeOffset> begun = new(StringComparer.Ordinal);
    private volatile int last;

    public bool IsEmpty => last == 0;

    /// <summary>The same body to the same address is the same call, tried again.</summary>
    public void Add(Uri address, string correlationId, string environmentId, string body, SentAttempt attempt)
    {
        lock (gate)
        {
            var known = calls.FindLastIndex(call => call.Address == address && call.Body == body);
            var call = known < 0
                ? new SentCall { Number = last = last + 1, Address = address, CorrelationId = correlationId, EnvironmentId = environmentId, Body = body }
                : calls[known];
            if (known >= 0)
                calls.RemoveAt(known);
            calls.Add(call with { Attempts = [.. call.Attempts, attempt] });
            if (calls.Count > Kept)
                calls.RemoveAt(0);
        }
    }

    /// <summary>What went out lately, newest first.</summary>
    public IReadOnlyList<SentCall> Latest(int count)
    {
        lock (gate)
            return [.. calls.AsEnumerable().Reverse().Take(count)];
    }

    /// <summary>What an action at that time led to, in the order it went out. Whatever the outbox sends comes a moment later.</summary>
    public IReadOnlyList<SentCall> After(DateTimeOffset action)
    {
        lock (gate)
            return [.. calls.Where(call => call.Last.At >= action && call.Attempts[0].At <= action + Consequences).OrderBy(call => call.Number)];
    }

    /// <summary>An action sent the browser on to this page.</summary>
    public void LeadsTo(string page, DateTimeOffset action)
    {
        lock (gate)
        {
            if (begun.Count >= Kept)
                begun.Remove(begun.MinBy(entry => entry.Value).Key);
            begun[page] = action;
        }
    }

    /// <summary>When the action began that led to this page, or null.</summary>
    public DateTimeOffset? BeginningOf(string page)
    {
        lock (gate)
            return begun.Count > 0 && begun.TryGetValue(page, out var action) ? action : null;
    }
}
