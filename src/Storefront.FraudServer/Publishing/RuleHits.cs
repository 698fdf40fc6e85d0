using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Publishing;

/// <summary>How often a clause decided.</summary>
public sealed record ClauseHits(string Rule, string Clause, long Day, long Week);

/// <summary>Reads how often clauses decided of late.</summary>
internal sealed class RuleHits(string file, TimeProvider time)
{
    /// <summary>Of the last 24 hours and seven days, in one environment or in all.</summary>
    public IReadOnlyList<ClauseHits> Of(string environmentId)
    {
        var hour = time.GetUtcNow().ToUnixTimeSeconds() / 3600;
        using var connection = Database.OpenReader(file);
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT rule, clause, SUM(CASE WHEN hour > $day THEN hits ELSE 0 END), SUM(hits) FROM rule_hit
            WHERE hour > $week AND ($environment = '' OR environment_id = $environment) GROUP BY rule, clause
            """;
        command.Parameters.AddWithValue("$day", hour - 24);
        command.Parameters.AddWithValue("$week", hour - (24 * 7));
        command.Parameters.AddWithValue("$environment", environmentId);
        var hits = new List<ClauseHits>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            hits.Add(new(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3)));
        return hits;
    }
}
