using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Mail;

namespace Storefront.Web.Features.Orders;

/// <summary>Writes to the shopper about each change of an order they would want to know of, in the transaction of that change.</summary>
internal sealed class OrderMails(StoreDb db, OrderLinks links, TimeProvider clock)
{
    public void Placed(Order order) => Write(order, "Your order is placed", "Thank you. We have your order and your payment, and pack it within a working day.");

    public void Held(Order order) => Write(order, "We are checking your order", "Thank you. We are checking your order, which usually takes less than a day. Your card is reserved, not charged. We write again when we know.");

    public void Released(Order order) => Write(order, "Your order goes ahead", "The check is done: your order goes ahead and is paid. We pack it within a working day.");

    public void Cancelled(Order order, string why) => Write(order, "Your order was cancelled", $"{why} Your order is cancelled. Nothing is charged; what was reserved on your card is released.");

    /// <summary>There is no order to link to: the bank never answered.</summary>
    public void PaymentFailed(Attempt attempt) =>
        db.Mail.Add(new MailMessage
        {
            To = attempt.Snapshot.Email,
            About = attempt.Id.ToString(),
            Subject = "Your payment could not be completed",
            Text = "The bank gave no answer, so your order was not placed.",
            Html = "",
            CreatedAt = clock.GetUtcNow(),
            DueAt = clock.GetUtcNow(),
        });

    private void Write(Order order, string subject, string text) =>
        db.Mail.Add(new MailMessage
        {
            To = order.Email,
            About = order.Number,
            Subject = $"{subject} ({order.Number})",
            Text = text + $"\n/orders/{order.Number}?key={links.Key(order)}",
            Html = "",
            CreatedAt = clock.GetUtcNow(),
            DueAt = clock.GetUtcNow(),
        });
}
