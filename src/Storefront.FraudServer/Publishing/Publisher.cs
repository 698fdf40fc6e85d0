using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Publishing;

/// <summary>What became of something somebody asked for.</summary>
/// <param name="Number">The version or edition that is there now; 0 when nothing was changed.</param>
/// <param name="Refusal">Why nothing was changed, for the person who asked.</param>
/// <param name="Diagnostics">Remarks about the text.</param>
internal sealed record PublishOutcome(int Number, string? Refusal = null, IReadOnlyList<Diagnostic>? Diagnostics = null);

/// <summary>Publishes rules: they are compiled first, on the disk second, in force third.</summary>
internal sealed class Publisher(ActiveRules rules, RuleCompiler compiler, RuleVersions versions, Writer writer, Backfill backfill, Turnstile turnstile, TimeProvider time)
{
    /// <summary>Saves what is being written, wrong or not, unless somebody saved since the reader got his copy.</summary>
    public async Task<PublishOutcome> SaveDraftAsync(string environmentId, string text, int edition, Person by)
    {
        if (text.Length > RuleCompiler.LongestText)
            return new(0, TooLong);
        var basedOn = rules.InForce.Own(environmentId)?.Number ?? 0;
        return await writer.RunAsync(session =>
        {
            var known = session.First(
                "SELECT edition, saved_by, text FROM rule_draft WHERE environment_id = $1", row => Tuple.Create((int)row.GetInt64(0), row.GetString(1), row.GetString(2)), environmentId);
            if (known is not null && known.Item3 == text)
                return new PublishOutcome(known.Item1);
            if ((known?.Item1 ?? 0) != edition)
                return new PublishOutcome(0, known is null ? "The draft was thrown away meanwhile." : $"{known.Item2} saved the draft meanwhile.");
            session.Execute(
                """
                INSERT INTO rule_draft (environment_id, text, edition, based_on, saved_at, saved_by) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (environment_id) DO UPDATE SET text = excluded.text, edition = excluded.edition, saved_at = excluded.saved_at, saved_by = excluded.saved_by
                """,
                environmentId, text, edition + 1, basedOn, Now(), by.Name);
            by.Record(session, "rules.draft.save", Subject(environmentId), known is null ? null : new { edition }, new { edition = edition + 1 });
            return new PublishOutcome(edition + 1);
        });
    }

    /// <summary>Throws away what is being written.</summary>
    public Task<PublishOutcome> DropDraftAsync(string environmentId, int edition, Person by) => writer.RunAsync(session =>
    {
        var text = session.Scalar("SELECT text FROM rule_draft WHERE environment_id = $1 AND edition = $2", environmentId, edition) as string;
        if (text is null)
            return new PublishOutcome(0, "The draft was saved or thrown away meanwhile.");
        session.Execute("DELETE FROM rule_draft WHERE environment_id = $1", environmentId);
        by.Record(session, "rules.draft.drop", Subject(environmentId), new { edition }, null);
        return new PublishOutcome(edition);
    });

    /// <summary>Publishes a text, if <paramref name="expected"/> is still the version in force there.</summary>
    /// <param name="environmentId">Where; empty for everywhere.</param>
    /// <param name="text">The rules.</param>
    /// <param name="note">Why.</param>
    /// <param name="expected">The version in force there, as far as the publisher knows.</param>
    /// <param name="by">Who.</param>
    /// <param name="restored">The version this is brought back from.</param>
    /// <param name="countBack">Whether velocities that begin count what came in before.</param>
    public async Task<PublishOutcome> PublishAsync(string environmentId, string text, string note, int expected, Person by, int? restored = null, bool countBack = false)
    {
        if (rules.IsFile)
            return new(0, $"The setting FraudServer:RulesFile says that {rules.Name} decides. Take the setting away and start again to publish here.");
        if (text.Length > RuleCompiler.LongestText)
            return new(0, TooLong);
        rules.Refresh(versions);
        var compiled = compiler.Compile(text, "rules.fql");
        if (compiled.Book is not { } book)
            return new(0, "The rules have errors.", compiled.Diagnostics);

        var number = expected + 1;
        var mark = Mark(environmentId, number);
        if (countBack)
            mark = $"{mark}:{Guid.NewGuid():N}"; // what a try that failed has counted must not be found again
        var version = Version(environmentId, book, text, note, expected, by, restored, mark);
        var lines = VelocityLines.Read(version.Series);
        var published = new PublishedRules(environmentId, number, PublishedRules.NameOf(environmentId, number), lines, lines.Apply(book));
        if (countBack)
            return await CountBackAsync(published, version, mark, by) ?? new(number, null, compiled.Diagnostics);
        return await KeepAsync(published, version, by) ? new(number, null, compiled.Diagnostics) : new(0, Meanwhile);
    }

    /// <summary>What would be kept of a text that follows the version in force: its velocities go on in their series, or begin new ones.</summary>
    public RuleVersion Version(string environmentId, RuleBook book, string text, string note, int expected, Person by, int? restored = null, string? mark = null) => new(
        new(environmentId, expected + 1, note, time.GetUtcNow(), by.Name, restored), text,
        VelocityLines.Continue(Before(environmentId, expected), book, mark ?? Mark(environmentId, expected + 1)).Write());

    // First all that is there, while events go on; then, between two events, the few that came in meanwhile. Null when it is done.
    private async Task<PublishOutcome?> CountBackAsync(PublishedRules published, RuleVersion version, string mark, Person by)
    {
        var begun = published.Book.Velocities.Where(v => published.Lines.SeriesOf(v.Environment, v.Name).EndsWith("@" + mark, StringComparison.Ordinal)).ToList();
        if (Backfill.Impossible(begun) is { Count: > 0 } impossible)
            return new(0, $"These cannot be counted from the events there are, because those do not hold what they ask for: {string.Join(", ", impossible)}. Publish without counting back, or take them out.");
        if (versions.LastNumber(version.Head.EnvironmentId) != version.Number - 1)
            return new(0, Meanwhile);
        var run = backfill.Begin(version.Head.EnvironmentId, published.Book, begun.Select(v => published.Lines.SeriesOf(v.Environment, v.Name)).ToHashSet(StringComparer.Ordinal));
        await run.CatchUpAsync();
        return await turnstile.AloneAsync(async () =>
        {
            await run.CatchUpAsync();
            return await KeepAsync(published, version, by);
        }) ? null : new(0, Meanwhile);
    }

    private async Task<bool> KeepAsync(PublishedRules published, RuleVersion version, Person by)
    {
        if (!await writer.RunAsync(session => Keep(session, version, by)))
            return false;
        rules.Put(published);
        return true;
    }

    private const string TooLong = "The text is longer than 512 KB.";

    private const string Meanwhile = "Somebody published meanwhile. Look at what is in force now, then publish again.";

    // Null when the version before cannot be used here: then nobody knows what its velocities counted, and all begin anew.
    private PublishedRules? Before(string environmentId, int expected) =>
        rules.InForce.Own(environmentId) is { } own ? own.Number == expected ? own : null
        : expected == 0 ? rules.InForce.Own("") : null;

    private static string Mark(string environmentId, int number) => environmentId.Length == 0 ? $"{number}" : $"{environmentId}:{number}";

    /// <summary>Keeps a version, if it follows the last one.</summary>
    public static bool Keep(WriteSession session, RuleVersion version, Person by)
    {
        var head = version.Head;
        var last = session.Scalar("SELECT MAX(number) FROM rule_version WHERE environment_id = $1", head.EnvironmentId) as long? ?? 0;
        if (last != head.Number - 1)
            return false;
        session.Execute(
            "INSERT INTO rule_version (environment_id, number, text, note, published_at, published_by, restored, series) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            head.EnvironmentId, head.Number, version.Text, head.Note, head.At.ToUnixTimeMilliseconds(), head.By, head.Restored, version.Series);
        session.Execute("UPDATE rule_draft SET based_on = $2 WHERE environment_id = $1 AND text = $3", head.EnvironmentId, head.Number, version.Text);
        by.Record(session, head.Restored is null ? "rules.publish" : "rules.roll-back", Subject(head.EnvironmentId),
            new { version = last }, new { version = head.Number, head.Note, head.Restored });
        return true;
    }

    private static string Subject(string environmentId) => environmentId.Length == 0 ? "rules" : $"rules of {environmentId}";

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
