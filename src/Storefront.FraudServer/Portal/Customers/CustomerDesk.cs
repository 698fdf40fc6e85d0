using System.Text.Json.Nodes;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Portal.Lists;
using Storefront.FraudServer.Portal.Search;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Customers;

/// <summary>Puts together what is known of somebody: the newest events that name them, what they bought, and what became of it.</summary>
internal sealed class CustomerDesk(ReceivedLog received, Standing standing, Aftermath aftermath, ListFolder lists, SupportLists support, TimeProvider time)
{
    public const int Most = 300;
    private const int Shown = 50;
    private const int MostSubjects = 30;

    public CustomerModel Find(string id)
    {
        if (EventLinks.Asked(id) is not { Length: > 0 } asked)
            return new CustomerModel();
        var rows = received.Before(long.MaxValue, asked, Most + 1);
        var looked = rows.Take(Most).ToList();
        var bodies = looked.Select(row => (Row: row, Body: Read(row))).ToList();
        var subjects = bodies.Where(one => one.Body is not null).SelectMany(one => Subject.Of(one.Body!)).GroupBy(subject => subject)
            .OrderByDescending(group => group.Count()).Take(MostSubjects).Select(group => new CustomerSubject(StandingOf(group.Key), group.Count())).ToList();
        return new CustomerModel
        {
            Id = id.Trim(),
            Newest = [.. looked.Take(Shown)],
            Looked = looked.Count,
            HasMore = rows.Count > Most,
            First = looked.Count > 0 ? looked[^1].At : null,
            Spans = Spans(bodies),
            Subjects = subjects,
            Listed = [.. subjects.SelectMany(one => support.History(one.Standing.Subject.List, one.Standing.Subject.Value).Select(change => (one.Standing.Subject, change)))
                .OrderByDescending(one => one.change.At).Take(Shown)],
        };
    }

    private List<CustomerSpan> Spans(IReadOnlyList<(ReceivedRow Row, JsonObject? Body)> events)
    {
        var now = time.GetUtcNow();
        var spans = new (CustomerSpan Span, TimeSpan? Length)[] { (new("24 hours"), TimeSpan.FromHours(24)), (new("30 days"), TimeSpan.FromDays(30)), (new("All looked at"), null) };
        foreach (var (row, body) in events)
        {
            var within = spans.Where(span => span.Length is not { } length || row.At > now - length).Select(span => span.Span).ToList();
            within.ForEach(span => span.Events++);
            if (body is not null && row.Event == EventKind.Purchase.Name && row.Verdict is { } verdict)
                Add(within, row, body, verdict);
        }

        return [.. spans.Select(span => span.Span)];
    }

    private void Add(List<CustomerSpan> spans, ReceivedRow row, JsonObject body, Verdict verdict)
    {
        var id = ObjectKind.Text(body, "purchaseId") ?? "";
        var bought = Money(body, "totalAmount");
        var refunds = standing.RefundsOf(row.EnvironmentId, id).Where(refund => refund.Outcome?.Equals("Approved", StringComparison.OrdinalIgnoreCase) ?? false).Select(refund => Money(refund.State, "amount")).ToList();
        var chargebacks = standing.ChargebacksOf(row.EnvironmentId, id).Select(chargeback => Money(chargeback.State, "amount")).ToList();
        var isFraud = aftermath.IsFraud(row.EnvironmentId, "Purchase", id);
        foreach (var span in spans)
        {
            span.Purchases++;
            span.Decisions[verdict.Decision] = span.Decisions.GetValueOrDefault(verdict.Decision) + 1;
            if (verdict.Decision == "Approve")
                span.Approved.Add(bought.Amount, bought.Currency);
            refunds.ForEach(money => span.Refunded.Add(money.Amount, money.Currency.Length > 0 ? money.Currency : bought.Currency));
            chargebacks.ForEach(money => span.ChargedBack.Add(money.Amount, money.Currency.Length > 0 ? money.Currency : bought.Currency));
            span.Frauds += isFraud ? 1 : 0;
        }
    }

    private static (decimal Amount, string Currency) Money(JsonObject state, string member) => (
        state[member] is JsonValue value && value.TryGetValue(out decimal amount) ? amount : 0, ObjectKind.Text(state, "currency")?.ToUpperInvariant() ?? "");

    private SubjectStanding StandingOf(Subject subject)
    {
        var entry = lists.Lists.Support(subject.List)?.Find(subject.Value.Trim(), time.GetUtcNow().UtcDateTime);
        return new(subject, entry?.Status.ToString(), entry?.Reason, entry?.Expires);
    }

    private static JsonObject? Read(ReceivedRow row)
    {
        using var document = Body.Parse(row.Request);
        return document is null ? null : JsonObject.Create(document.RootElement.Clone());
    }
}
