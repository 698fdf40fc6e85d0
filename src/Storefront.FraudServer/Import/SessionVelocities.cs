using System.Globalization;
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
        return Session!.All(
            """
            SELECT amount FROM velocity_bucket WHERE series = (SELECT id FROM velocity_series WHERE environment_id = ?1 AND velocity = ?2 AND key = ?3)
                AND unit = ?4 AND number BETWEEN ?5 AND ?6
            """,
            row => decimal.Parse(row.GetString(0), CultureInfo.InvariantCulture), environment, velocity, key, (int)window.Unit, last - window.Length, last).Sum();
    }
}
