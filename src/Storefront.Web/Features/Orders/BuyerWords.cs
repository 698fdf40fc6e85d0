namespace Storefront.Web.Features.Orders;

/// <summary>How an order stands, in a buyer's words: tone and icon of the pill, and what it says.</summary>
internal static class BuyerWords
{
    public static (string Tone, string Icon, string Word) Of(OrderStatus status) => status switch
    {
        OrderStatus.InReview => ("wait", "clock", "Being checked"),
        OrderStatus.Confirmed or OrderStatus.Paid => ("good", "check", "Placed"),
        OrderStatus.Shipped => ("good", "truck", "On its way"),
        OrderStatus.Delivered => ("good", "check", "Delivered"),
        OrderStatus.Cancelled => ("stop", "stop", "Cancelled"),
        OrderStatus.Failed => ("stop", "stop", "Not sent"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
