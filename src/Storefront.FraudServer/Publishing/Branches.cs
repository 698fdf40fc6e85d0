using System.Collections.Concurrent;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Publishing;

/// <summary>A named copy of the rules.</summary>
/// <param name="EnvironmentId">Where it may be asked; empty for everywhere.</param>
/// <param name="Edition">From 1; another text is another edition.</param>
internal sealed record Branch(string EnvironmentId, string Name, int Edition, string Text, DateTimeOffset SavedAt, string SavedBy);

/// <summary>
/// Rules for test traffic, asked at an address of their own (contract, fql 10.4). They read what velocities counted and count nothing;
/// what they judge is answered and forgotten.
/// </summary>
internal sealed class Branches(Database database, RuleCompiler compiler, ActiveRules rules, RuleVersions versions, Writer writer, TimeProvider time)
{
    public const int Most = 20;
    private const int LongestName = 40;
    private const string Columns = "environment_id, name, edition, text, saved_at, saved_by";
    private readonly ConcurrentDictionary<(string EnvironmentId, string Name), (int Edition, PublishedRules InForce, RuleBook? Book)> _compiled = [];

    /// <summary>Small letters, digits and hyphens: what an address holds as it is.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public IReadOnlyList<Branch> Of(string environmentId) =>
        database.Read($"SELECT {Columns} FROM rule_branch WHERE environment_id = $1 ORDER BY name LIMIT $2", Read, environmentId, Most);

    public Branch? Find(string environmentId, string name) =>
        database.Read($"SELECT {Columns} FROM rule_branch WHERE environment_id = $1 AND name = $2", Read, environmentId, name).FirstOrDefault();

    /// <summary>The rules of a branch as an environment sees it: its own, else that of the environment above. Null when there is none, or it can no longer be run.</summary>
    public RuleBook? Book(MerchantEnvironment environment, string name)
    {
        var places = environment.Chain.Reverse().Select(place => place.Id).Append("");
        return places.Select(place => Find(place, name.ToLowerInvariant())).OfType<Branch>().FirstOrDefault() is { } branch ? Compiled(branch, rules.InForce.Of(environment)) : null;
    }

    /// <summary>Saves the draft under a name, or the rules in force where there is no draft. Null, or why not.</summary>
    public async Task<string?> SaveAsync(string environmentId, string name, string inForce, Person by)
    {
        if (!IsName(name))
            return "A name has up to 40 of a-z, 0-9 and -.";
        var text = versions.Draft(environmentId)?.Text ?? inForce;
        if (compiler.Compile(text, name).HasErrors)
            return "The draft has errors.";
        return await writer.RunAsync(session =>
        {
            var edition = session.Scalar("SELECT edition FROM rule_branch WHERE environment_id = $1 AND name = $2", environmentId, name) as long? ?? 0;
            if (edition == 0 && (session.Scalar("SELECT COUNT(*) FROM rule_branch WHERE environment_id = $1", environmentId) as long? ?? 0) >= Most)
                return $"There are {Most} branches here already; delete one first.";
            session.Execute(
                """
                INSERT INTO rule_branch (environment_id, name, edition, text, saved_at, saved_by) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (environment_id, name) DO UPDATE SET edition = excluded.edition, text = excluded.text, saved_at = excluded.saved_at, saved_by = excluded.saved_by
                """,
                environmentId, name, edition + 1, text, time.GetUtcNow().ToUnixTimeMilliseconds(), by.Name);
            by.Record(session, "rules.branch.save", $"branch {name}", edition == 0 ? null : new { edition }, new { edition = edition + 1 });
            return null;
        });
    }

    public Task DropAsync(string environmentId, string name, Person by) => writer.RunAsync(session =>
    {
        var gone = session.Execute("DELETE FROM rule_branch WHERE environment_id = $1 AND name = $2", environmentId, name);
        if (gone > 0)
            by.Record(session, "rules.branch.delete", $"branch {name}", new { name }, null);
        return gone;
    });

    // Once for every edition and every version in force, whose velocities it reads.
    private RuleBook? Compiled(Branch branch, PublishedRules inForce)
    {
        var key = (branch.EnvironmentId, branch.Name);
        if (_compiled.TryGetValue(key, out var known) && known.Edition == branch.Edition && known.InForce == inForce)
            return known.Book;
        var book = compiler.Compile(branch.Text, branch.Name).Book is { } compiled ? VelocityLines.Continue(inForce, compiled, "branch").Apply(compiled) : null;
        _compiled[key] = (branch.Edition, inForce, book);
        return book;
    }

    private static Branch Read(System.Data.Common.DbDataReader row) => new(
        row.GetString(0), row.GetString(1), (int)row.GetInt64(2), row.GetString(3), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)), row.GetString(5));
}
