using Storefront.FraudServer.Rules.Velocities;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Import;

/// <summary>Reads velocities in the transaction that counts them, so that an event sees what the one before it added.</summary>
internal sealed class SessionVelocities : IVelocityStore
{
    /// <summary>The transaction that is open.</summary>
    public WriteSession? Session { get; set; }

    public decimal Read(string environment, string velocity, string key, VelocityWindow window, DateTime now)
    {
        var last = VelocityWindow.UnitOf(now, window.Unit);
        return Session!.All(StoredVelocities.Sums, StoredVelocities.Amount, environment, velocity, new Key(key), (int)window.Unit, last - window.Length, last).Sum();
    }
}
