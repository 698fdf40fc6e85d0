namespace Storefront.FraudServer.Rules.Velocities;

/// <summary>
/// One velocity for one key: a sum per second, minute, hour and day, each kept just as long as a window may ask for it.
/// A distinct value counts in the unit it was last seen in, so the sum over a window is the number of values seen in it.
/// </summary>
internal sealed class VelocitySeries
{
    private readonly Lock guard = new();
    private readonly SortedList<long, decimal>[] buckets = [new(), new(), new(), new()];
    private readonly Dictionary<string, DateTime> lastSeen = new(StringComparer.Ordinal);

    public void Add(VelocityUpdate update)
    {
        lock (guard)
        {
            if (update.Kind != VelocityKind.DistinctCount)
                Add(update.At, update.Amount);
            else if (!lastSeen.TryGetValue(update.Value, out var before))
                See(update);
            else if (before < update.At)
            {
                Add(before, -1);
                See(update);
            }
        }
    }

    public decimal Read(VelocityWindow window, DateTime now)
    {
        var last = VelocityWindow.UnitOf(now, window.Unit);
        var first = last - window.Length;
        decimal sum = 0;
        lock (guard)
        {
            var kept = buckets[(int)window.Unit];
            for (var i = kept.Count - 1; i >= 0 && kept.Keys[i] >= first; i--)
                if (kept.Keys[i] <= last)
                    sum += kept.Values[i];
        }
        return sum;
    }

    private void See(VelocityUpdate update)
    {
        lastSeen[update.Value] = update.At;
        Add(update.At, 1);
    }

    private void Add(DateTime at, decimal amount)
    {
        foreach (var unit in Enum.GetValues<WindowUnit>())
        {
            var kept = buckets[(int)unit];
            var number = VelocityWindow.UnitOf(at, unit);
            var newest = Math.Max(number, kept.Count == 0 ? number : kept.Keys[^1]);
            var oldest = newest - VelocityWindow.UnitsKept(unit) + 1;
            if (number < oldest)
                continue; // no window can reach it any more
            kept[number] = (kept.TryGetValue(number, out var sum) ? sum : 0) + amount;
            while (kept.Keys[0] < oldest)
                kept.RemoveAt(0);
        }
    }
}
