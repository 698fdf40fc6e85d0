using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Storefront.FraudServer.Rules.Velocities;

/// <summary>Counts in memory: what the commands use.</summary>
internal sealed class MemoryVelocityStore : IVelocityStore
{
    private readonly ConcurrentDictionary<SeriesKey, VelocitySeries> series = new();

    public decimal Read(string environment, string velocity, string key, VelocityWindow window, DateTime now) =>
        series.TryGetValue(new SeriesKey(environment, velocity, key), out var found) ? found.Read(window, now) : 0;

    /// <summary>Adds all updates of one event.</summary>
    public void Apply(IReadOnlyList<VelocityUpdate> updates)
    {
        foreach (var update in updates)
            series.GetOrAdd(new SeriesKey(update.Environment, update.Velocity, update.Key), _ => new VelocitySeries()).Add(update);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct SeriesKey(string Environment, string Velocity, string Key);
}
