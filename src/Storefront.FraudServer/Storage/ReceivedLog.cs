using System.Data.Common;

namespace Storefront.FraudServer.Storage;

/// <summary>One row of what was received.</summary>
public sealed record ReceivedRow(
    long Sequence, DateTimeOffset At, string Event, string Path, string CorrelationId, string EnvironmentId,
    int Status, byte[] Request, byte[] Response, Verdict? Verdict);

/// <summary>Reads what was received, on connections of its own: a reader waits for no writer.</summary>
internal sealed class ReceivedLog(Database database)
{
    private const string Columns =
        ", received_at, event, path, correlation_id, environment_id, status, request, response, decision, rule, clause, detail ";

    private const string All = "SELECT received.sequence" + Columns + "FROM received WHERE received.sequence ";

    // The link leads, so that the length of the log does not matter.
    private const string WithLink = "SELECT received_link.sequence" + Columns + "FROM received_link CROSS JOIN received WHERE received.sequence = received_link.sequence AND received_link.id = $3 AND received_link.sequence ";

    /// <summary>The next rows after a sequence, oldest first; those that name an ID, if one is given.</summary>
    public IReadOnlyList<ReceivedRow> After(long sequence, string? id, int limit) => Read(
        (id is null ? All : WithLink) + "> $1 ORDER BY 1 LIMIT $2", sequence, id, limit);

    /// <summary>The rows before a sequence, newest first.</summary>
    public IReadOnlyList<ReceivedRow> Before(long sequence, string? id, int limit) => Read(
        (id is null ? All : WithLink) + "< $1 ORDER BY 1 DESC LIMIT $2", sequence, id, limit);

    /// <summary>Whether rows stand in the order of their times, or nearly so: not when history was imported after later events had come in.</summary>
    public bool IsByTime() => database.Number("SELECT is_by_time FROM received_order") == 1;

    /// <summary>Where to begin to find all that was received at a time or after it, and the last of all; 0 when there is none.</summary>
    public (long First, long Last) Since(DateTimeOffset at) => database.Read(
        """
        SELECT COALESCE(CASE WHEN is_by_time = 1 THEN (SELECT sequence FROM received WHERE received_at >= $1 ORDER BY received_at LIMIT 1) ELSE (SELECT MIN(sequence) FROM received) END, 0),
            COALESCE((SELECT MAX(sequence) FROM received), 0) FROM received_order
        """,
        row => (row.GetInt64(0), row.GetInt64(1)), at.ToUnixTimeMilliseconds()).FirstOrDefault();

    /// <summary>The event a purchase came in with; null when it is not there, or no more.</summary>
    public long? SequenceOfPurchase(string environmentId, string purchaseId) =>
        database.Number("SELECT sequence FROM purchase WHERE environment_id = $1 AND purchase_id = $2", environmentId, new Key(purchaseId));

    /// <summary>One row, or null.</summary>
    public ReceivedRow? Find(long sequence) => After(sequence - 1, null, 1).FirstOrDefault(row => row.Sequence == sequence);

    private IReadOnlyList<ReceivedRow> Read(string sql, long sequence, string? id, int limit) =>
        id is null ? database.Read(sql, Row, sequence, limit) : database.Read(sql, Row, sequence, limit, new Key(id));

    /// <summary>Reads a row from the columns in the order above, the sequence first.</summary>
    internal static ReceivedRow Row(DbDataReader row) => new(
        row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
        (int)row.GetInt64(6), row.GetFieldValue<byte[]>(7), row.GetFieldValue<byte[]>(8), VerdictIn(row));

    private static Verdict? VerdictIn(DbDataReader row) =>
        row.IsDBNull(9) ? null : new(row.GetString(9), row.GetString(10), row.GetString(11), row.IsDBNull(12) ? null : row.GetString(12));
}
