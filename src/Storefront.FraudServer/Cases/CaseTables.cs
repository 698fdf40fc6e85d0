using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Webhooks;

namespace Storefront.FraudServer.Cases;

/// <summary>
/// What changes a case, each in one statement that asks for the state it changes: of two that try at once, here or at another instance,
/// one finds nothing to change.
/// </summary>
internal static class CaseTables
{
    /// <summary>How long somebody has a case for themselves.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    /// <summary>Amounts are kept in these, so that they sort as numbers.</summary>
    public const int Parts = 10_000;

    private const decimal LargestAmount = 900_000_000_000_000;

    public static void Open(WriteSession session, long sequence, ReceivedEvent received, NewCase begun) => session.Execute(
        """
        INSERT INTO review_case (sequence, environment_id, event, subject_id, queue, score, amount, currency, opened_at, visible_at, due_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """,
        sequence, received.EnvironmentId, received.Event, new Key(begun.SubjectId), begun.Queue, begun.Score, (long)(Math.Clamp(begun.Amount, -LargestAmount, LargestAmount) * Parts),
        begun.Currency, received.At.ToUnixTimeMilliseconds(), begun.VisibleAt.ToUnixTimeMilliseconds(), begun.DueAt?.ToUnixTimeMilliseconds());

    /// <summary>The shop decided by itself.</summary>
    public static void Close(WriteSession session, ReceivedEvent received, ShopDecision told)
    {
        var closed = session.All(
            """
            UPDATE review_case SET decision = $3, reason = $4, decided_by = 'the shop', decided_at = $5, means = 'shop', lease_by = NULL, lease_until = 0
            WHERE environment_id = $1 AND subject_id = $2 AND event = $6 AND decided_at IS NULL RETURNING sequence
            """, row => row.GetInt64(0), received.EnvironmentId, new Key(told.SubjectId), told.Decision, told.Reason, received.At.ToUnixTimeMilliseconds(), told.Event);
        foreach (var sequence in closed)
            new Person("the shop", received.At).Record(session, "case.decided-by-shop", Subject(sequence), null, new { told.Decision, told.Reason });
    }

    /// <summary>Takes the case for this person alone. What stands against it, or null.</summary>
    public static string? Start(WriteSession session, long sequence, Person by)
    {
        if (session.Execute(
            """
            UPDATE review_case SET lease_by = $2, lease_until = $4
            WHERE sequence = $1 AND decided_at IS NULL AND visible_at <= $3 AND (lease_until <= $3 OR lease_by = $2)
            """, sequence, by.Name, Now(by), Until(by)) == 0)
            return Obstacle(session, sequence, by);
        by.Record(session, "case.start", Subject(sequence), null, null);
        return null;
    }

    /// <summary>The next case of a queue that nobody has, taken for this person; null when there is none.</summary>
    public static long? StartNext(WriteSession session, QueueSetup queue, Person by)
    {
        var next = session.Scalar(NextOf(queue.Order), queue.Name, Now(by)) as long?;
        return next is { } sequence && Start(session, sequence, by) is null ? sequence : null;
    }

    /// <summary>Another half hour. What stands against it, or null.</summary>
    public static string? Extend(WriteSession session, long sequence, Person by)
    {
        if (session.Execute("UPDATE review_case SET lease_until = $4 WHERE sequence = $1 AND decided_at IS NULL AND lease_by = $2 AND lease_until > $3", sequence, by.Name, Now(by), Until(by)) == 0)
            return Obstacle(session, sequence, by);
        by.Record(session, "case.extend", Subject(sequence), null, null);
        return null;
    }

    /// <summary>Gives the case back to its queue. What stands against it, or null.</summary>
    public static string? Return(WriteSession session, long sequence, Person by)
    {
        if (session.Execute("UPDATE review_case SET lease_by = NULL, lease_until = 0 WHERE sequence = $1 AND decided_at IS NULL AND lease_by = $2", sequence, by.Name) == 0)
            return Obstacle(session, sequence, by);
        by.Record(session, "case.return", Subject(sequence), null, null);
        return null;
    }

    /// <summary>Decides a case this person has taken. What stands against it, or null.</summary>
    public static string? Decide(WriteSession session, long sequence, Person by, string decision, string reason) => Decided(session, sequence, by, decision, reason, "review", session.Execute(
        """
        UPDATE review_case SET decision = $4, reason = $5, decided_by = $2, decided_at = $3, means = 'review', lease_by = NULL, lease_until = 0
        WHERE sequence = $1 AND decided_at IS NULL AND lease_by = $2 AND lease_until > $3
        """, sequence, by.Name, Now(by), decision, reason));

    /// <summary>Decides a case among many; not one that somebody else looks at.</summary>
    public static string? DecideInBulk(WriteSession session, long sequence, Person by, string decision, string reason) => Decided(session, sequence, by, decision, reason, "bulk", session.Execute(
        """
        UPDATE review_case SET decision = $4, reason = $5, decided_by = $2, decided_at = $3, means = 'bulk', lease_by = NULL, lease_until = 0
        WHERE sequence = $1 AND decided_at IS NULL AND visible_at <= $3 AND (lease_until <= $3 OR lease_by = $2)
        """, sequence, by.Name, Now(by), decision, reason));

    /// <summary>The queue's default action, when nobody decided in time and nobody is at it.</summary>
    public static bool TimeOut(WriteSession session, long sequence, Person by, string decision)
    {
        const string Reason = "Nobody decided in time";
        return Decided(session, sequence, by, decision, Reason, "time-out", session.Execute(
            """
            UPDATE review_case SET decision = $4, reason = $5, decided_by = $2, decided_at = $3, means = 'time-out', lease_by = NULL, lease_until = 0
            WHERE sequence = $1 AND decided_at IS NULL AND due_at <= $3 AND lease_until <= $3
            """, sequence, by.Name, Now(by), decision, Reason)) is null;
    }

    public static void Note(WriteSession session, long sequence, Person by, string text)
    {
        session.Execute("INSERT INTO case_note (sequence, at, author, text) VALUES ($1, $2, $3, $4)", sequence, Now(by), by.Name, text);
        by.Record(session, "case.note", Subject(sequence), null, null); // the words are the case's, and go with it
    }

    /// <summary>A case goes with its event.</summary>
    public static void Remove(WriteSession session, long sequence)
    {
        WebhookTables.Remove(session, sequence);
        session.Execute("DELETE FROM case_note WHERE sequence = $1", sequence);
        session.Execute("DELETE FROM review_case WHERE sequence = $1", sequence);
    }

    private static string? Decided(WriteSession session, long sequence, Person by, string decision, string reason, string means, int changed)
    {
        if (changed == 0)
            return Obstacle(session, sequence, by);
        by.Record(session, "case.decide", Subject(sequence), null, new { decision, reason, means });
        return null;
    }

    private static string Obstacle(WriteSession session, long sequence, Person by) =>
        CaseLog.Find(session, sequence) is not { } known ? "This case is no longer there."
        : known.DecidedAt is { } at ? $"This case was already decided: {known.Decision} by {known.DecidedBy} at {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC. Nothing was changed."
        : known.VisibleAt > by.At ? $"The shop may still decide this by itself until {known.VisibleAt.UtcDateTime:HH:mm} UTC."
        : known.LeaseUntil > by.At && known.LeaseBy != by.Name ? $"{known.LeaseBy} has this case until {known.LeaseUntil.UtcDateTime:HH:mm} UTC."
        : "You do not have this case, or your time with it ended. Start its review first.";

    private static string Subject(long sequence) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"case {sequence}");

    private static long Now(Person by) => by.At.ToUnixTimeMilliseconds();

    private static long Until(Person by) => (by.At + Lease).ToUnixTimeMilliseconds();

    private static string NextOf(string order) => order switch
    {
        nameof(Settings.QueueOrder.HighestScore) => Free + "ORDER BY score DESC, sequence LIMIT 1",
        nameof(Settings.QueueOrder.HighestAmount) => Free + "ORDER BY amount DESC, sequence LIMIT 1",
        _ => Free + "ORDER BY visible_at, sequence LIMIT 1",
    };

    private const string Free = "SELECT sequence FROM review_case WHERE queue = $1 AND decided_at IS NULL AND visible_at <= $2 AND lease_until <= $2 ";
}
