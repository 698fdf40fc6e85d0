using System.Globalization;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Portal.Search;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Cases;

/// <summary>What the pages of cases show.</summary>
internal sealed class CaseDesk(CaseLog cases, CaseQueues queues, ReceivedLog received, EventDesk events, TimeProvider time)
{
    public const int PageLength = 50;

    public QueuesModel Queues(bool canReview, string? said)
    {
        var now = time.GetUtcNow();
        var counts = cases.Counts(now).ToDictionary(count => count.Queue, StringComparer.OrdinalIgnoreCase);
        var all = queues.All.Concat(counts.Keys.Select(queues.Of)).DistinctBy(queue => queue.Name, StringComparer.OrdinalIgnoreCase);
        return new([.. all.Select(queue => new QueueLine(queue, counts.GetValueOrDefault(queue.Name) ?? new(queue.Name, 0, 0, 0, null)))], now, canReview, said);
    }

    public QueueModel Queue(string name, int page, bool canReview, string? said, string? problem = null)
    {
        var (queue, now) = (queues.Of(name), time.GetUtcNow());
        return new(queue, List(cases.Of(queue, now, (page - 1) * PageLength, PageLength + 1), page, now), canReview, said, problem);
    }

    public CaseListModel Decided(int page) => List(cases.Decided((page - 1) * PageLength, PageLength + 1), page, time.GetUtcNow());

    /// <summary>The chosen ones that may still be decided by this person.</summary>
    public BulkModel Bulk(string queue, IEnumerable<long> chosen, string me, Form form)
    {
        var now = time.GetUtcNow();
        return new(queues.Of(queue), [.. chosen.Take(PageLength).Select(cases.Find).OfType<ReviewCase>().Where(c => c.IsOpen && !c.IsOnHold(now) && (c.Holder(now) is not { } holder || holder == me))], queues.Reasons, now, form);
    }

    /// <summary>Null when there is no such case.</summary>
    public CaseModel? Find(long sequence, Person by, bool canReview, Form form, string? problem = null) =>
        cases.Find(sequence) is not { } known || received.Find(sequence) is not { } row ? null : new CaseModel
        {
            Case = known,
            Row = row,
            Queue = queues.Of(known.Queue),
            Notes = cases.Notes(sequence),
            Linked = events.LinkedTo(row),
            Reasons = queues.Reasons,
            Now = by.At,
            Me = by.Name,
            CanReview = canReview,
            Form = form,
            Problem = problem,
        };

    /// <summary>What was typed as a decision; what is wrong with it stands in the form then.</summary>
    public ReviewerDecision Read(Form form)
    {
        form.Refuse("decision", form["decision"] is "Approve" or "Reject" ? null : "Choose a decision.")
            .Refuse("reason", queues.Reasons.Contains(form["reason"], StringComparer.Ordinal) ? null : "Choose a reason.")
            .Refuse("note", form["note"].Length > LongestNote ? $"A note has at most {LongestNote.ToString("N0", CultureInfo.InvariantCulture)} characters." : null);
        return new(form["decision"], form["reason"], form["note"], form["label"] switch { "fraud" => true, "not-fraud" => false, _ => null });
    }

    public const int LongestNote = 2000;

    private static CaseListModel List(IReadOnlyList<ReviewCase> found, int page, DateTimeOffset now) => new([.. found.Take(PageLength)], page, found.Count > PageLength, now);
}
