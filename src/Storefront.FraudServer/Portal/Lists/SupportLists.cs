using System.Data.Common;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Rules.Lists;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Lists;

/// <summary>What became of one entry.</summary>
public sealed record SupportChange(string Value, DateTimeOffset At, string By, string? Status, string Reason, string? Expires, string Comments);

/// <summary>How many entries a change added, changed and took off, or why it did nothing.</summary>
public sealed record SupportOutcome(int Added, int Changed, int Removed, string? Problem = null);

/// <summary>Changes the support lists, and remembers what became of every entry.</summary>
internal sealed class SupportLists(ListFolder lists, ListWriter files, Writer writer, TimeProvider time, Database database)
{
    /// <summary>The most entries changed at once; a longer list is put into the folder as a file.</summary>
    public const int Most = 1000;

    /// <summary>Gives entries a status and all that belongs to it.</summary>
    public Task<SupportOutcome> SetAsync(string list, IReadOnlyList<SupportEntry> entries, Person by) => ChangeAsync(list, [.. entries.Select(entry => (entry.Value, (SupportEntry?)entry))], by);

    /// <summary>Takes entries off.</summary>
    public Task<SupportOutcome> RemoveAsync(string list, IReadOnlyList<string> values, Person by) => ChangeAsync(list, [.. values.Select(value => (value, (SupportEntry?)null))], by);

    /// <summary>What became of a value, newest first.</summary>
    public IReadOnlyList<SupportChange> History(string list, string value) => database.Read(
        """
        SELECT value, changed_at, changed_by, status, reason, expires, comments FROM support_history
        WHERE list = $1 AND value_key = $2 ORDER BY id DESC LIMIT 100
        """,
        Change, list, new Key(Key(value)));

    /// <summary>
    /// Forgets values with their whole history, and notes nothing about it: whoever asks notes that. Entries that block stay, unless
    /// they are to go as well. How many went, and the lists that go on blocking.
    /// </summary>
    public Task<(long Gone, IReadOnlyList<string> StillBlocked)> ForgetAsync(IReadOnlyCollection<string> values, bool blockedToo) => files.AloneAsync(async () =>
    {
        var (gone, stillBlocked) = (0L, new List<string>());
        foreach (var known in SupportList.Names.Select(name => lists.Lists.Support(name)!))
        {
            var leaving = known.Entries.Where(entry => values.Contains(entry.Value.Trim(), StringComparer.OrdinalIgnoreCase)).ToList();
            if (!blockedToo && leaving.RemoveAll(entry => entry.Status == SupportStatus.Block) > 0)
            {
                stillBlocked.Add(known.Name);
                continue;
            }

            if (leaving.Count > 0)
                await ReplaceAsync(known.Name, new SupportList(known.Name, known.Entries.Except(leaving)));
            gone += leaving.Count;
            await writer.RunAsync(session => values.Sum(value => session.Execute("DELETE FROM support_history WHERE list = $1 AND value_key = $2", known.Name, new Key(Key(value)))));
        }

        return (gone, (IReadOnlyList<string>)stillBlocked);
    });

    private async Task ReplaceAsync(string list, SupportList after)
    {
        var beside = files.Beside(list, isSupport: true);
        try
        {
            await ListWriter.WriteAsync(beside, ListWriter.Rows(after));
            files.Replace(beside, list, isSupport: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private Task<SupportOutcome> ChangeAsync(string list, IReadOnlyList<(string Value, SupportEntry? Entry)> changes, Person by) => files.AloneAsync(async () =>
    {
        if (lists.Lists.Support(list) is not { } known)
            return new SupportOutcome(0, 0, 0, "There is no such list.");
        if (changes.Count is 0 or > Most)
            return new SupportOutcome(0, 0, 0, $"Give 1 to {Most} values.");
        var entries = known.Entries.ToDictionary(entry => Key(entry.Value), StringComparer.Ordinal);
        var (added, changed, removed) = (0, 0, 0);
        var done = new List<(string Value, SupportEntry? Before, SupportEntry? After)>();
        foreach (var (value, entry) in changes)
        {
            var before = entries.GetValueOrDefault(Key(value));
            if (before == entry)
                continue;
            if (entry is null)
                removed += entries.Remove(Key(value)) ? 1 : 0;
            else if (entries.TryAdd(Key(value), entry))
                added++;
            else
            {
                entries[Key(value)] = entry;
                changed++;
            }

            done.Add((value, before, entry));
        }

        if (done.Count > 0)
            await KeepAsync(known.Name, new SupportList(known.Name, entries.Values), done, by);
        return new SupportOutcome(added, changed, removed);
    });

    private async Task KeepAsync(string list, SupportList after, IReadOnlyList<(string Value, SupportEntry? Before, SupportEntry? After)> done, Person by)
    {
        var beside = files.Beside(list, isSupport: true);
        try
        {
            await ListWriter.WriteAsync(beside, ListWriter.Rows(after));
            var at = time.GetUtcNow().ToUnixTimeMilliseconds();
            await writer.RunAsync(session =>
            {
                foreach (var (value, _, entry) in done)
                    session.Execute(
                        "INSERT INTO support_history (list, value_key, value, changed_at, changed_by, status, reason, expires, comments) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                        list, new Key(Key(value)), value, at, by.Name, entry?.Status.ToString(), entry?.Reason ?? "", entry?.Expires is { } date ? ListWriter.Date(date) : null, entry?.Comments ?? "");
                by.Record(session, "support-lists.change", list, Told(done.Select(d => d.Before)), Told(done.Select(d => d.After)));
                return done.Count;
            });
            files.Replace(beside, list, isSupport: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static IEnumerable<object> Told(IEnumerable<SupportEntry?> entries) =>
        entries.OfType<SupportEntry>().Select(entry => new { entry.Value, Status = entry.Status.ToString(), entry.Reason, entry.Expires, entry.Comments });

    private static SupportChange Change(DbDataReader row) => new(
        row.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetString(4),
        row.IsDBNull(5) ? null : row.GetString(5), row.GetString(6));

    private static string Key(string value) => value.Trim().ToUpperInvariant();
}
