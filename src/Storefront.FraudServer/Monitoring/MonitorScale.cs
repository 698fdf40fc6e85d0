namespace Storefront.FraudServer.Monitoring;

/// <summary>How far the monitors look back, and how finely.</summary>
public sealed record MonitorScale(int Number, string Key, string Name, TimeSpan Slot, int Slots)
{
    public static IReadOnlyList<MonitorScale> All { get; } =
    [
        new(0, "hour", "1 hour", TimeSpan.FromMinutes(1), 60),
        new(1, "two-days", "48 hours", TimeSpan.FromMinutes(15), 192),
        new(2, "week", "8 days", TimeSpan.FromHours(1), 192),
    ];

    public static MonitorScale Of(string? key) => All.FirstOrDefault(scale => scale.Key == key) ?? All[0];

    public long SlotOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / (long)Slot.TotalSeconds;

    /// <summary>When a slot begins.</summary>
    public DateTimeOffset Begin(long slot) => DateTimeOffset.FromUnixTimeSeconds(slot * (long)Slot.TotalSeconds);

    /// <summary>The first slot that is shown, and kept, at a time.</summary>
    public long First(DateTimeOffset now) => SlotOf(now) - Slots + 1;
}

/// <summary>What is counted of an event.</summary>
internal static class Facet
{
    /// <summary>The status the caller got.</summary>
    public const string Answer = "answer";
    public const string Decision = "decision";

    /// <summary>Rule and clause that decided, and what.</summary>
    public const string Rule = "rule";

    /// <summary>The risk score, by hundreds.</summary>
    public const string Score = "score";

    /// <summary>The bot score, by hundreds.</summary>
    public const string Bot = "bot";

    /// <summary>Where the device is, by the operator's table.</summary>
    public const string Country = "country";

    /// <summary>The status of an answer, those included that never came as far as an event; of the whole service.</summary>
    public const string Served = "served";

    /// <summary>How long answers took, by steps: the upper end in milliseconds.</summary>
    public const string Took = "took";

    /// <summary>What became of external calls.</summary>
    public const string Called = "called";

    /// <summary>How long external calls took, by steps.</summary>
    public const string CallTook = "call took";

    /// <summary>What an observation says: kind and status.</summary>
    public const string Told = "told";
}
