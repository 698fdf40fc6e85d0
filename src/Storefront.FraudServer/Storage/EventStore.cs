using System.Text.Json.Nodes;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.FraudServer.Storage;

/// <summary>What is kept of a request that was answered.</summary>
internal sealed record ReceivedEvent
{
    public required DateTimeOffset At { get; init; }
    public required string Event { get; init; }
    public required string Path { get; init; }
    public required string CorrelationId { get; init; }
    public required string EnvironmentId { get; init; }
    public required string ClientId { get; init; }
    public required byte[] Request { get; init; }
    public required Answer Answer { get; init; }
    public IReadOnlyList<string> Links { get; init; } = [];
    public IReadOnlyList<ObjectChange> Changes { get; init; } = [];
    public Verdict? Verdict { get; init; }

    /// <summary>What it adds to the velocities.</summary>
    public IReadOnlyList<VelocityUpdate> Counts { get; init; } = [];

    /// <summary>What it opens for people to decide.</summary>
    public NewCase? Case { get; init; }

    /// <summary>What it says about an event that people were to decide about.</summary>
    public ShopDecision? ShopDecision { get; init; }

    /// <summary>The event's own mark, by which a second delivery of it is known.</summary>
    public string? TrackingId { get; init; }
}

/// <summary>What the rules said, whatever the caller was answered. The detail is JSON.</summary>
public sealed record Verdict(string Decision, string Rule, string Clause, string? Detail)
{
    /// <summary>What a draft that runs beside the rules would have said.</summary>
    public Publishing.ShadowVerdict? Shadow { get; init; }
}

/// <summary>What goes back to the caller.</summary>
internal sealed record Answer(int Status, byte[] Body, string? ErrorReason = null, string? Decision = null);

/// <summary>Keeps events and what they add up to. When a task ends, the disk has it.</summary>
internal sealed class EventStore(Writer writer)
{
    /// <summary>Keeps the event. Its answer.</summary>
    public Task<Answer> KeepAsync(ReceivedEvent received) => writer.RunAsync(session =>
    {
        Keep(session, received);
        return received.Answer;
    });

    /// <summary>Keeps a purchase whose ID was never used before; another one is answered by <paramref name="used"/>, given the first answer while it is kept.</summary>
    public Task<Answer> KeepPurchaseAsync(ReceivedEvent received, string purchaseId, Func<byte[]?, Answer> used) => writer.RunAsync(session =>
    {
        if (session.First(
            "SELECT response FROM purchase LEFT JOIN received ON received.sequence = purchase.sequence WHERE purchase.environment_id = $1 AND purchase_id = $2",
            row => Tuple.Create(row.IsDBNull(0) ? null : row.GetFieldValue<byte[]>(0)), received.EnvironmentId, new Key(purchaseId)) is { } first)
        {
            var answer = used(first.Item1);
            Append(session, received with { Answer = answer, Verdict = null });
            return answer;
        }

        KeepPurchase(session, received, purchaseId);
        return received.Answer;
    });

    /// <summary>Whether a purchase ID was used before.</summary>
    public static bool IsUsed(WriteSession session, string environmentId, string purchaseId) =>
        session.Scalar("SELECT 1 FROM purchase WHERE environment_id = $1 AND purchase_id = $2", environmentId, new Key(purchaseId)) is not null;

    /// <summary>Keeps a purchase whose ID was never used before.</summary>
    public static void KeepPurchase(WriteSession session, ReceivedEvent received, string purchaseId)
    {
        var sequence = Keep(session, received);
        session.Execute("INSERT INTO purchase (environment_id, purchase_id, sequence) VALUES ($1, $2, $3)", received.EnvironmentId, new Key(purchaseId), sequence);
    }

    public static long Keep(WriteSession session, ReceivedEvent received)
    {
        var isNew = (received.Counts.Count > 0 || received.Case is not null) && !WasReceived(session, received);
        var sequence = Append(session, received);
        foreach (var change in received.Changes)
            Apply(session, received, change, sequence);
        if (isNew)
            foreach (var update in received.Counts)
                VelocityTables.Add(session, update);
        if (isNew && received.Case is { } begun)
            CaseTables.Open(session, sequence, received, begun);
        if (received.ShopDecision is { } told)
            CaseTables.Close(session, received, told);
        return sequence;
    }

    // Whoever got no answer sends the same bytes again: that is the same event, and counts once.
    public static bool WasReceived(WriteSession session, ReceivedEvent received) => received.TrackingId is { } trackingId && session.Scalar(
        """
        SELECT 1 FROM received_link CROSS JOIN received
        WHERE received.sequence = received_link.sequence AND received_link.id = $1 AND environment_id = $2 AND event = $3 AND status = 200 AND request = $4 LIMIT 1
        """, new Key(trackingId), received.EnvironmentId, received.Event, received.Request) is not null;

    private static long Append(WriteSession session, ReceivedEvent received)
    {
        var sequence = (long)session.Scalar(
            """
            INSERT INTO received (received_at, event, path, correlation_id, environment_id, client_id, status, request, response, decision, rule, clause, detail)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING sequence
            """,
            received.At.ToUnixTimeMilliseconds(), received.Event, received.Path, received.CorrelationId, received.EnvironmentId, received.ClientId,
            received.Answer.Status, received.Request, received.Answer.Body,
            received.Verdict?.Decision, received.Verdict?.Rule, received.Verdict?.Clause, received.Verdict?.Detail)!;
        if (received.Verdict is { Rule.Length: > 0 } verdict)
            session.Execute(
                """
                INSERT INTO rule_hit (environment_id, hour, rule, clause, decision, hits) VALUES ($1, $2, $3, $4, $5, 1)
                ON CONFLICT (hour, environment_id, rule, clause, decision) DO UPDATE SET hits = rule_hit.hits + 1
                """,
                received.EnvironmentId, received.At.ToUnixTimeSeconds() / 3600, verdict.Rule, verdict.Clause, verdict.Decision);
        if (received.Verdict is { Shadow: { } shadow } decided)
            Publishing.ShadowLog.Keep(session, sequence, decided.Decision, shadow);
        foreach (var link in received.Links)
            session.Execute("INSERT INTO received_link (id, sequence) VALUES ($1, $2)", new Key(link), sequence);
        return sequence;
    }

    private static void Apply(WriteSession session, ReceivedEvent received, ObjectChange change, long sequence)
    {
        var known = session.First(
            "SELECT state, outcome FROM object WHERE environment_id = $1 AND kind = $2 AND id = $3",
            row => Tuple.Create(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1)),
            received.EnvironmentId, change.Kind.Name, new Key(change.Id));
        var state = change.Part;
        if (known is not null)
            Merge.Into(state = JsonNode.Parse(known.Item1)!.AsObject(), change.Part);
        session.Execute(
            """
            INSERT INTO object (environment_id, kind, id, subject, at, sequence, outcome, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (environment_id, kind, id) DO UPDATE SET
                subject = excluded.subject, at = excluded.at, sequence = excluded.sequence, outcome = excluded.outcome, state = excluded.state
            """,
            received.EnvironmentId, change.Kind.Name, new Key(change.Id), new Key(change.Kind.Subject(state)), change.Kind.When(state, received.At).UtcTicks, sequence,
            change.Kind.Outcome(known?.Item2, state), state.ToJsonString());
    }
}
