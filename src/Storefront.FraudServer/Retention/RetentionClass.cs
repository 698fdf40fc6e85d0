using Storefront.FraudServer.Events;

namespace Storefront.FraudServer.Retention;

/// <summary>What belongs to which class of data, and when a class ends.</summary>
internal static class RetentionClass
{
    private static readonly HashSet<string> Observations = EventKind.All
        .Where(kind => kind.Assessment is null && kind.Name is not ("UpdateAccount" or "AccountUpdate")).Select(kind => kind.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether an event tells what became of another one.</summary>
    public static bool IsObservation(string eventName) => Observations.Contains(eventName);

    /// <summary>What is older than this goes: milliseconds since 1970. Nothing does when a class is kept for good.</summary>
    public static long Before(DateTimeOffset now, int days) => days == 0 ? long.MinValue : (now - TimeSpan.FromDays(days)).ToUnixTimeMilliseconds();
}
