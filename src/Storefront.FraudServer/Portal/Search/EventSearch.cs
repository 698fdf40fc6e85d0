using Storefront.FraudServer.Events;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Search;

/// <summary>Events that were found, newest first, and where to go on; null when there is nothing further.</summary>
public sealed record Found(IReadOnlyList<ReceivedRow> Rows, long? Older);

/// <summary>
/// Finds events by what is indexed. It goes back through the log in steps and stops after a time, so that a question which matches
/// almost nothing keeps nobody waiting: the reader is told how far it came and may go on from there.
/// </summary>
internal sealed class EventSearch(Database database, TimeProvider time)
{
    private const int Step = 20_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1); // rows are in the order of their commits, which is not quite that of their arrival

    private const string Columns =
        "received.sequence, received_at, event, path, correlation_id, environment_id, status, request, response, decision, rule, clause, detail";

    private const string Conditions =
        """
         AND ($1 = '' OR event = $1) AND ($2 = '' OR environment_id = $2) AND ($3 = '' OR decision = $3) AND ($4 = '' OR rule = $4)
         AND received_at >= $5 AND received_at < $6 ORDER BY received.sequence DESC LIMIT $7
        """;

    private const string WithLink =
        $"SELECT {Columns} FROM received_link CROSS JOIN received WHERE received.sequence = received_link.sequence AND received_link.id = $10 AND received_link.sequence >= $8 AND received_link.sequence < $9" + Conditions;

    /// <param name="filter">What is looked for.</param>
    /// <param name="before">Only rows before this sequence.</param>
    /// <param name="limit">The most rows.</param>
    public Found Find(EventFilter filter, long before, int limit)
    {
        var isByTime = database.Number("SELECT is_by_time FROM received_order") == 1;
        var first = isByTime && filter.From is { } from ? At("SELECT sequence FROM received WHERE received_at >= $1 ORDER BY received_at LIMIT 1", from - Slack) ?? long.MaxValue : 1;
        var last = isByTime && filter.To is { } to
            ? At("SELECT sequence FROM received WHERE received_at < $1 ORDER BY received_at DESC LIMIT 1", to + Slack) ?? 0
            : database.Number("SELECT MAX(sequence) FROM received") ?? 0;
        var top = Math.Min(before, last + 1);
        var rows = new List<ReceivedRow>();
        var began = time.GetTimestamp();
        while (rows.Count < limit && top > first && time.GetElapsedTime(began) < Longest)
        {
            var bottom = filter.Id.Length > 0 ? first : Math.Max(first, top - Step);
            rows.AddRange(Read(filter, bottom, top, limit - rows.Count));
            top = rows.Count == limit ? rows[^1].Sequence : bottom;
        }

        return new Found(rows, top > first ? top : null);
    }

    private IReadOnlyList<ReceivedRow> Read(EventFilter filter, long bottom, long top, int limit)
    {
        object[] values =
        [
            filter.Event, filter.Environment, filter.Decision, filter.Rule,
            filter.From?.ToUnixTimeMilliseconds() ?? long.MinValue, filter.To?.ToUnixTimeMilliseconds() ?? long.MaxValue, limit, bottom, top,
        ];
        return filter.Id.Length > 0
            ? database.Read(WithLink, ReceivedLog.Row, [.. values, new Key(EventLinks.Asked(filter.Id))])
            : database.Read($"SELECT {Columns} FROM received WHERE sequence >= $8 AND sequence < $9" + Leading(filter) + Conditions, ReceivedLog.Row, values);
    }

    private long? At(string sql, DateTimeOffset at) => database.Number(sql, at.ToUnixTimeMilliseconds());

    // Said outright, so that the database leads with the index of the rarest.
    private static string Leading(EventFilter filter) => filter switch
    {
        { Rule.Length: > 0 } => " AND rule = $4",
        { Decision.Length: > 0 } => " AND decision = $3",
        { Event.Length: > 0 } => " AND event = $1",
        _ => "",
    };
}
