using Storefront.FraudServer.Events;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Velocities;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Import;

/// <summary>What became of the lines of a file.</summary>
internal sealed class ImportResult
{
    public long Kept { get; set; }

    /// <summary>Events that were there already.</summary>
    public long Known { get; set; }

    /// <summary>Lines of an export that tell of something that was refused then.</summary>
    public long Refused { get; set; }
    public long Wrong { get; set; }

    /// <summary>How often each clause decided what.</summary>
    public SortedDictionary<(string Rule, string Clause, string Decision), long> Decisions { get; } = [];
}

/// <summary>
/// Lets history happen again, in the order of its own times: every event is judged by the rules in force as of its moment, kept, merged
/// and counted, as if it came in now. External calls are not made. What is there already is not kept twice, so a run that was cut off
/// is simply begun again.
/// </summary>
internal sealed class EventImport(ActiveRules rules, Decisions decisions, Counting counting, Writer writer)
{
    private const int Piece = 100;

    private readonly SessionVelocities _velocities = new();
    private readonly Dictionary<RuleBook, RuleBook> _books = [];

    /// <param name="path">The file.</param>
    /// <param name="reader">Reads its lines.</param>
    /// <param name="wrong">Told of every line that cannot be used: its number and why.</param>
    /// <param name="progress">Told how many of how many are done, from time to time.</param>
    /// <param name="by">Who does it.</param>
    public async Task<ImportResult> RunAsync(string path, LineReader reader, Action<int, string> wrong, Action<long, long> progress, Person by)
    {
        using var lines = new EventLines(path);
        var result = new ImportResult();
        var places = Places(lines, reader, result, wrong);
        var (piece, purchases, done) = (new List<PastEvent>(), new HashSet<string>(StringComparer.Ordinal), 0L);
        foreach (var place in places)
        {
            var past = reader.Read(lines.Read(place), out _)!;
            var purchase = ObjectKind.Text(past.Body, "purchaseId") ?? "";

            // What became of a purchase is counted with the purchase beside it, which must be on the disk by then.
            if (piece.Count == Piece || (past.Kind != EventKind.Purchase && purchases.Contains(purchase)))
            {
                await KeepAsync(piece, result);
                purchases.Clear();
            }

            piece.Add(past);
            if (past.Kind == EventKind.Purchase)
                purchases.Add(purchase);
            if (++done % 10_000 == 0)
                progress(done, places.Count);
        }

        await KeepAsync(piece, result);
        await writer.RunAsync(session =>
        {
            by.Record(session, "events.import", Path.GetFileName(path), null, new { result.Kept, result.Known, result.Wrong });
            return 0;
        });
        return result;
    }

    private static List<LinePlace> Places(EventLines lines, LineReader reader, ImportResult result, Action<int, string> wrong)
    {
        var places = new List<LinePlace>();
        foreach (var place in lines.All())
            if (reader.Read(lines.Read(place), out var problem) is { } past)
            {
                places.Add(place with { Ticks = past.At.UtcTicks });
            }
            else if (problem is null)
            {
                result.Refused++;
            }
            else
            {
                result.Wrong++;
                wrong(place.Number, problem);
            }

        places.Sort((a, b) => a.Ticks != b.Ticks ? a.Ticks.CompareTo(b.Ticks) : a.Number.CompareTo(b.Number));
        return places;
    }

    private async Task KeepAsync(List<PastEvent> piece, ImportResult result)
    {
        if (piece.Count == 0)
            return;
        var decided = await writer.RunAsync(session =>
        {
            _velocities.Session = session;
            if (piece[0].At.ToUnixTimeMilliseconds() < (session.Scalar("SELECT received_at FROM received ORDER BY sequence DESC LIMIT 1") as long? ?? 0))
                session.Execute("UPDATE received_order SET is_by_time = 0");
            return piece.ConvertAll(past => Keep(session, past));
        });
        foreach (var (isNew, verdict) in decided)
        {
            (result.Kept, result.Known) = isNew ? (result.Kept + 1, result.Known) : (result.Kept, result.Known + 1);
            if (verdict is null)
                continue;
            var key = (verdict.Rule, verdict.Clause, verdict.Decision);
            result.Decisions[key] = result.Decisions.GetValueOrDefault(key) + 1;
        }

        piece.Clear();
    }

    private (bool IsNew, Verdict? Verdict) Keep(WriteSession session, PastEvent past)
    {
        var arrived = new ReceivedEvent
        {
            At = past.At,
            Event = past.Kind.Name,
            Path = past.Kind.Path.Replace("{apiName}", past.Kind.Name, StringComparison.Ordinal).Split("/{")[0],
            CorrelationId = past.CorrelationId,
            EnvironmentId = past.Environment.Id,
            ClientId = "import",
            Request = past.Request,
            Answer = new Answer(StatusCodes.Status200OK, past.Kind.Family.Acknowledgement),
            Links = [.. EventLinks.Of(past.Body)],
            Changes = [.. past.Kind.Changes(past.Body)],
            TrackingId = ObjectKind.Text(past.Body, "_metadata", "trackingId") ?? ObjectKind.Text(past.Body, "metadata", "trackingId"),
        };
        var purchaseId = past.Kind == EventKind.Purchase ? ObjectKind.Text(past.Body, "purchaseId") : null;
        if (purchaseId is null ? IsKnown(session, arrived) : EventStore.IsUsed(session, past.Environment.Id, purchaseId))
            return (false, null);

        Ruling? ruling = null;
        if (past.Kind.Assessment is { } asked)
        {
            ruling = ActiveRules.Assess(Book(asked, past.Environment), decisions.Request(asked, past.Body, past.Environment, past.At, past.CorrelationId), past.Environment);
            var answer = asked.Answer(new Assessed(past.Body, ruling, past.Environment, past.CorrelationId, past.At) { Shown = ruling.Decision });
            var verdict = new Verdict(ruling.Decision.ToString(), ruling.Rule, ruling.Clause, Decisions.Detail(ruling));
            arrived = arrived with { Answer = new Answer(StatusCodes.Status200OK, answer, Decision: verdict.Decision), Verdict = verdict };
        }

        arrived = arrived with { Counts = counting.Of(past.Kind, past.Body, ruling, past.Environment, past.At, past.CorrelationId) };
        if (purchaseId is null)
            EventStore.Keep(session, arrived);
        else
            EventStore.KeepPurchase(session, arrived, purchaseId);
        return (true, arrived.Verdict);
    }

    // The same bytes: brought along by an earlier run, or received.
    private static bool IsKnown(WriteSession session, ReceivedEvent arrived) =>
        session.Scalar(
            "SELECT 1 FROM received WHERE event = $1 AND received_at = $2 AND environment_id = $3 AND status = 200 AND request = $4 LIMIT 1",
            arrived.Event, arrived.At.ToUnixTimeMilliseconds(), arrived.EnvironmentId, arrived.Request) is not null
        || EventStore.WasReceived(session, arrived);

    private RuleBook Book(Assessment asked, MerchantEnvironment environment)
    {
        var book = rules.Book(asked.ApiName, environment);
        if (!_books.TryGetValue(book, out var own))
            _books[book] = own = book.With(resources => resources with
            {
                Velocities = asked.ApiName.Length == 0 ? _velocities : new ScopedVelocities(asked.ApiName, _velocities),
                ExternalCaller = null,
            });
        return own;
    }
}
