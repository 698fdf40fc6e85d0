using System.Data.Common;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Monitoring;

/// <summary>
/// Follows what came in and counts it, a piece at a time: numbers and how far they go are one transaction, so nothing is counted twice or
/// left out, on however many instances. Nothing waits for it.
/// </summary>
internal sealed partial class MonitorCounter(ReceivedLog received, MerchantEnvironments environments, OperatorTables tables, Hosting.Telemetry telemetry, Writer writer, TimeProvider time, ILogger<MonitorCounter> log)
    : Hosting.Watch(TimeSpan.FromSeconds(2), time)
{
    private const int Piece = 1000;
    private readonly TimeProvider _time = time;

    private readonly SemaphoreSlim _measuring = new(1);
    private Hosting.Measured? _measured; // that was not written yet

    /// <summary>Counts everything there is to count.</summary>
    public async Task RunAsync()
    {
        while (await NextAsync())
        {
            // there may be more
        }

        await KeepMeasuredAsync();
    }

    private async Task KeepMeasuredAsync()
    {
        await _measuring.WaitAsync();
        try
        {
            _measured ??= telemetry.Monitored.Take();
            var tally = new MonitorTally(environments, tables.Geo);
            tally.Add(_measured, _time.GetUtcNow());
            if (tally.Counts.Any())
                await writer.RunAsync(session => Add(session, tally));
            _measured = null;
        }
        finally
        {
            _measuring.Release();
        }
    }

    protected override void Look()
    {
        try
        {
            RunAsync().GetAwaiter().GetResult();
        }
        catch (DbException e) // busy or full: what came in is counted with the next look
        {
            NotCounted(log, e);
        }
    }

    // What is too old for every scale is skipped over: after a long stop, or an import, there may be much of it.
    private async Task<bool> NextAsync()
    {
        var now = _time.GetUtcNow();
        var oldest = MonitorScale.All.Min(scale => scale.Begin(scale.First(now)));
        var begin = await writer.RunAsync(session => Tuple.Create((long)session.Scalar("SELECT sequence FROM monitor_position")!));
        var after = received.IsByTime() && received.Since(oldest).First is > 0 and var first ? Math.Max(begin.Item1, first - 1) : begin.Item1;
        var rows = received.After(after, null, Piece);
        if (rows.Count == 0)
            return false;
        var tally = new MonitorTally(environments, tables.Geo);
        foreach (var row in rows)
            tally.Add(row, now);
        await writer.RunAsync(session => Keep(session, tally, begin.Item1, rows[^1].Sequence, now));
        return rows.Count == Piece;
    }

    private static bool Keep(WriteSession session, MonitorTally tally, long begin, long end, DateTimeOffset now)
    {
        if (session.Execute("UPDATE monitor_position SET sequence = $1 WHERE sequence = $2", end, begin) == 0)
            return false; // another instance counted them
        Add(session, tally);
        foreach (var scale in MonitorScale.All)
            session.Execute("DELETE FROM monitor_count WHERE scale = $1 AND slot < $2", scale.Number, scale.First(now));
        return true;
    }

    private static int Add(WriteSession session, MonitorTally tally)
    {
        foreach (var (key, events) in tally.Counts)
            session.Execute(
                """
                INSERT INTO monitor_count (scale, slot, environment_id, event, facet, value, events) VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (scale, environment_id, event, facet, slot, value) DO UPDATE SET events = monitor_count.events + excluded.events
                """,
                key.Scale, key.Slot, key.EnvironmentId, key.Event, key.Facet, key.Value, events);
        return 0;
    }

    [LoggerMessage(LogLevel.Warning, "What came in could not be counted for the monitors; it is tried again.")]
    private static partial void NotCounted(ILogger log, Exception exception);
}
