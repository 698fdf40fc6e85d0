using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Rules.Velocities;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Retention;

/// <summary>How much went.</summary>
internal sealed record Purged(long Events, long Fingerprints, long Shadows, long Counters, long Activities, long Velocities)
{
    public bool IsNothing => Events + Fingerprints + Shadows + Counters + Activities + Velocities == 0;
}

/// <summary>
/// Takes away what is older than its class may become, piece by piece: each piece is one short piece of work among the events that are
/// being written, so that nobody waits for it.
/// </summary>
internal sealed class Purge(FraudServerSettings settings, Writer writer, TimeProvider time)
{
    private const int Piece = 100;
    private const int SeriesPiece = 200;

    public async Task<Purged> RunAsync(CancellationToken cancellationToken)
    {
        var (keep, now) = (settings.Retention, time.GetUtcNow());
        var events = 0L;
        foreach (var name in await NamesAsync())
            events += await EventsAsync(name, RetentionClass.Before(now, RetentionClass.IsObservation(name) ? keep.ObservationDays : keep.EventDays), cancellationToken);
        var fingerprints = await RepeatAsync(keep.FingerprintDays, session => session.Execute(
            "DELETE FROM device_session WHERE session_id IN (SELECT session_id FROM device_session WHERE at < $1 ORDER BY at LIMIT $2)",
            RetentionClass.Before(now, keep.FingerprintDays), Piece), cancellationToken);
        var counters = await RepeatAsync(keep.CounterDays, session => session.Execute(
            "DELETE FROM rule_hit WHERE hour = (SELECT MIN(hour) FROM rule_hit) AND hour < $1", RetentionClass.Before(now, keep.CounterDays) / 3_600_000), cancellationToken);
        counters += await RepeatAsync(keep.CounterDays, session => session.Execute(
            "DELETE FROM report_count WHERE day = (SELECT MIN(day) FROM report_count) AND day < $1", RetentionClass.Before(now, keep.CounterDays) / 86_400_000), cancellationToken);
        return new(events, fingerprints, await ShadowsAsync(RetentionClass.Before(now, keep.ShadowDays), cancellationToken), counters,
            await ActivitiesAsync(now, cancellationToken), await VelocitiesAsync(now, cancellationToken));
    }

    // One by one through the index of names, however many events there are.
    private async Task<List<string>> NamesAsync()
    {
        var names = new List<string>();
        while (await writer.RunAsync(session => session.Scalar("SELECT MIN(event) FROM received WHERE event > $1", names.LastOrDefault() ?? "")) is string name)
            names.Add(name);
        return names;
    }

    private Task<long> EventsAsync(string name, long before, CancellationToken cancellationToken) => RepeatAsync(before == long.MinValue ? 0 : 1, session =>
    {
        var old = session.All("SELECT sequence FROM received WHERE event = $1 AND received_at < $2 ORDER BY received_at LIMIT $3", row => row.GetInt64(0), name, before, Piece);
        foreach (var sequence in old)
            EventRemoval.Remove(session, sequence);
        return old.Count;
    }, cancellationToken);

    private async Task<long> ShadowsAsync(long before, CancellationToken cancellationToken)
    {
        if (before == long.MinValue)
            return 0;
        var verdicts = await RepeatAsync(1, session =>
        {
            var old = session.All(
                "SELECT v.sequence FROM shadow_verdict v JOIN received r ON r.sequence = v.sequence WHERE r.received_at < $1 ORDER BY v.sequence LIMIT $2", row => row.GetInt64(0), before, Piece);
            foreach (var sequence in old)
            {
                session.Execute("DELETE FROM shadow_difference WHERE sequence = $1", sequence);
                session.Execute("DELETE FROM shadow_verdict WHERE sequence = $1", sequence);
            }

            return old.Count;
        }, cancellationToken);
        return verdicts + await RepeatAsync(1, session =>
        {
            if (session.First("SELECT environment_id, number FROM rule_shadow WHERE ended_at < $1 LIMIT 1", row => Tuple.Create(row.GetString(0), row.GetInt64(1)), before) is not { } ended)
                return 0;
            session.Execute("DELETE FROM shadow_difference WHERE environment_id = $1 AND number = $2", ended.Item1, ended.Item2);
            session.Execute("DELETE FROM shadow_count WHERE environment_id = $1 AND number = $2", ended.Item1, ended.Item2);
            return session.Execute("DELETE FROM rule_shadow WHERE environment_id = $1 AND number = $2", ended.Item1, ended.Item2);
        }, cancellationToken);
    }

    // The only way anything leaves the record; that it did is part of the record.
    private async Task<long> ActivitiesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (settings.Retention.ActivityDays == 0)
            return 0;
        var before = RetentionClass.Before(now, settings.Retention.ActivityDays);
        await writer.RunAsync(session => session.Execute("UPDATE activity_horizon SET at = $1 WHERE at < $1", before));
        var gone = await RepeatAsync(1, session => session.Execute(
            "DELETE FROM activity WHERE sequence IN (SELECT sequence FROM activity WHERE at < $1 ORDER BY at LIMIT $2)", before, Piece), cancellationToken);
        if (gone > 0)
            await writer.RunAsync(session =>
            {
                new Person("the service", now).Record(session, "retention.activity", "activity", new { entries = gone }, new { keptSince = DateTimeOffset.FromUnixTimeMilliseconds(before) });
                return gone;
            });
        return gone;
    }

    // A key that no window can see any more is forgotten. Keys that still count lose their old sums while counting.
    private async Task<long> VelocitiesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var oldest = VelocityWindow.UnitOf(now.UtcDateTime, WindowUnit.Day) - VelocityWindow.UnitsKept(WindowUnit.Day) + 1;
        var (gone, after) = (0L, 0L);
        while (after >= 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (after, var removed) = await writer.RunAsync(session => RemoveSeries(session, after, oldest));
            gone += removed;
        }

        return gone;
    }

    private static (long After, long Removed) RemoveSeries(WriteSession session, long after, long oldest)
    {
        var piece = session.All("SELECT id FROM velocity_series WHERE id > $1 ORDER BY id LIMIT $2", row => row.GetInt64(0), after, SeriesPiece);
        var removed = 0L;
        foreach (var series in piece.Where(series => session.Scalar("SELECT 1 FROM velocity_bucket WHERE series = $1 AND unit = $2 AND number >= $3 LIMIT 1", series, (int)WindowUnit.Day, oldest) is null))
        {
            VelocityTables.Remove(session, series);
            removed++;
        }

        return (piece.Count < SeriesPiece ? -1 : piece[^1], removed);
    }

    private async Task<long> RepeatAsync(int days, Func<WriteSession, int> piece, CancellationToken cancellationToken)
    {
        var all = 0L;
        for (var gone = days; gone > 0; all += gone)
        {
            cancellationToken.ThrowIfCancellationRequested();
            gone = await writer.RunAsync(piece);
        }

        return all;
    }
}
