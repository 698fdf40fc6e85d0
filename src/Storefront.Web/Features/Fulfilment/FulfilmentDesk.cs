using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Fulfilment;

/// <summary>A parcel as staff hand it to the carrier.</summary>
/// <param name="Id">Made when the form was rendered: the same form sent twice is one parcel.</param>
/// <param name="Carrier">Who carries it.</param>
/// <param name="TrackingNumber">What the carrier knows it by.</param>
/// <param name="Lines">What is in it; at least one piece.</param>
internal sealed record Parcel(Guid Id, string Carrier, string TrackingNumber, IReadOnlyList<Pieces> Lines);

/// <summary>What happens to the goods: sent, delivered, or not to be had.</summary>
internal sealed class FulfilmentDesk(OrderDesk desk, Cancelling cancelling, RefundDesk refunds, AfterSaleMails mails, AuditTrail audit, RefundSignal signal, TimeProvider clock)
{
    public Task<Refusal?> ShipAsync(long orderId, Parcel parcel, CancellationToken cancellationToken) => desk.ChangeAsync(
        orderId,
        (order, _) => Task.FromResult(Ship(order, parcel)),
        cancellationToken);

    public Task<Refusal?> DeliverAsync(long orderId, Guid shipmentId, CancellationToken cancellationToken) => desk.ChangeAsync(
        orderId,
        (order, _) =>
        {
            if (order.Shipments.Find(shipment => shipment.Id == shipmentId) is not { } shipment)
                return Task.FromResult<Refusal?>(new Refusal("This order has no such parcel."));

            if (shipment.DeliveredAt is null)
            {
                order.Deliver(shipment, clock.GetUtcNow());
                audit.Record("Parcel delivered", $"order {order.Number}", before: null, new { shipment.Carrier, shipment.TrackingNumber });
                mails.Delivered(order, shipment);
            }

            return Task.FromResult<Refusal?>(null);
        },
        cancellationToken);

    /// <summary>Pieces that cannot be sent. When nothing of the order is left, it has failed as a whole and the payment is undone; else those pieces are refunded.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="id">Made when the form was rendered; becomes the refund's ID.</param>
    /// <param name="lines">What cannot be sent.</param>
    /// <param name="restock">Whether the pieces are there after all and can be sold to somebody else.</param>
    /// <param name="note">For colleagues.</param>
    /// <param name="cancellationToken">Stops the wait for the database.</param>
    public async Task<Refusal?> CannotSendAsync(long orderId, Guid id, IReadOnlyList<Pieces> lines, bool restock, string note, CancellationToken cancellationToken)
    {
        var refusal = await desk.ChangeAsync(
            orderId,
            async (order, attempt) =>
            {
                if (order.IsOver || await refunds.KnowsAsync(id, cancellationToken))
                    return null; // asked twice, done once
                if (order.Status == OrderStatus.InReview)
                    return new Refusal("This order is being reviewed. Decide it in the review queue.");
                if (Problem(order, lines) is { } problem)
                    return problem;
                if (order.Lines.All(line => line.Shipped == 0 && line.ToSend == lines.Where(piece => piece.LineId == line.Id).Sum(piece => piece.Quantity)))
                    return await cancelling.FailAsync(order, attempt, restock, cancellationToken);
                if (order.Status != OrderStatus.Paid)
                    return Refusal.Busy;

                var refund = new RefundOrder { Id = id, Lines = lines, Reason = RefundReason.NonFraudRefund, Note = note, Restock = restock };
                if (await refunds.RefundAsync(order, attempt, refund, cancellationToken) is { } refused)
                    return refused;

                mails.NotSent(order, lines);
                return null;
            },
            cancellationToken);
        signal.Set();
        return refusal;
    }

    private Refusal? Ship(Order order, Parcel parcel)
    {
        if (order.Shipments.Exists(shipment => shipment.Id == parcel.Id))
            return null;
        if (!order.CanBeShipped)
            return new Refusal("There is nothing in this order that can be sent now.");
        if (Problem(order, parcel.Lines) is { } problem)
            return problem;

        var shipment = new Shipment
        {
            Id = parcel.Id,
            Carrier = parcel.Carrier,
            TrackingNumber = parcel.TrackingNumber,
            ShippedAt = clock.GetUtcNow(),
            Lines = [.. parcel.Lines.Select(piece => new ShipmentLine { OrderLineId = piece.LineId, Quantity = piece.Quantity })],
        };
        order.Ship(shipment, $"Sent with {parcel.Carrier}, number {parcel.TrackingNumber}.");
        mails.Shipped(order, shipment);
        audit.Record("Parcel sent", $"order {order.Number}", before: null, new { parcel.Carrier, parcel.TrackingNumber, parcel.Lines });
        return null;
    }

    private static Refusal? Problem(Order order, IReadOnlyList<Pieces> lines)
    {
        if (lines.Count == 0)
            return new Refusal("Choose at least one piece.");
        if (lines.GroupBy(piece => piece.LineId).Any(pieces => pieces.Count() > 1 || order.Lines.All(line => line.Id != pieces.Key)))
            return new Refusal("A line was named that this order does not have.");
        return lines.FirstOrDefault(piece => piece.Quantity < 1 || piece.Quantity > order.Line(piece.LineId).ToSend) is { } wrong
            ? new Refusal($"Of {order.Line(wrong.LineId).Name}, {order.Line(wrong.LineId).ToSend} are left to send.")
            : null;
    }
}
