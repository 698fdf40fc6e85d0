using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Staff;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Chargebacks;

/// <summary>
/// Records what the bank writes and what we answer. Every step is one transaction that locks the order's row and holds the
/// event that tells of it; the order itself stays as it is.
/// </summary>
internal sealed class ChargebackDesk(StoreDb db, OrderDesk desk, ChargebackEvents events, AuditTrail audit, OrderPricing pricing, TimeProvider clock)
{
    /// <summary>A notice of a case that is not known yet. The same case again changes nothing.</summary>
    public async Task<Refusal?> RecordAsync(Guid id, BankNotice notice, string by, CancellationToken cancellationToken) =>
        await OrderIdAsync(notice.Order, cancellationToken) is not { } orderId
            ? new Refusal($"There is no order {notice.Order}.")
            : await desk.ChangeAsync(orderId, (order, attempt) => RecordAsync(order, attempt, id, notice, by, cancellationToken), cancellationToken);

    /// <param name="id">The chargeback.</param>
    /// <param name="step">How many steps whoever asks has seen: a form sent twice moves it once, and one of an old page not at all.</param>
    /// <param name="move">What it becomes.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="cancellationToken">Stops the wait for the database.</param>
    public async Task<Refusal?> MoveAsync(Guid id, int step, ChargebackMove move, string by, CancellationToken cancellationToken)
    {
        var orderId = await db.Chargebacks.Where(chargeback => chargeback.Id == id).Select(chargeback => chargeback.OrderId).SingleAsync(cancellationToken);
        return await desk.ChangeAsync(
            orderId,
            async (order, attempt) => Move(await db.Chargebacks.Include(chargeback => chargeback.Steps).SingleAsync(chargeback => chargeback.Id == id, cancellationToken), order, attempt, step, move, by),
            cancellationToken);
    }

    /// <summary>Of all that is asked back of an order and not won by us, at most what was taken.</summary>
    public async Task<Refusal?> ProblemAsync(Order order, BankNotice notice, CancellationToken cancellationToken)
    {
        if (order.Captured == 0)
            return new Refusal($"Nothing was ever taken for order {order.Number}, so nothing can be charged back.");

        var others = (await db.Chargebacks.Where(other => other.OrderId == order.Id && other.Status != ChargebackStatus.Reversed && other.BankCase != notice.BankCase)
            .Select(other => other.Amount).ToListAsync(cancellationToken)).Sum();
        return notice.Amount > order.Captured - others
            ? new Refusal($"At most {pricing.Currency.Format(order.Captured - others)} can be charged back: {pricing.Currency.Format(order.Captured)} was taken{(others > 0 ? $", and {pricing.Currency.Format(others)} is in another case" : "")}.")
            : null;
    }

    public Task<long?> OrderIdAsync(string reference, CancellationToken cancellationToken) =>
        db.Orders.Where(order => order.Number == reference || order.PurchaseId == reference).Select(order => (long?)order.Id).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The chargeback of a case of the bank.</summary>
    public Task<Guid> IdAsync(string bankCase, CancellationToken cancellationToken) =>
        db.Chargebacks.Where(chargeback => chargeback.BankCase == bankCase).Select(chargeback => chargeback.Id).SingleAsync(cancellationToken);

    private async Task<Refusal?> RecordAsync(Order order, Attempt attempt, Guid id, BankNotice notice, string by, CancellationToken cancellationToken)
    {
        if (await db.Chargebacks.Where(known => known.BankCase == notice.BankCase || known.Id == id).FirstOrDefaultAsync(cancellationToken) is { } known)
            return known.OrderId == order.Id ? null : new Refusal($"Case {notice.BankCase} is about another order.");
        if (notice.Status != ChargebackStatus.Inquiry)
            return new Refusal($"Case {notice.BankCase} is not known. A new one begins with an inquiry.");
        if (await ProblemAsync(order, notice, cancellationToken) is { } problem)
            return problem;

        var chargeback = Chargeback.Record(id, order.Id, notice, by, clock.GetUtcNow());
        db.Chargebacks.Add(chargeback);
        events.Tell(chargeback, chargeback.Steps[0], attempt);
        audit.Record("Chargeback recorded", Subject(chargeback, order), before: null, new { chargeback.Id, chargeback.Amount, chargeback.Reason, chargeback.DueOn });
        return null;
    }

    private Refusal? Move(Chargeback chargeback, Order order, Attempt attempt, int seen, ChargebackMove move, string by)
    {
        var last = chargeback.Steps.MaxBy(step => step.Number)!;
        if (last.Number != seen)
            return last.Status == move.To && last.Number == seen + 1 && last.By == by ? null : new Refusal($"{last.By} has moved this case to {ChargebackWords.Of(last.Status).Word} meanwhile.");
        if (!chargeback.Next.Contains(move.To))
            return new Refusal($"From {ChargebackWords.Of(last.Status).Word} it cannot become {ChargebackWords.Of(move.To).Word}.");

        var step = chargeback.Move(move.To, move.BankAt ?? clock.GetUtcNow(), move.DueOn, by, move.Note, clock.GetUtcNow());
        db.Entry(step).State = EntityState.Added; // its key is ours, so EF would take it for one that exists
        if (step.Status == ChargebackStatus.Accepted)
            chargeback.Lose(order);
        events.Tell(chargeback, step, attempt);
        audit.Record("Chargeback moved", Subject(chargeback, order), new { last.Status }, new { step.Status, step.BankAt, step.Note });
        return null;
    }

    private static string Subject(Chargeback chargeback, Order order) => $"order {order.Number}, case {chargeback.BankCase}";
}

/// <summary>What a chargeback becomes.</summary>
internal sealed record ChargebackMove(ChargebackStatus To)
{
    /// <summary>Null: now.</summary>
    public DateTimeOffset? BankAt { get; init; }

    public DateOnly? DueOn { get; init; }

    public string Note { get; init; } = "";
}
