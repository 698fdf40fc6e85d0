using Storefront.Web.Data;
using Storefront.Web.Features.Fulfilment;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Returns;

namespace Storefront.Web.Features.Orders;

/// <summary>What a buyer is written to after the sale, in the transaction of the change it tells of.</summary>
internal sealed class AfterSaleMails(StoreDb db, OrderMails mails, OrderPricing pricing)
{
    private const string BankTakesDays = "Your bank may take a few days to show it.";

    public void Shipped(Order order, Shipment shipment) => Write(
        order,
        order.Lines.Any(line => line.ToSend > 0) ? "Part of your order is on its way" : "Your order is on its way",
        [$"We handed your parcel to {shipment.Carrier}. Its number there is {shipment.TrackingNumber}.", .. order.Lines.Any(line => line.ToSend > 0) ? ["The rest follows, and we write to you when it leaves."] : Array.Empty<string>()],
        shipment.Lines.Select(line => new Pieces(line.OrderLineId, line.Quantity)));

    public void Delivered(Order order, Shipment shipment) => Write(
        order,
        "Your parcel has arrived",
        [$"{shipment.Carrier} says parcel {shipment.TrackingNumber} was delivered. If something is not right, you can ask for a return on the page of your order."],
        shipment.Lines.Select(line => new Pieces(line.OrderLineId, line.Quantity)));

    public void NotSent(Order order, IEnumerable<Pieces> pieces) => Write(
        order,
        "We cannot send part of your order",
        ["We are sorry: we do not have these after all. What you paid for them goes back to your card.", BankTakesDays],
        pieces);

    public void Refunded(Order order, decimal amount) => Write(
        order,
        $"{pricing.Currency.Format(amount)} is on its way back to you",
        [$"We refunded {pricing.Currency.Format(amount)} to the card you paid with, {order.Purchase.Card.Brand} ending {order.Purchase.Card.LastFour}.", BankTakesDays],
        []);

    public void RefundFailed(Order order, decimal amount) => Write(
        order,
        "Your refund needs another way",
        [$"Your card's bank did not take the {pricing.Currency.Format(amount)} we wanted to refund. We are looking into it and write to you again."],
        []);

    public void ReturnAsked(Order order, ReturnRequest request) => Write(
        order, "We have your return request", ["We look at it within two working days and write to you. Please keep the items until then."], Of(request));

    public void ReturnAccepted(Order order, ReturnRequest request, decimal amount) => Write(
        order,
        "Your return is accepted",
        [$"We refund {pricing.Currency.Format(amount)} to the card you paid with.", .. Said(request), BankTakesDays],
        Of(request));

    public void ReturnRefused(Order order, ReturnRequest request) => Write(
        order, "We cannot accept your return", ["We looked at your request and cannot accept it.", .. Said(request)], Of(request));

    private void Write(Order order, string heading, string[] paragraphs, IEnumerable<Pieces> pieces) =>
        db.Mail.Add(mails.Write(
            order,
            heading,
            paragraphs,
            [.. pieces.Select(piece => (Line: order.Line(piece.LineId), piece.Quantity)).Select(piece => new LetterLine($"{piece.Quantity} × {piece.Line.Name}", "", pricing.Currency.Format(piece.Line.UnitPrice * piece.Quantity)))]));

    private static IEnumerable<Pieces> Of(ReturnRequest request) => request.Lines.Select(line => new Pieces(line.OrderLineId, line.Quantity));

    private static string[] Said(ReturnRequest request) => request.Answer.Length > 0 ? [request.Answer] : [];
}
