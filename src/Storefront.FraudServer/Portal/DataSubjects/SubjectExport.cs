using System.Text.Json;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.Lists;
using Storefront.FraudServer.Portal.Search;

namespace Storefront.FraudServer.Portal.DataSubjects;

/// <summary>Writes everything that is held of somebody as one JSON document.</summary>
internal sealed class SubjectExport(SubjectSearch search, SupportLists support, CaseLog cases, EventNotes notes, TimeProvider time)
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public byte[] Write(HeldData held)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Indented))
        {
            json.WriteStartObject();
            json.WriteString("asked", held.Subject.Kind);
            json.WriteString("value", held.Subject.Value);
            json.WriteString("at", time.GetUtcNow());
            Wire.Strings(json, "users", held.Users);
            Wire.Strings(json, "emails", held.Emails);
            List(json, "events", search.Events(held), row => EventExport.Write(json, row));
            List(json, "cases", held.Events.Select(cases.Find).OfType<ReviewCase>(), known => Write(json, known));
            List(json, "notes", held.Events.SelectMany(sequence => notes.Of(sequence).Select(note => (Sequence: sequence, Note: note))), noted => Members(
                json, ("event", $"{noted.Sequence}"), ("at", noted.Note.At.UtcDateTime.ToString("O")), ("author", noted.Note.Author), ("text", noted.Note.Text)));
            List(json, "objects", held.Objects, found => Write(json, found));
            List(json, "devices", search.Devices(held), device => Write(json, device));
            List(json, "velocities", held.Series, series => Members(json, ("environmentId", series.EnvironmentId), ("velocity", series.Velocity), ("key", series.Key)));
            List(json, "countedValues", held.Values, value => Members(json, ("value", value.Value), ("seenAt", new DateTime(value.SeenAt, DateTimeKind.Utc).ToString("O"))));
            List(json, "supportLists", held.Entries, entry => Write(json, entry));
            Wire.Strings(json, "customLists", held.CustomLists);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private void Write(Utf8JsonWriter json, ReviewCase known)
    {
        json.WriteStartObject();
        json.WriteNumber("event", known.Sequence);
        json.WriteString("queue", known.Queue);
        json.WriteString("openedAt", known.OpenedAt);
        json.WriteString("decision", known.Decision);
        json.WriteString("reason", known.Reason);
        json.WriteString("decidedBy", known.DecidedBy);
        List(json, "notes", cases.Notes(known.Sequence), note => Members(json, ("at", note.At.UtcDateTime.ToString("O")), ("author", note.Author), ("text", note.Text)));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HeldObject found)
    {
        json.WriteStartObject();
        json.WriteString("environmentId", found.EnvironmentId);
        json.WriteString("kind", found.Kind);
        json.WriteString("id", found.Id);
        json.WriteString("outcome", found.Outcome);
        json.WritePropertyName("state");
        json.WriteRawValue(found.State);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, (string Id, DateTimeOffset At, string Attributes) device)
    {
        json.WriteStartObject();
        json.WriteString("sessionId", device.Id);
        json.WriteString("at", device.At);
        json.WritePropertyName("attributes");
        json.WriteRawValue(device.Attributes);
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, HeldEntry held)
    {
        json.WriteStartObject();
        json.WriteString("list", held.List);
        json.WriteString("value", held.Entry.Value);
        json.WriteString("status", held.Entry.Status.ToString());
        json.WriteString("reason", held.Entry.Reason);
        json.WriteString("expires", held.Entry.Expires is { } date ? ListWriter.Date(date) : null);
        json.WriteString("comments", held.Entry.Comments);
        List(json, "history", support.History(held.List, held.Entry.Value), change => Members(
            json, ("at", change.At.UtcDateTime.ToString("O")), ("by", change.By), ("status", change.Status), ("reason", change.Reason), ("comments", change.Comments)));
        json.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> entries, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var entry in entries)
            write(entry);
        json.WriteEndArray();
    }

    private static void Members(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
            json.WriteString(name, value);
        json.WriteEndObject();
    }
}
