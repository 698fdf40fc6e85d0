using System.Globalization;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Search;

/// <summary>What people wrote on events. Their words go with the event; that somebody wrote stays in the record of activity.</summary>
internal sealed class EventNotes(Database database, Writer writer)
{
    public const int Longest = 2000;
    private const int Most = 200;

    public IReadOnlyList<CaseNote> Of(long sequence) => database.Read(
        "SELECT at, author, text FROM event_note WHERE sequence = $1 ORDER BY id LIMIT $2",
        row => new CaseNote(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), row.GetString(1), row.GetString(2)), sequence, Most);

    /// <summary>Keeps a note. What stands against it, or null; the same words by the same person once more are one note.</summary>
    public Task<string?> AddAsync(long sequence, string text, Person by) => writer.RunAsync(session =>
    {
        if (session.Scalar("SELECT 1 FROM received WHERE sequence = $1", sequence) is null)
            return "This event is no longer there.";
        if (session.Scalar("SELECT text FROM event_note WHERE sequence = $1 AND author = $2 ORDER BY id DESC LIMIT 1", sequence, by.Name) as string == text)
            return null;
        if ((long)session.Scalar("SELECT COUNT(*) FROM event_note WHERE sequence = $1", sequence)! >= Most)
            return $"An event has at most {Most} notes.";
        session.Execute("INSERT INTO event_note (sequence, at, author, text) VALUES ($1, $2, $3, $4)", sequence, by.At.ToUnixTimeMilliseconds(), by.Name, text);
        by.Record(session, "event.note", string.Create(CultureInfo.InvariantCulture, $"event {sequence}"), null, null);
        return (string?)null;
    });

    /// <summary>Notes go with their event.</summary>
    public static void Remove(WriteSession session, long sequence) => session.Execute("DELETE FROM event_note WHERE sequence = $1", sequence);
}
