using System.Data.Common;
using System.Text.Json;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Received;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Reporting;

/// <summary>
/// Follows what came in and counts it for the report, a piece at a time: numbers and how far they go are one transaction, so nothing is
/// counted twice or left out, on however many instances. What is told of an event later moves it to another number.
/// </summary>
internal sealed partial class ReportCounter(
    ReceivedLog received, Aftermath aftermath, MerchantEnvironments environments, Database database, Writer writer, TimeProvider time, ILogger<ReportCounter> log)
    : Hosting.Watch(TimeSpan.FromSeconds(5), time)
{
    private const int Piece = 500;
    private const int MostPieces = 20; // of one look: what waits after a long stop is taken up bit by bit
    private const int MostNamed = 100;

    /// <summary>Counts everything there is to count.</summary>
    public async Task RunAsync()
    {
        while (await NextAsync())
        {
            // there may be more
        }
    }

    protected override void Look()
    {
        try
        {
            for (var piece = 0; piece < MostPieces && NextAsync().GetAwaiter().GetResult(); piece++)
            {
                // there may be more
            }
        }
        catch (DbException e) // busy or full: what came in is counted with the next look
        {
            NotCounted(log, e);
        }
    }

    private async Task<bool> NextAsync()
    {
        var begin = database.Number("SELECT sequence FROM report_position") ?? 0;
        var rows = received.After(begin, null, Piece);
        if (rows.Count == 0)
            return false;
        var tally = new ReportTally(environments);
        foreach (var row in rows.Where(row => row.Status == StatusCodes.Status200OK))
            if (row.Verdict is not null)
                tally.Add(row);
            else if (row.Event is "Chargeback" or "Refund" or "Label" or "AccountLabel" && Named(row) is { } judged && judged.Sequence < row.Sequence)
                Move(tally, judged);
        await writer.RunAsync(session => Keep(session, tally, begin, rows[^1].Sequence));
        return rows.Count == Piece;
    }

    private void Move(ReportTally tally, ReceivedRow judged)
    {
        var before = tally.Later.GetValueOrDefault(judged.Sequence)
            ?? database.Read("SELECT later FROM report_later WHERE sequence = $1", row => row.GetString(0), judged.Sequence).FirstOrDefault() ?? Aftermath.Nothing;
        var after = aftermath.Of(judged.EnvironmentId, judged.Event, EventFacts.Of(judged).Id);
        if (after != before)
            tally.Move(judged, before, after);
    }

    /// <summary>The event that something is told of, if it is still there.</summary>
    private ReceivedRow? Named(ReceivedRow row)
    {
        using var body = Body.Parse(row.Request);
        if (body is null)
            return null;
        var label = row.Event == "AccountLabel" ? ReportTally.Member(body.RootElement, "label") : body.RootElement;
        var isLabel = row.Event is "Label" or "AccountLabel";
        if (ReportTally.Member(label, isLabel ? "labelObjectId" : "purchaseId") is not { ValueKind: JsonValueKind.String } text)
            return null;
        var id = text.GetString()!;
        if (!isLabel || ReportTally.Member(label, "labelObjectType").ToString().Equals("Purchase", StringComparison.OrdinalIgnoreCase))
            return received.SequenceOfPurchase(row.EnvironmentId, id) is { } sequence ? received.Find(sequence) : null;
        return received.Before(row.Sequence, id, MostNamed).FirstOrDefault(found => found.Verdict is not null && found.EnvironmentId == row.EnvironmentId && EventFacts.Of(found).Id == id);
    }

    private static bool Keep(WriteSession session, ReportTally tally, long begin, long end)
    {
        if (session.Execute("UPDATE report_position SET sequence = $1 WHERE sequence = $2", end, begin) == 0)
            return false; // another instance counted them
        foreach (var (key, (events, amount)) in tally.Counts)
            session.Execute(
                """
                INSERT INTO report_count (day, environment_id, event, rule, clause, decision, later, currency, events, amount) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                ON CONFLICT (environment_id, event, day, rule, clause, decision, later, currency)
                DO UPDATE SET events = report_count.events + excluded.events, amount = report_count.amount + excluded.amount
                """,
                key.Day, key.EnvironmentId, key.Event, key.Rule, key.Clause, key.Decision, key.Later, key.Currency, events, amount);
        foreach (var (sequence, later) in tally.Later)
            if (session.Scalar("SELECT 1 FROM received WHERE sequence = $1", sequence) is not null)
                session.Execute("INSERT INTO report_later (sequence, later) VALUES ($1, $2) ON CONFLICT (sequence) DO UPDATE SET later = excluded.later", sequence, later);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "What came in could not be counted for the report; it is tried again.")]
    private static partial void NotCounted(ILogger log, Exception exception);
}
