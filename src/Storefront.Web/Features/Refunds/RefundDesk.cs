using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Staff;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Refunds;

/// <summary>What staff ask for on the order's page.</summary>
internal sealed record RefundOrder
{
    /// <summary>Made when the form was rendered: the same form sent twice is one refund.</summary>
    public required Guid Id { get; init; }

    /// <summary>Null: what the lines are worth, or without lines everything that remains.</summary>
    public decimal? Amount { get; init; }

    public IReadOnlyList<Pieces> Lines { get; init; } = [];

    public RefundReason Reason { get; init; }

    public string Note { get; init; } = "";

    public bool Restock { get; init; }
}

/// <summary>Decides on refunds: sets their amount aside and hands them to <see cref="RefundRunner"/>, which asks the bank.</summary>
internal sealed class RefundDesk(
    StoreDb db, OrderDesk desk, OrderBook book, RefundAmounts amounts, RefundEvents events, OrderPricing pricing, AuditTrail audit, RefundSignal signal, TimeProvider clock)
{
    public async Task<Refusal?> RefundAsync(long orderId, RefundOrder asked, CancellationToken cancellationToken)
    {
        var refusal = await desk.ChangeAsync(orderId, (order, attempt) => RefundAsync(order, attempt, asked, cancellationToken), cancellationToken);
        signal.Set();
        return refusal;
    }

    /// <summary>Part of the change of an order. Pieces that have not left will not be sent; pieces that have count as returned.</summary>
    public async Task<Refusal?> RefundAsync(Order order, Attempt attempt, RefundOrder asked, CancellationToken cancellationToken)
    {
        if (await KnowsAsync(asked.Id, cancellationToken))
            return null; // asked twice, done once
        if (Problem(order, asked) is { } problem)
            return problem;

        var refund = Refund.Ask(asked.Id, order, asked.Amount ?? (asked.Lines.Count > 0 ? amounts.Of(order, asked.Lines) : order.Remaining), asked.Reason, asked.Note, clock.GetUtcNow());
        refund.Lines.AddRange(asked.Lines.Select(piece => new RefundLine { OrderLineId = piece.LineId, Quantity = piece.Quantity }));
        events.Requested(refund, attempt);
        foreach (var (lineId, quantity) in asked.Lines)
        {
            var line = order.Line(lineId);
            var unsent = Math.Min(line.ToSend, quantity);
            order.CallOff(line, unsent, clock.GetUtcNow());
            line.Return(quantity - unsent);
            if (asked.Restock)
                await book.RestockAsync(line, quantity, cancellationToken);
        }

        db.Refunds.Add(refund);
        audit.Record("Refund made", $"order {order.Number}", new { order.Remaining }, new { refund.Id, refund.Amount, refund.Reason, refund.Note, asked.Lines, asked.Restock });
        return await ApproveAsync(order, refund, refund.Amount, cancellationToken);
    }

    public Task<bool> KnowsAsync(Guid id, CancellationToken cancellationToken) => db.Refunds.AnyAsync(refund => refund.Id == id, cancellationToken);

    /// <summary>Sets the amount aside and lets the bank be asked. Of refunds that together are too much, the later ones are refused.</summary>
    public async Task<Refusal?> ApproveAsync(Order order, Refund refund, decimal amount, CancellationToken cancellationToken)
    {
        var set = amount > 0 && await SetAsideAsync(order, amount, cancellationToken);
        if (!set)
            return TooMuch(order);

        refund.Approve(amount, clock.GetUtcNow());
        order.Note(clock.GetUtcNow(), $"A refund of {pricing.Currency.Format(amount)} is on its way.");
        return null;
    }

    /// <summary>The bank did not pay: the amount can be refunded in another way.</summary>
    public Task<int> ReleaseAsync(Refund refund, CancellationToken cancellationToken) =>
        db.Orders.Where(order => order.Id == refund.OrderId)
            .ExecuteUpdateAsync(set => set.SetProperty(order => order.GivenBack, order => order.GivenBack - refund.Amount), cancellationToken);

    // One conditional update decides; the entity follows it.
    private async Task<bool> SetAsideAsync(Order order, decimal amount, CancellationToken cancellationToken)
    {
        var changed = await db.Orders.Where(row => row.Id == order.Id && row.GivenBack + amount <= row.Captured)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.GivenBack, row => row.GivenBack + amount), cancellationToken);
        if (changed == 0)
            return false;

        var given = db.Entry(order).Property(row => row.GivenBack);
        given.CurrentValue = given.OriginalValue = order.GivenBack + amount;
        return true;
    }

    private Refusal? Problem(Order order, RefundOrder asked)
    {
        if (order.IsOver || order.Remaining == 0)
            return new Refusal("Nothing of this order's payment is left to refund.");
        if (asked.Amount is { } amount && (amount <= 0 || amount != pricing.Currency.Round(amount)))
            return new Refusal("Enter an amount above zero, with at most as many decimals as the currency has.");
        if (asked.Amount > order.Remaining)
            return TooMuch(order);
        if (asked.Lines.GroupBy(piece => piece.LineId).Any(pieces => pieces.Count() > 1 || order.Lines.All(line => line.Id != pieces.Key)))
            return new Refusal("A line was named that this order does not have.");
        if (asked.Lines.FirstOrDefault(piece => piece.Quantity < 1 || piece.Quantity > Open(order.Line(piece.LineId))) is { } wrong)
            return new Refusal($"At most {Open(order.Line(wrong.LineId))} of {order.Line(wrong.LineId).Name} can be refunded.");

        var left = order.Lines.Sum(line => line.Quantity - line.CalledOff) - asked.Lines.Sum(piece => Math.Min(order.Line(piece.LineId).ToSend, piece.Quantity));
        return left == 0 ? new Refusal("Nothing of the order would be left to send. Cancel it instead.") : null;
    }

    private static int Open(OrderLine line) => line.ToSend + line.ToReturn;

    private Refusal TooMuch(Order order) => new($"At most {pricing.Currency.Format(order.Remaining)} can be refunded.");
}
