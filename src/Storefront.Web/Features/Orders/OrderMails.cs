using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Hosting;

namespace Storefront.Web.Features.Orders;

/// <summary>Writes to the shopper about each change of an order they would want to know of, in the transaction of that change.</summary>
internal sealed class OrderMails(StoreDb db, MailWriter writer, OrderLinks links, OrderPricing pricing, ShopAddress shop)
{
    public void Placed(Order order) => Add(order, "Your order is placed", "Thank you. We have your order and your payment, and pack it within a working day.");

    public void Held(Order order) => Add(order, "We are checking your order", "Thank you. We are checking your order, which usually takes less than a day. Your card is reserved, not charged.", "We write to you again when we know.");

    public void Released(Order order) => Add(order, "Your order goes ahead", "The check is done: your order goes ahead and is paid. We pack it within a working day.");

    public void Cancelled(Order order, string why) => Add(order, "Your order was cancelled", $"{why} Your order is cancelled.", MoneyBack(order));

    public void Failed(Order order) => Add(order, "We cannot send your order", "We are sorry: we cannot send what you ordered, and have called the order off.", MoneyBack(order));

    /// <summary>A letter about an order, with a link to it.</summary>
    public MailMessage Write(Order order, string heading, IReadOnlyList<string> paragraphs, IReadOnlyList<LetterLine> lines, IReadOnlyList<LetterSum>? sums = null, Guid? id = null)
    {
        var letter = new Letter
        {
            To = order.Email,
            About = order.Number,
            Subject = $"{heading} ({order.Number})",
            Heading = heading,
            Paragraphs = [$"Order {order.Number}", .. paragraphs],
            Lines = lines,
            Sums = sums ?? [],
            Link = new LetterLink("See your order", shop.Of($"/orders/{order.Number}?key={links.Key(order)}")),
        };
        return writer.Write(letter, id);
    }

    /// <summary>There is no order to link to: the bank never answered, or was never asked.</summary>
    public void PaymentFailed(Attempt attempt)
    {
        var heading = attempt.BankWasAsked ? "Your payment could not be completed" : "Your order was not placed";
        db.Mail.Add(writer.Write(new Letter
        {
            To = attempt.Snapshot.Email,
            About = attempt.Id.ToString(),
            Subject = heading,
            Heading = heading,
            Paragraphs = attempt.BankWasAsked
                ? ["The bank gave no answer, so your order was not placed.", "Nothing is charged. If the amount was reserved on your card, it is being released."]
                : ["We were interrupted before we asked the bank, so your order was not placed.", "Nothing was reserved or charged."],
            Link = new LetterLink("Back to your cart", shop.Of("/cart")),
        }));
    }

    private static string MoneyBack(Order order) => order.Captured > 0
        ? "What you paid goes back to your card; your bank may take a few days to show it."
        : "Nothing is charged. What was reserved on your card is released; your bank may take a few days to show it.";

    private void Add(Order order, string heading, params string[] paragraphs)
    {
        var bought = order.Purchase;
        db.Mail.Add(Write(
            order,
            heading,
            paragraphs,
            [.. bought.Lines.Select(line => new LetterLine($"{line.Quantity} × {line.ProductName}", line.VariantName, pricing.Currency.Format(line.LineTotal)))],
            [
                new LetterSum("Shipping", bought.ShippingCost == 0 ? "Free" : pricing.Currency.Format(bought.ShippingCost)),
                new LetterSum("Tax", pricing.Currency.Format(bought.Tax)),
                new LetterSum("Total", pricing.Currency.Format(bought.Total)),
            ]));
    }
}
