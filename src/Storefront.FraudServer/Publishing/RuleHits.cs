using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Publishing;

/// <summary>How often a clause decided.</summary>
public sealed record ClauseHits(string Rule, string Clause, long Day, long Week);

/// <summary>Reads how often clauses decided of late.</summary>
internal sealed class RuleHits(Database database, TimeProvider time)
{
    /// <summary>Of the last 24 hours and seven days, in one environment or in all.</summary>
    public IReadOnlyList<ClauseHits> Of(string environmentId)
    {
        var hour = time.GetUtcNow().ToUnixTimeSeconds() / 3600;
        return database.Read(
            """
            SELECT rule, clause, SUM(CASE WHEN hour > $1 THEN hits ELSE 0 END), SUM(hits) FROM rule_hit
            WHERE hour > $2 AND ($3 = '' OR environment_id = $3) GROUP BY rule, clause
            """,
            row => new ClauseHits(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)), hour - 24, hour - (24 * 7), environmentId);
    }
}
