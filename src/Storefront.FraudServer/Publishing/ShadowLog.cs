using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Publishing;

/// <summary>Reads shadows and what they said; writes what one says, with the event it says it about.</summary>
internal sealed class ShadowLog(Database database)
{
    /// <summary>The last shadow of an environment, running or not.</summary>
    public Shadow? Last(string environmentId) => database.Read(
        "SELECT environment_id, number, started_at, started_by, ended_at FROM rule_shadow WHERE environment_id = $1 ORDER BY number DESC LIMIT 1",
        row => new Shadow(row.GetString(0), (int)row.GetInt64(1), Time(row.GetInt64(2)), row.GetString(3), row.IsDBNull(4) ? null : Time(row.GetInt64(4))), environmentId).FirstOrDefault();

    /// <summary>Those that run, with their text.</summary>
    public IReadOnlyList<(string EnvironmentId, int Number, string Text)> Running() =>
        database.Read("SELECT environment_id, number, text FROM rule_shadow WHERE ended_at IS NULL", row => (row.GetString(0), (int)row.GetInt64(1), row.GetString(2)));

    public IReadOnlyList<ShadowCount> Counts(Shadow shadow) => database.Read(
        "SELECT decided, shadow, events FROM shadow_count WHERE environment_id = $1 AND number = $2 ORDER BY decided, shadow",
        row => new ShadowCount(row.GetString(0), row.GetString(1), row.GetInt64(2)), shadow.EnvironmentId, shadow.Number);

    /// <summary>The newest differences.</summary>
    public IReadOnlyList<ShadowDifference> Differences(Shadow shadow) => database.Read(
        """
        SELECT d.sequence, r.event, r.decision, v.decision, v.rule, v.clause
        FROM shadow_difference d JOIN received r ON r.sequence = d.sequence JOIN shadow_verdict v ON v.sequence = d.sequence
        WHERE d.environment_id = $1 AND d.number = $2 ORDER BY d.sequence DESC LIMIT 50
        """,
        row => new ShadowDifference(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5)), shadow.EnvironmentId, shadow.Number);

    /// <summary>What a shadow said about an event, if one ran.</summary>
    public ShadowVerdict? About(long sequence) => database.Read(
        "SELECT environment_id, number, decision, rule, clause FROM shadow_verdict WHERE sequence = $1",
        row => new ShadowVerdict(row.GetString(0), (int)row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4)), sequence).FirstOrDefault();

    public static void Keep(WriteSession session, long sequence, string decided, ShadowVerdict said)
    {
        session.Execute(
            "INSERT INTO shadow_verdict (sequence, environment_id, number, decision, rule, clause) VALUES ($1, $2, $3, $4, $5, $6)",
            sequence, said.EnvironmentId, said.Number, said.Decision, said.Rule, said.Clause);
        session.Execute(
            """
            INSERT INTO shadow_count (environment_id, number, decided, shadow, events) VALUES ($1, $2, $3, $4, 1)
            ON CONFLICT (environment_id, number, decided, shadow) DO UPDATE SET events = shadow_count.events + 1
            """,
            said.EnvironmentId, said.Number, decided, said.Decision);
        if (decided != said.Decision)
            session.Execute("INSERT INTO shadow_difference (environment_id, number, sequence) VALUES ($1, $2, $3)", said.EnvironmentId, said.Number, sequence);
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
