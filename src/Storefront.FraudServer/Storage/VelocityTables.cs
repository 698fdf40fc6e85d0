using System.Globalization;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.FraudServer.Storage;

/// <summary>Adds what an event counts for, in the transaction that keeps the event.</summary>
internal static class VelocityTables
{
    private static readonly WindowUnit[] Units = Enum.GetValues<WindowUnit>();

    public static void Add(WriteSession session, VelocityUpdate update)
    {
        var series = Series(session, update);
        switch (update.Kind)
        {
            case VelocityKind.DistinctCount:
                See(session, series, update);
                break;
            case VelocityKind.Sum:
                foreach (var unit in Units)
                    Sum(session, series, unit, VelocityWindow.UnitOf(update.At, unit), update.Amount);
                break;
            default:
                Count(session, series, update.At);
                break;
        }

        foreach (var unit in Units)
            session.Execute(
                "DELETE FROM velocity_bucket WHERE series = $1 AND unit = $2 AND number < $3",
                series, (int)unit, VelocityWindow.UnitOf(update.At, unit) - VelocityWindow.UnitsKept(unit) + 1);
    }

    /// <summary>Forgets a key with all it has counted.</summary>
    public static void Remove(WriteSession session, long series)
    {
        session.Execute("DELETE FROM velocity_bucket WHERE series = $1", series);
        session.Execute("DELETE FROM velocity_value WHERE series = $1", series);
        session.Execute("DELETE FROM velocity_series WHERE id = $1", series);
    }

    private static long Series(WriteSession session, VelocityUpdate update)
    {
        const string Find = "SELECT id FROM velocity_series WHERE environment_id = $1 AND velocity = $2 AND key = $3";
        return (long)(session.Scalar(Find, update.Environment, update.Velocity, new Key(update.Key)) ?? session.Scalar(
            "INSERT INTO velocity_series (environment_id, velocity, key) VALUES ($1, $2, $3) RETURNING id", update.Environment, update.Velocity, new Key(update.Key))!);
    }

    private static void See(WriteSession session, long series, VelocityUpdate update)
    {
        if (session.Scalar("SELECT seen_at FROM velocity_value WHERE series = $1 AND value = $2", series, new Key(update.Value)) is long before)
        {
            if (before >= update.At.Ticks)
                return;
            foreach (var unit in Units)
                session.Execute(
                    "UPDATE velocity_bucket SET amount = CAST(CAST(amount AS BIGINT) - 1 AS TEXT) WHERE series = $1 AND unit = $2 AND number = $3",
                    series, (int)unit, VelocityWindow.UnitOf(new DateTime(before, DateTimeKind.Utc), unit));
        }

        session.Execute(
            "INSERT INTO velocity_value (series, value, seen_at) VALUES ($1, $2, $3) ON CONFLICT (series, value) DO UPDATE SET seen_at = excluded.seen_at",
            series, new Key(update.Value), update.At.Ticks);
        Count(session, series, update.At);
        session.Execute("DELETE FROM velocity_value WHERE series = $1 AND seen_at < $2", series, OldestSeen(update.At));
    }

    private static void Count(WriteSession session, long series, DateTime at)
    {
        foreach (var unit in Units)
            session.Execute(
                "INSERT INTO velocity_bucket (series, unit, number, amount) VALUES ($1, $2, $3, '1') ON CONFLICT (series, unit, number) DO UPDATE SET amount = CAST(CAST(velocity_bucket.amount AS BIGINT) + 1 AS TEXT)",
                series, (int)unit, VelocityWindow.UnitOf(at, unit));
    }

    // Added here and not by the database: SQLite's numbers are binary.
    private static void Sum(WriteSession session, long series, WindowUnit unit, long number, decimal amount)
    {
        if (session.Scalar("SELECT amount FROM velocity_bucket WHERE series = $1 AND unit = $2 AND number = $3", series, (int)unit, number) is string sum)
            amount += decimal.Parse(sum, CultureInfo.InvariantCulture);
        session.Execute(
            "INSERT INTO velocity_bucket (series, unit, number, amount) VALUES ($1, $2, $3, $4) ON CONFLICT (series, unit, number) DO UPDATE SET amount = excluded.amount",
            series, (int)unit, number, amount.ToString(CultureInfo.InvariantCulture));
    }

    // The longest window is so many days and the running one.
    private static long OldestSeen(DateTime now) =>
        (VelocityWindow.UnitOf(now, WindowUnit.Day) - VelocityWindow.UnitsKept(WindowUnit.Day) + 1) * TimeSpan.TicksPerDay;
}
