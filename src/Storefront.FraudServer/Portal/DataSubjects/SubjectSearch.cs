using System.Text;
using System.Text.Json;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.DataSubjects;

/// <summary>
/// Finds everything that is held of somebody. Users and events are found by the IDs events are kept under; an e-mail address is looked
/// for in every event there is, piece by piece, which takes a while on a long log and holds nobody up.
/// </summary>
internal sealed class SubjectSearch(ReceivedLog received, ListFolder lists, Database database)
{
    private const int Piece = 500;

    public HeldData Find(DataSubject subject, CancellationToken cancellationToken)
    {
        var held = new HeldData(subject);
        AddEvents(held, cancellationToken);
        AddObjects(held, cancellationToken);
        AddSeries(held, cancellationToken);
        AddValues(held, cancellationToken);
        foreach (var list in lists.Lists.SupportNames.Order(StringComparer.Ordinal).Select(name => lists.Lists.Support(name)!))
            held.Entries.AddRange(list.Entries.Where(entry => held.Names.Contains(entry.Value.Trim(), StringComparer.OrdinalIgnoreCase)).Select(entry => new HeldEntry(list.Name, entry)));
        held.CustomLists.AddRange(lists.Lists.CustomNames.Order(StringComparer.Ordinal).Where(name => lists.Lists.Custom(name) is { } list
            && list.Rows.Any(row => Array.Exists(row, cell => held.Names.Contains(cell.Trim(), StringComparer.OrdinalIgnoreCase)))));
        return held;
    }

    /// <summary>The events with these numbers.</summary>
    public IEnumerable<ReceivedRow> Events(HeldData held) => held.Events.Select(received.Find).OfType<ReceivedRow>();

    /// <summary>What the fingerprinting script told in these sessions.</summary>
    public IEnumerable<(string Id, DateTimeOffset At, string Attributes)> Devices(HeldData held) => held.Devices.SelectMany(id => database.Read(
        "SELECT at, attributes FROM device_session WHERE session_id = $1", row => (id, DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), row.GetString(1)), new Key(id)));

    private void AddEvents(HeldData held, CancellationToken cancellationToken)
    {
        var subject = held.Subject;
        foreach (var row in Rows(subject.Kind == DataSubject.Email ? null : subject.Value, cancellationToken).Where(row => subject.MayBeIn(Encoding.UTF8.GetString(row.Request))))
            if (Body.Parse(row.Request) is { } parsed)
            {
                using var document = parsed;
                if (subject.IsIn(document.RootElement))
                    Add(held, row, document.RootElement);
            }
            else if (subject.Kind == DataSubject.Email && Encoding.UTF8.GetString(row.Request).Contains(subject.Value, StringComparison.OrdinalIgnoreCase))
            {
                held.Events.Add(row.Sequence);
            }

        // What became of a purchase is told without saying whose it was.
        foreach (var (environmentId, id) in held.Followed)
            held.Events.UnionWith(Rows(id, cancellationToken).Where(row => row.EnvironmentId == environmentId).Select(row => row.Sequence));
    }

    private static void Add(HeldData held, ReceivedRow row, JsonElement body)
    {
        held.Events.Add(row.Sequence);
        held.Devices.UnionWith(DataSubject.DevicesIn(body));
        held.Users.UnionWith(DataSubject.UsersIn(body));
        held.Emails.UnionWith(DataSubject.EmailsIn(body).Select(email => email.Trim()));
        if (held.Subject.Kind != DataSubject.Event)
            held.Followed.UnionWith(DataSubject.FollowedFrom(body).Select(id => (row.EnvironmentId, id)));
    }

    private IEnumerable<ReceivedRow> Rows(string? id, CancellationToken cancellationToken)
    {
        for (var after = 0L; received.After(after, id, Piece) is { Count: > 0 } rows; after = rows[^1].Sequence)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var row in rows)
                yield return row;
        }
    }

    private void AddObjects(HeldData held, CancellationToken cancellationToken)
    {
        var (environment, kind, id) = ("", "", "");
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var piece = database.Read(
                """
                SELECT environment_id, kind, id, subject, sequence, outcome, state FROM object
                WHERE (environment_id, kind, id) > ($1, $2, $3) ORDER BY environment_id, kind, id LIMIT 500
                """,
                row => new HeldObject(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.IsDBNull(5) ? null : row.GetString(5), row.GetString(6)),
                environment, kind, id);
            held.Objects.AddRange(piece.Where(found => IsOf(held, found)));
            if (piece.Count < Piece)
                return;
            (environment, kind, id) = (piece[^1].EnvironmentId, piece[^1].Kind, piece[^1].Id);
        }
    }

    private static bool IsOf(HeldData held, HeldObject found)
    {
        if (held.Events.Contains(found.Sequence) || held.Followed.Contains((found.EnvironmentId, found.Id)) || held.Followed.Contains((found.EnvironmentId, found.Subject)))
            return true;
        if (held.Subject.Kind == DataSubject.User && found.Kind == ObjectKind.User.Name && found.Id == held.Subject.Value)
            return true;
        if (!held.Subject.MayBeIn(found.State) && !held.Names.Any(name => DataSubject.MayHold(found.State, name)))
            return false;
        using var state = JsonDocument.Parse(found.State);
        return held.Subject.IsIn(state.RootElement) || held.Names.Any(name => name.Contains('@', StringComparison.Ordinal) && state.RootElement.Holds(name));
    }

    private void AddSeries(HeldData held, CancellationToken cancellationToken)
    {
        if (held.Names.Count == 0)
            return;
        for (var after = 0L; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var piece = database.Read(
                "SELECT id, environment_id, velocity, key FROM velocity_series WHERE id > $1 ORDER BY id LIMIT 500",
                row => new HeldSeries(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3)), after);
            held.Series.AddRange(piece.Where(series => Names(held, series.Key)));
            if (piece.Count < Piece)
                return;
            after = piece[^1].Id;
        }
    }

    private void AddValues(HeldData held, CancellationToken cancellationToken)
    {
        if (held.Names.Count == 0)
            return;
        for (var (series, value) = (0L, ""); ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var piece = database.Read(
                "SELECT series, value, seen_at FROM velocity_value WHERE (series, value) > ($1, $2) ORDER BY series, value LIMIT 500",
                row => new HeldValue(row.GetInt64(0), row.GetString(1), row.GetInt64(2)), series, value);
            held.Values.AddRange(piece.Where(counted => Names(held, counted.Value)));
            if (piece.Count < Piece)
                return;
            (series, value) = (piece[^1].Series, piece[^1].Value);
        }
    }

    // A key may be put together of several things; an address stands out in it, an ID might be a piece of another one.
    private static bool Names(HeldData held, string key) => held.Names.Any(name =>
        name.Contains('@', StringComparison.Ordinal) ? key.Contains(name, StringComparison.OrdinalIgnoreCase) : key.Equals(name, StringComparison.OrdinalIgnoreCase));
}
