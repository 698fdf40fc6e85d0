using Microsoft.Data.Sqlite;

namespace Storefront.FraudServer.Storage;

/// <summary>One row of what was received.</summary>
public sealed record ReceivedRow(
    long Sequence, DateTimeOffset At, string Event, string Path, string CorrelationId, string EnvironmentId,
    int Status, byte[] Request, byte[] Response, Verdict? Verdict);

/// <summary>Reads what was received, on connections of its own: a reader waits for no writer.</summary>
internal sealed class ReceivedLog(string file)
{
    private const string Columns =
        ", received_at, event, path, correlation_id, environment_id, status, request, response, decision, rule, clause, detail ";

    private const string All = "SELECT received.sequence" + Columns + "FROM received WHERE received.sequence ";

    // The link leads, so that the length of the log does not matter.
    private const string WithLink = "SELECT received_link.sequence" + Columns + "FROM received_link CROSS JOIN received USING (sequence) WHERE received_link.id = $id AND received_link.sequence ";

    /// <summary>The next rows after a sequence, oldest first; those that name an ID, if one is given.</summary>
    public IReadOnlyList<ReceivedRow> After(long sequence, string? id, int limit) => Read(
        (id is null ? All : WithLink) + "> $sequence ORDER BY 1 LIMIT $limit", sequence, id, limit);

    /// <summary>The rows before a sequence, newest first.</summary>
    public IReadOnlyList<ReceivedRow> Before(long sequence, string? id, int limit) => Read(
        (id is null ? All : WithLink) + "< $sequence ORDER BY 1 DESC LIMIT $limit", sequence, id, limit);

    /// <summary>Whether rows stand in the order of their times, or nearly so: not when history was imported after later events had come in.</summary>
    public bool IsByTime()
    {
        using var connection = Database.OpenReader(file);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT is_by_time FROM received_order";
        return command.ExecuteScalar() is 1L;
    }

    /// <summary>Where to begin to find all that was received at a time or after it, and the last of all; 0 when there is none.</summary>
    public (long First, long Last) Since(DateTimeOffset at)
    {
        using var connection = Database.OpenReader(file);
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT COALESCE(CASE WHEN is_by_time = 1 THEN (SELECT sequence FROM received WHERE received_at >= $at ORDER BY received_at LIMIT 1) ELSE (SELECT MIN(sequence) FROM received) END, 0),
                COALESCE((SELECT MAX(sequence) FROM received), 0) FROM received_order
            """;
        command.Parameters.AddWithValue("$at", at.ToUnixTimeMilliseconds());
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetInt64(1)) : (0, 0);
    }

    /// <summary>The event a purchase came in with; null when it is not there, or no more.</summary>
    public long? SequenceOfPurchase(string environmentId, string purchaseId)
    {
        using var connection = Database.OpenReader(file);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence FROM purchase WHERE environment_id = $environment AND purchase_id = $purchase";
        command.Parameters.AddWithValue("$environment", environmentId);
        command.Parameters.AddWithValue("$purchase", purchaseId);
        return command.ExecuteScalar() as long?;
    }

    /// <summary>One row, or null.</summary>
    public ReceivedRow? Find(long sequence) => After(sequence - 1, null, 1).FirstOrDefault(row => row.Sequence == sequence);

    private List<ReceivedRow> Read(string sql, long sequence, string? id, int limit)
    {
        using var connection = Database.OpenReader(file);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the three constants above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$sequence", sequence);
        command.Parameters.AddWithValue("$limit", limit);
        if (id is not null)
            command.Parameters.AddWithValue("$id", id);

        var rows = new List<ReceivedRow>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(Row(reader));
        return rows;
    }

    /// <summary>Reads a row from the columns in the order above, the sequence first.</summary>
    internal static ReceivedRow Row(SqliteDataReader row) => new(
        row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
        row.GetInt32(6), row.GetFieldValue<byte[]>(7), row.GetFieldValue<byte[]>(8), VerdictIn(row));

    private static Verdict? VerdictIn(SqliteDataReader row) =>
        row.IsDBNull(9) ? null : new(row.GetString(9), row.GetString(10), row.GetString(11), row.IsDBNull(12) ? null : row.GetString(12));
}
