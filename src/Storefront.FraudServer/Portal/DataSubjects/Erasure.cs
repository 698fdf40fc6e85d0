using System.Text.Json;
using Storefront.FraudServer.Portal.Lists;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Tracing;

namespace Storefront.FraudServer.Portal.DataSubjects;

/// <summary>How much went, and what stays because it blocks somebody.</summary>
internal sealed record Erased(long Events, long Objects, long Devices, long Keys, long Values, long Entries, long Activities, long TracedLines, IReadOnlyList<string> StillBlockedOn, IReadOnlyList<string> InCustomLists);

/// <summary>
/// Erases somebody: events with all that they add up to, keys that are counted by, entries of support lists, and what the record of
/// activity says of them; then the bytes that are left in the file. It can be begun again after a crash.
/// </summary>
internal sealed class Erasure(SubjectSearch search, ErasureRequests requests, SupportLists support, FileScrub scrub, Tracer tracing, Writer writer, TimeProvider time)
{
    private const int Piece = 100;
    private const int MostRounds = 5;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task RunAsync(ErasureRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<string>? names = null;
        if (request.Value is { } value)
        {
            (names, var erased) = await EraseAsync(new DataSubject(request.Kind, value), request.BlockedToo, cancellationToken);
            await requests.SetCleaningAsync(request.Id, JsonSerializer.Serialize(erased, Json));
        }

        await scrub.RunAsync(names);
        await requests.SetCompleteAsync(request, new Person("the service", time.GetUtcNow()));
    }

    private async Task<(IReadOnlyCollection<string> Names, Erased Erased)> EraseAsync(DataSubject subject, bool blockedToo, CancellationToken cancellationToken)
    {
        var (names, all) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new Erased(0, 0, 0, 0, 0, 0, 0, 0, [], []));
        var events = new HashSet<long>();
        for (var round = 0; round < MostRounds; round++) // events go on coming in
        {
            var held = search.Find(subject, cancellationToken);
            names.UnionWith(held.Emails.Concat(held.Names));
            events.UnionWith(held.Events);
            var gone = await RemoveAsync(held, cancellationToken);
            all = all with
            {
                Events = all.Events + gone.Events,
                Objects = all.Objects + gone.Objects,
                Devices = all.Devices + gone.Devices,
                Keys = all.Keys + gone.Keys,
                Values = all.Values + gone.Values,
                InCustomLists = held.CustomLists,
            };
            if (gone.Events + gone.Objects + gone.Keys + gone.Values == 0)
                break;
        }

        all = all with { TracedLines = await tracing.ForgetAsync(events, subject.Kind == DataSubject.Event ? [] : names) };
        if (subject.Kind == DataSubject.Event)
            return (names, all);
        var (entries, stillBlocked) = await support.ForgetAsync(names, blockedToo);
        var activities = stillBlocked.Count > 0 ? 0 : await BlankActivitiesAsync(names, cancellationToken);
        return (names, all with { Entries = entries, StillBlockedOn = stillBlocked, Activities = activities });
    }

    private async Task<Erased> RemoveAsync(HeldData held, CancellationToken cancellationToken)
    {
        await InPiecesAsync(held.Events, EventRemoval.Remove, cancellationToken);
        await InPiecesAsync(held.Objects, (session, found) => session.Execute(
            "DELETE FROM object WHERE environment_id = $1 AND kind = $2 AND id = $3", found.EnvironmentId, found.Kind, found.Id), cancellationToken);
        await InPiecesAsync(held.Devices, (session, id) => session.Execute("DELETE FROM device_session WHERE session_id = $1", new Key(id)), cancellationToken);
        await InPiecesAsync(held.Series, (session, series) => VelocityTables.Remove(session, series.Id), cancellationToken);

        // The value is gone, that there was one is not: who counts different values counts as many as before.
        await InPiecesAsync(held.Values, (session, counted) => session.Execute(
            "UPDATE velocity_value SET value = $3 WHERE series = $1 AND value = $2", counted.Series, counted.Value, $"erased {Guid.NewGuid():N}"), cancellationToken);
        return new(held.Events.Count, held.Objects.Count, held.Devices.Count, held.Series.Count, held.Values.Count, 0, 0, 0, [], []);
    }

    private async Task<long> BlankActivitiesAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var (blanked, after) = (0L, 0L);
        while (after >= 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (after, var changed) = await writer.RunAsync(session => Blank(session, after, names));
            blanked += changed;
        }

        return blanked;
    }

    // Only lists: what was done to a user of this portal is about somebody who works here.
    private static (long After, long Changed) Blank(WriteSession session, long after, IReadOnlyCollection<string> names)
    {
        var piece = session.All(
            "SELECT sequence, COALESCE(was, ''), COALESCE(became, '') FROM activity WHERE sequence > $1 AND (action LIKE 'support-lists.%' OR action LIKE 'lists.%') ORDER BY sequence LIMIT $2",
            row => (Sequence: row.GetInt64(0), Was: row.GetString(1), Became: row.GetString(2)), after, Piece);
        var naming = piece.Where(entry => names.Any(name => Quotes(entry.Was, name) || Quotes(entry.Became, name))).ToList();
        foreach (var entry in naming)
            session.Execute(
                """UPDATE activity SET was = CASE WHEN was IS NULL THEN NULL ELSE '"erased"' END, became = CASE WHEN became IS NULL THEN NULL ELSE '"erased"' END WHERE sequence = $1""", entry.Sequence);
        return (piece.Count < Piece ? -1 : piece[^1].Sequence, naming.Count);
    }

    private static bool Quotes(string json, string name) => json.Contains(name.Contains('@', StringComparison.Ordinal) ? name : $"\"{name}\"", StringComparison.OrdinalIgnoreCase);

    private async Task InPiecesAsync<T>(IEnumerable<T> all, Action<WriteSession, T> remove, CancellationToken cancellationToken)
    {
        foreach (var piece in all.Chunk(Piece))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await writer.RunAsync(session =>
            {
                foreach (var one in piece)
                    remove(session, one);
                return piece.Length;
            });
        }
    }
}
