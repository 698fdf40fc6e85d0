using System.Data.Common;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Cases;

/// <summary>Reads cases, on connections of its own.</summary>
internal sealed class CaseLog(Database database)
{
    private const int MostNotes = 200;

    private const string Columns =
        "SELECT sequence, environment_id, event, subject_id, queue, score, amount, currency, opened_at, visible_at, due_at, lease_by, lease_until, decision, reason, decided_by, decided_at, means FROM review_case WHERE ";

    private const string ByNumber = Columns + "sequence = $1";
    private const string Visible = Columns + "queue = $1 AND decided_at IS NULL AND visible_at <= $2 ORDER BY ";
    private const string Page = ", sequence LIMIT $3 OFFSET $4";

    public ReviewCase? Find(long sequence) => database.Read(ByNumber, Case, sequence).FirstOrDefault();

    public static ReviewCase? Find(WriteSession session, long sequence) => session.First(ByNumber, Case, sequence);

    /// <summary>The cases of a queue that reviewers see, in its order.</summary>
    public IReadOnlyList<ReviewCase> Of(QueueSetup queue, DateTimeOffset now, int skip, int limit) => database.Read(queue.Order switch
    {
        nameof(QueueOrder.HighestScore) => Visible + "score DESC" + Page,
        nameof(QueueOrder.HighestAmount) => Visible + "amount DESC" + Page,
        _ => Visible + "visible_at" + Page,
    }, Case, queue.Name, now.ToUnixTimeMilliseconds(), limit, skip);

    /// <summary>What was decided, the latest first.</summary>
    public IReadOnlyList<ReviewCase> Decided(int skip, int limit) => database.Read(Columns + "decided_at IS NOT NULL ORDER BY decided_at DESC, sequence DESC LIMIT $1 OFFSET $2", Case, limit, skip);

    /// <summary>How full the queues are that have open cases.</summary>
    public IReadOnlyList<QueueCount> Counts(DateTimeOffset now) => database.Read(
        """
        SELECT queue, SUM(CASE WHEN visible_at <= $1 AND lease_until <= $1 THEN 1 ELSE 0 END), SUM(CASE WHEN visible_at <= $1 AND lease_until > $1 THEN 1 ELSE 0 END),
            SUM(CASE WHEN visible_at > $1 THEN 1 ELSE 0 END), MIN(opened_at)
        FROM review_case WHERE decided_at IS NULL GROUP BY queue ORDER BY queue
        """, row => new QueueCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), At(row, 4)), now.ToUnixTimeMilliseconds());

    public IReadOnlyList<CaseNote> Notes(long sequence) => database.Read(
        "SELECT at, author, text FROM case_note WHERE sequence = $1 ORDER BY id LIMIT $2",
        row => new CaseNote(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), row.GetString(1), row.GetString(2)), sequence, MostNotes);

    /// <summary>Cases whose time is up and that nobody looks at.</summary>
    public IReadOnlyList<ReviewCase> Due(DateTimeOffset now, int limit) =>
        database.Read(Columns + "decided_at IS NULL AND due_at <= $1 AND lease_until <= $1 ORDER BY due_at LIMIT $2", Case, now.ToUnixTimeMilliseconds(), limit);

    private static ReviewCase Case(DbDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        EnvironmentId = row.GetString(1),
        Event = row.GetString(2),
        SubjectId = row.GetString(3),
        Queue = row.GetString(4),
        Score = (int)row.GetInt64(5),
        Amount = row.GetInt64(6) / (decimal)CaseTables.Parts,
        Currency = row.GetString(7),
        OpenedAt = At(row, 8)!.Value,
        VisibleAt = At(row, 9)!.Value,
        DueAt = At(row, 10),
        LeaseBy = Text(row, 11),
        LeaseUntil = At(row, 12)!.Value,
        Decision = Text(row, 13),
        Reason = Text(row, 14),
        DecidedBy = Text(row, 15),
        DecidedAt = At(row, 16),
        Means = Text(row, 17),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? At(DbDataReader row, int column) => row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
