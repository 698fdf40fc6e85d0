using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Features.Staff;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Returns;

/// <summary>What a buyer asks to send back.</summary>
/// <param name="Id">Made when the form was rendered: the same form sent twice asks once.</param>
/// <param name="Lines">At least one.</param>
/// <param name="Note">In the buyer's words; at most 1000 characters are kept.</param>
internal sealed record ReturnAsk(Guid Id, IReadOnlyList<ReturnPieces> Lines, string Note);

internal sealed record ReturnPieces(long LineId, int Quantity, ReturnReason Reason);

/// <summary>Returns, from the buyer's question to the decision. The refund is stored and told from the first moment, and paid when accepted.</summary>
internal sealed class ReturnDesk(
    StoreDb db, OrderDesk desk, OrderBook book, RefundDesk refunds, RefundAmounts amounts, RefundEvents events, AfterSaleMails mails, AuditTrail audit, RefundSignal signal, TimeProvider clock)
{
    /// <summary>The buyer asks. Whose order it is has been settled by the caller.</summary>
    public Task<Refusal?> AskAsync(long orderId, ReturnAsk asked, CancellationToken cancellationToken) => desk.ChangeAsync(
        orderId,
        async (order, attempt) =>
        {
            if (await db.Returns.AnyAsync(request => request.Id == asked.Id, cancellationToken))
                return null;
            if (Problem(order, asked) is { } problem)
                return problem;

            var now = clock.GetUtcNow();
            var pieces = asked.Lines.Select(line => new Pieces(line.LineId, line.Quantity)).ToList();
            var refund = Refund.Ask(Guid.NewGuid(), order, amounts.Of(order, pieces), RefundReason.CustomerRequest, "", now);
            refund.Lines.AddRange(pieces.Select(piece => new RefundLine { OrderLineId = piece.LineId, Quantity = piece.Quantity }));
            var request = new ReturnRequest { Id = asked.Id, OrderId = order.Id, RefundId = refund.Id, Refund = refund, Note = Short(asked.Note), AskedAt = now };
            foreach (var line in asked.Lines)
            {
                order.Line(line.LineId).AskBack(line.Quantity);
                request.Lines.Add(new ReturnLine { OrderLineId = line.LineId, Quantity = line.Quantity, Reason = line.Reason });
            }

            db.Returns.Add(request);
            events.Requested(refund, attempt);
            order.Note(now, "You asked to return something.");
            mails.ReturnAsked(order, request);
            return null;
        },
        cancellationToken);

    /// <summary>Staff accept: the pieces are back, the refund is paid next.</summary>
    /// <param name="id">The return.</param>
    /// <param name="amount">Null: what was asked for.</param>
    /// <param name="restock">Whether the pieces can be sold again.</param>
    /// <param name="answer">What the buyer is told besides; may be empty.</param>
    /// <param name="cancellationToken">Stops the wait for the database.</param>
    public async Task<Refusal?> AcceptAsync(Guid id, decimal? amount, bool restock, string answer, CancellationToken cancellationToken)
    {
        var refusal = await DecideAsync(
            id,
            async (order, _, request, refund) =>
            {
                if (amount > refund.Amount)
                    return new Refusal("That is more than the pieces are worth. Use a refund on the order's page for anything beyond.");
                if (await refunds.ApproveAsync(order, refund, amount ?? Math.Min(refund.Amount, order.Remaining), cancellationToken) is { } problem)
                    return problem;

                foreach (var piece in request.Lines)
                {
                    var line = order.Line(piece.OrderLineId);
                    line.StopAsking(piece.Quantity);
                    line.Return(piece.Quantity);
                    if (restock)
                        await book.RestockAsync(line, piece.Quantity, cancellationToken);
                }

                audit.Record("Return accepted", $"order {order.Number}", new { request.State }, new { request.Id, refund.Amount, Restocked = restock });
                request.Accept(Short(answer), clock.GetUtcNow());
                mails.ReturnAccepted(order, request, refund.Amount);
                return null;
            },
            cancellationToken);
        signal.Set();
        return refusal;
    }

    /// <summary>Staff refuse, and say why.</summary>
    public Task<Refusal?> RefuseAsync(Guid id, string answer, CancellationToken cancellationToken) => DecideAsync(
        id,
        (order, attempt, request, refund) =>
        {
            var now = clock.GetUtcNow();
            foreach (var piece in request.Lines)
                order.Line(piece.OrderLineId).StopAsking(piece.Quantity);
            audit.Record("Return refused", $"order {order.Number}", new { request.State }, new { request.Id });
            request.Refuse(Short(answer), now);
            refund.Refuse(now);
            events.Declined(refund, attempt, now);
            order.Note(now, "We could not accept your return.");
            mails.ReturnRefused(order, request);
            return Task.FromResult<Refusal?>(null);
        },
        cancellationToken);

    private async Task<Refusal?> DecideAsync(
        Guid id, Func<Order, Checkout.Attempt, ReturnRequest, Refund, Task<Refusal?>> decide, CancellationToken cancellationToken)
    {
        var orderId = await db.Returns.Where(request => request.Id == id).Select(request => request.OrderId).SingleOrDefaultAsync(cancellationToken);
        return await desk.ChangeAsync(
            orderId,
            async (order, attempt) =>
            {
                var request = await db.Returns.Include(request => request.Lines).Include(request => request.Refund).SingleAsync(request => request.Id == id, cancellationToken);
                return request.State == ReturnState.Asked
                    ? await decide(order, attempt, request, request.Refund!)
                    : new Refusal("This return was decided already.");
            },
            cancellationToken);
    }

    private static Refusal? Problem(Order order, ReturnAsk asked)
    {
        if (!order.CanBeReturned)
            return new Refusal("There is nothing in this order that can be sent back now.");
        if (asked.Lines.Count == 0)
            return new Refusal("Choose what you want to send back.");
        if (asked.Lines.GroupBy(piece => piece.LineId).Any(pieces => pieces.Count() > 1 || order.Lines.All(line => line.Id != pieces.Key)))
            return new Refusal("Something was named that is not in this order.");
        return asked.Lines.FirstOrDefault(piece => piece.Quantity < 1 || piece.Quantity > order.Line(piece.LineId).ToReturn) is { } wrong
            ? new Refusal($"At most {order.Line(wrong.LineId).ToReturn} of {order.Line(wrong.LineId).Name} can be sent back.")
            : null;
    }

    private static string Short(string text) => text.Trim() is { Length: > 1000 } many ? many[..1000] : text.Trim();
}
