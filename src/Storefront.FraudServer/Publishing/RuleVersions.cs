using Microsoft.Data.Sqlite;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Publishing;

/// <summary>Reads rules that were published and rules that are being written.</summary>
internal sealed class RuleVersions(string file)
{
    private const string Head = "environment_id, number, note, published_at, published_by, restored";

    /// <summary>On a fresh database the shipped rules are the first version.</summary>
    public static void Seed(string file, TimeProvider time)
    {
        if (new RuleVersions(file).LastNumber("") > 0)
            return;
        using var connection = Database.OpenWriter(file);
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO rule_version (environment_id, number, text, note, published_at, published_by, series)
            VALUES ('', 1, $text, 'The rules this service is shipped with', $at, 'the service', '[]') ON CONFLICT DO NOTHING
            """;
        command.Parameters.AddWithValue("$text", DefaultFiles.Rules);
        command.Parameters.AddWithValue("$at", time.GetUtcNow().ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
    }

    /// <summary>The number in force in an environment; 0 when it has no rules of its own.</summary>
    public int LastNumber(string environmentId) =>
        Read("SELECT COALESCE(MAX(number), 0) FROM rule_version WHERE environment_id = $environment", row => row.GetInt32(0), ("$environment", environmentId))[0];

    /// <summary>What is in force: the last number of every environment that has rules of its own.</summary>
    public IReadOnlyList<(string EnvironmentId, int Number)> Last() =>
        Read("SELECT environment_id, MAX(number) FROM rule_version GROUP BY environment_id", row => (row.GetString(0), row.GetInt32(1)));

    public RuleVersion? Find(string environmentId, int number) => Read(
        $"SELECT {Head}, text, series FROM rule_version WHERE environment_id = $environment AND number = $number",
        row => new RuleVersion(HeadIn(row), row.GetString(6), row.GetString(7)), ("$environment", environmentId), ("$number", number)).FirstOrDefault();

    /// <summary>The versions before a number, newest first.</summary>
    public IReadOnlyList<VersionHead> Before(string environmentId, int number, int limit) => Read(
        $"SELECT {Head} FROM rule_version WHERE environment_id = $environment AND number < $number ORDER BY number DESC LIMIT $limit",
        HeadIn, ("$environment", environmentId), ("$number", number), ("$limit", limit));

    public RuleDraft? Draft(string environmentId) => Read(
        "SELECT text, edition, based_on, saved_at, saved_by FROM rule_draft WHERE environment_id = $environment",
        row => new RuleDraft(row.GetString(0), row.GetInt32(1), row.GetInt32(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), row.GetString(4)),
        ("$environment", environmentId)).FirstOrDefault();

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var connection = Database.OpenReader(file);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the constants above
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        var rows = new List<T>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    private static VersionHead HeadIn(SqliteDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), row.GetString(4), row.IsDBNull(5) ? null : row.GetInt32(5));
}
