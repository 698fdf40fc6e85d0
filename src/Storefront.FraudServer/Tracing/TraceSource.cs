using System.Globalization;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Portal.Activity;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Webhooks;

namespace Storefront.FraudServer.Tracing;

/// <summary>What there is to trace, in its order, and how far somebody is with it.</summary>
internal sealed class TraceSource(ReceivedLog received, ActivityLog activity, CaseLog cases, Writer writer)
{
    /// <summary>The next lines of a name, and the last thing that was looked at; null when there is nothing further.</summary>
    public (IReadOnlyList<byte[]> Lines, long? Last) After(string name, long sequence, int limit) => TraceName.IsOfActivity(name)
        ? Lines(activity.After(sequence, limit), entry => name == TraceName.Cases ? OfCase(entry) : TraceLine.Of(name, entry), entry => entry.Sequence)
        : Lines(received.After(sequence, null, limit), row => TraceLine.Of(name, row), row => row.Sequence);

    /// <summary>Where to go on. What is traced for the first time begins with what comes next.</summary>
    public Task<long> BeginAsync(string name, string reader) => writer.RunAsync(session =>
    {
        if (session.Scalar("SELECT sequence FROM trace_position WHERE name = $1", reader + name) is long known)
            return known;
        var last = (TraceName.IsOfActivity(name) ? session.Scalar("SELECT MAX(sequence) FROM activity") : session.Scalar("SELECT MAX(sequence) FROM received")) as long? ?? 0;
        session.Execute("INSERT INTO trace_position (name, sequence) VALUES ($1, $2)", reader + name, last);
        return last;
    });

    public Task DoneAsync(string name, string reader, long sequence) =>
        writer.RunAsync(session => session.Execute("UPDATE trace_position SET sequence = $2 WHERE name = $1", reader + name, sequence));

    // Deciding a case is an activity like others; what was decided stands with the case.
    private IEnumerable<byte[]> OfCase(ActivityEntry entry)
    {
        if (entry.Action is not ("case.decide" or "case.decided-by-shop") || !long.TryParse(entry.Subject.Split(' ')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            return [];
        return cases.Find(sequence) is { DecidedAt: { } at } known && received.Find(sequence) is { } row ? [CaseEvents.Body(known, at, row.CorrelationId, null)] : [];
    }

    private static (IReadOnlyList<byte[]> Lines, long? Last) Lines<T>(IReadOnlyList<T> rows, Func<T, IEnumerable<byte[]>> lines, Func<T, long> sequence) =>
        ([.. rows.SelectMany(lines)], rows.Count == 0 ? null : sequence(rows[^1]));
}
