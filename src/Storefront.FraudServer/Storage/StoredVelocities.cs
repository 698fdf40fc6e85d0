using System.Data.Common;
using System.Globalization;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.FraudServer.Storage;

/// <summary>
/// Reads what has been counted and committed, on connections of its own. What cannot be read counts as nothing: a rule goes on.
/// </summary>
internal sealed partial class StoredVelocities(Database database, ILogger<StoredVelocities> log) : IVelocityStore
{
    /// <summary>The counts of the units of a window: environment, velocity, key, unit, first and last.</summary>
    public const string Sums =
        """
        SELECT amount FROM velocity_bucket
        WHERE series = (SELECT id FROM velocity_series WHERE environment_id = $1 AND velocity = $2 AND key = $3)
            AND unit = $4 AND number BETWEEN $5 AND $6
        """;

    public decimal Read(string environment, string velocity, string key, VelocityWindow window, DateTime now)
    {
        try
        {
            var last = VelocityWindow.UnitOf(now, window.Unit);
            return database.Read(Sums, Amount, environment, velocity, new Key(key), (int)window.Unit, last - window.Length, last).Sum();
        }
        catch (DbException e)
        {
            Unreadable(log, velocity, e);
            return 0;
        }
    }

    public static decimal Amount(DbDataReader row) => decimal.Parse(row.GetString(0), CultureInfo.InvariantCulture);

    [LoggerMessage(LogLevel.Error, "The velocity {Velocity} could not be read; the rule went on with 0.")]
    private static partial void Unreadable(ILogger log, string velocity, Exception exception);
}
