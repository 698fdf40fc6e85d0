using System.Data.Common;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Publishing;

/// <summary>Reads rules that were published and rules that are being written.</summary>
internal sealed class RuleVersions(Database database)
{
    private const string Head = "environment_id, number, note, published_at, published_by, restored";

    /// <summary>On a fresh database the shipped rules are the first version.</summary>
    public static void Seed(Database database, TimeProvider time)
    {
        if (new RuleVersions(database).LastNumber("") > 0)
            return;
        using var session = new WriteSession(database);
        session.Execute(
            """
            INSERT INTO rule_version (environment_id, number, text, note, published_at, published_by, series)
            VALUES ('', 1, $1, 'The rules this service is shipped with', $2, 'the service', '[]') ON CONFLICT (environment_id, number) DO NOTHING
            """,
            DefaultFiles.Rules, time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <summary>The number in force in an environment; 0 when it has no rules of its own.</summary>
    public int LastNumber(string environmentId) =>
        database.Read("SELECT COALESCE(MAX(number), 0) FROM rule_version WHERE environment_id = $1", row => (int)row.GetInt64(0), environmentId)[0];

    /// <summary>What is in force: the last number of every environment that has rules of its own.</summary>
    public IReadOnlyList<(string EnvironmentId, int Number)> Last() =>
        database.Read("SELECT environment_id, MAX(number) FROM rule_version GROUP BY environment_id", row => (row.GetString(0), (int)row.GetInt64(1)));

    public RuleVersion? Find(string environmentId, int number) => database.Read(
        $"SELECT {Head}, text, series FROM rule_version WHERE environment_id = $1 AND number = $2",
        row => new RuleVersion(HeadIn(row), row.GetString(6), row.GetString(7)), environmentId, number).FirstOrDefault();

    /// <summary>The versions before a number, newest first.</summary>
    public IReadOnlyList<VersionHead> Before(string environmentId, int number, int limit) => database.Read(
        $"SELECT {Head} FROM rule_version WHERE environment_id = $1 AND number < $2 ORDER BY number DESC LIMIT $3",
        HeadIn, environmentId, number, limit);

    public RuleDraft? Draft(string environmentId) => database.Read(
        "SELECT text, edition, based_on, saved_at, saved_by FROM rule_draft WHERE environment_id = $1",
        row => new RuleDraft(row.GetString(0), (int)row.GetInt64(1), (int)row.GetInt64(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), row.GetString(4)),
        environmentId).FirstOrDefault();

    private static VersionHead HeadIn(DbDataReader row) => new(
        row.GetString(0), (int)row.GetInt64(1), row.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), row.GetString(4), row.IsDBNull(5) ? null : (int)row.GetInt64(5));
}
