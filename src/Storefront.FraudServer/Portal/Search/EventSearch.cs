using Microsoft.Data.Sqlite;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Search;

/// <summary>Events that were found, newest first, and where to go on; null when there is nothing further.</summary>
public sealed record Found(IReadOnlyList<ReceivedRow> Rows, long? Older);

/// <summary>
/// Finds events by what is indexed. It goes back through the log in steps and stops after a time, so that a question which matches
/// almost nothing keeps nobody waiting: the reader is told how far it came and may go on from there.
/// </summary>
internal sealed class EventSearch(string file, TimeProvider time)
{
    private const int Step = 20_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1); // rows are in the order of their commits, which is not quite that of their arrival

    private const string Columns =
        "received.sequence, received_at, event, path, correlation_id, environment_id, status, request, response, decision, rule, clause, detail";

    private const string Conditions =
        """
         AND ($event = '' OR event = $event) AND ($environment = '' OR environment_id = $environment) AND ($decision = '' OR decision = $decision)
         AND ($rule = '' OR rule = $rule) AND received_at >= $since AND received_at < $until ORDER BY received.sequence DESC LIMIT $limit
        """;

    /// <param name="filter">What is looked for.</param>
    /// <param name="before">Only rows before this sequence.</param>
    /// <param name="limit">The most rows.</param>
    public Found Find(EventFilter filter, long before, int limit)
    {
        using var connection = Database.OpenReader(file);
        using var command = Command(connection, filter);
        var isByTime = Number(connection, "SELECT is_by_time FROM received_order", default) == 1;
        var first = isByTime && filter.From is { } from ? Number(connection, "SELECT sequence FROM received WHERE received_at >= $at ORDER BY received_at LIMIT 1", from - Slack) ?? long.MaxValue : 1;
        var last = isByTime && filter.To is { } to ? Number(connection, "SELECT sequence FROM received WHERE received_at < $at ORDER BY received_at DESC LIMIT 1", to + Slack) ?? 0 : Newest(connection);
        var top = Math.Min(before, last + 1);
        var rows = new List<ReceivedRow>();
        var began = time.GetTimestamp();
        while (rows.Count < limit && top > first && time.GetElapsedTime(began) < Longest)
        {
            var bottom = filter.Id.Length > 0 ? first : Math.Max(first, top - Step);
            Read(command, bottom, top, limit - rows.Count, rows);
            top = rows.Count == limit ? rows[^1].Sequence : bottom;
        }

        return new Found(rows, top > first ? top : null);
    }

    private static SqliteCommand Command(SqliteConnection connection, EventFilter filter)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // the constants above
        command.CommandText = filter.Id.Length > 0
            ? $"SELECT {Columns} FROM received_link CROSS JOIN received USING (sequence) WHERE received_link.id = $id AND received_link.sequence >= $bottom AND received_link.sequence < $top" + Conditions
            : $"SELECT {Columns} FROM received WHERE sequence >= $bottom AND sequence < $top" + Leading(filter) + Conditions;
#pragma warning restore CA2100
        foreach (var (name, value) in new (string, object)[]
        {
            ("$id", filter.Id), ("$event", filter.Event), ("$environment", filter.Environment), ("$decision", filter.Decision), ("$rule", filter.Rule),
            ("$since", filter.From?.ToUnixTimeMilliseconds() ?? long.MinValue), ("$until", filter.To?.ToUnixTimeMilliseconds() ?? long.MaxValue),
        })
            command.Parameters.AddWithValue(name, value);
        command.Parameters.Add("$bottom", SqliteType.Integer);
        command.Parameters.Add("$top", SqliteType.Integer);
        command.Parameters.Add("$limit", SqliteType.Integer);
        return command;
    }

    // Said outright, so that the database leads with the index of the rarest.
    private static string Leading(EventFilter filter) => filter switch
    {
        { Rule.Length: > 0 } => " AND rule = $rule",
        { Decision.Length: > 0 } => " AND decision = $decision",
        { Event.Length: > 0 } => " AND event = $event",
        _ => "",
    };

    private static void Read(SqliteCommand command, long bottom, long top, int limit, List<ReceivedRow> rows)
    {
        command.Parameters["$bottom"].Value = bottom;
        command.Parameters["$top"].Value = top;
        command.Parameters["$limit"].Value = limit;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(ReceivedLog.Row(reader));
    }

    private static long Newest(SqliteConnection connection) => Number(connection, "SELECT MAX(sequence) FROM received", default) ?? 0;

    private static long? Number(SqliteConnection connection, string sql, DateTimeOffset at)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the constants above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$at", at.ToUnixTimeMilliseconds());
        return command.ExecuteScalar() as long?;
    }
}
