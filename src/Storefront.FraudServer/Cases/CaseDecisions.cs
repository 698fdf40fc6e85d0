using System.Globalization;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Webhooks;

namespace Storefront.FraudServer.Cases;

/// <summary>What a reviewer says about a case.</summary>
/// <param name="Decision">Approve or Reject.</param>
/// <param name="Reason">One of those there are.</param>
/// <param name="Note">What else there is to say; may be empty.</param>
/// <param name="IsFraud">Whether it was fraud, where the reviewer says so.</param>
internal sealed record ReviewerDecision(string Decision, string Reason, string Note, bool? IsFraud);

/// <summary>Decides cases: decision, note and label in one transaction, the label kept and counted like one a merchant sends.</summary>
internal sealed class CaseDecisions(Writer writer, CaseLog cases, Counting counting, MerchantEnvironments environments, Turnstile turnstile, CaseEvents events)
{
    private static readonly EventKind LabelKind = EventKind.All.Single(kind => kind.Name == "Label");

    /// <summary>Decides a case this person has taken. What stands against it, or null.</summary>
    public Task<string?> DecideAsync(long sequence, Person by, ReviewerDecision said) => WithLabelAsync(sequence, by, said, CaseTables.Decide);

    /// <summary>Decides several at once. How many were, and what stood against the others.</summary>
    public async Task<(int Decided, IReadOnlyList<string> Refused)> DecideAllAsync(IReadOnlyCollection<long> sequences, Person by, ReviewerDecision said)
    {
        var refused = new List<string>();
        foreach (var sequence in sequences)
            if (await WithLabelAsync(sequence, by, said, CaseTables.DecideInBulk) is { } problem)
                refused.Add($"{sequence.ToString(CultureInfo.InvariantCulture)}: {problem}");
        return (sequences.Count - refused.Count, refused);
    }

    private async Task<string?> WithLabelAsync(long sequence, Person by, ReviewerDecision said, Func<WriteSession, long, Person, string, string, string?> decide)
    {
        await turnstile.EnterAsync(); // a label counts, like every event, by rules that do not change under it
        try
        {
            var label = said.IsFraud is { } isFraud && cases.Find(sequence) is { } known ? Label(known, by, isFraud, said.Reason) : null;
            return await writer.RunAsync(session =>
            {
                if (decide(session, sequence, by, said.Decision, said.Reason) is { } problem)
                    return problem;
                if (said.Note.Length > 0)
                    CaseTables.Note(session, sequence, by, said.Note);
                if (label is not null)
                    EventStore.Keep(session, label);
                events.Tell(session, sequence, said.IsFraud);
                return null;
            });
        }
        finally
        {
            turnstile.Leave();
        }
    }

    private ReceivedEvent Label(ReviewCase known, Person by, bool isFraud, string reason)
    {
        var at = by.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        var body = new JsonObject
        {
            ["labelObjectType"] = known.Event switch { "Purchase" => "Purchase", "SignUp" or "AccountCreation" => "ACCOUNTCREATION", "SignIn" or "AccountLogin" => "ACCOUNTLOGIN", _ => "GenericEvent" },
            ["labelObjectId"] = known.SubjectId,
            ["labelSource"] = "ManualReview",
            ["labelState"] = isFraud ? "Fraud" : "FalsePositive",
            ["isFraud"] = isFraud,
            ["reasonText"] = reason,
            ["eventTimeStamp"] = at,
            ["_metadata"] = new JsonObject { ["trackingId"] = Guid.NewGuid().ToString(), ["merchantTimeStamp"] = at },
        };
        var correlationId = Guid.NewGuid().ToString();
        return new ReceivedEvent
        {
            At = by.At,
            Event = LabelKind.Name,
            Path = $"/portal/cases/{known.Sequence.ToString(CultureInfo.InvariantCulture)}",
            CorrelationId = correlationId,
            EnvironmentId = known.EnvironmentId,
            ClientId = "",
            Request = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()),
            Answer = new Answer(StatusCodes.Status200OK, LabelKind.Family.Acknowledgement),
            Links = [.. EventLinks.Of(body)],
            Changes = [.. LabelKind.Changes(body)],
            Counts = environments.Find(known.EnvironmentId) is { } environment ? counting.Of(LabelKind, body, null, environment, by.At, correlationId) : [],
        };
    }
}
