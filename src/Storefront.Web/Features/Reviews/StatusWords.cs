using Storefront.Web.Features.Orders;

namespace Storefront.Web.Features.Reviews;

/// <summary>What an order's status is called on the pages of those who judge, and its tone.</summary>
internal static class StatusWords
{
    public static (string Tone, string Word) Of(OrderStatus status) => status switch
    {
        OrderStatus.InReview => ("wait", "In review"),
        OrderStatus.Confirmed => ("wait", "Being paid"),
        OrderStatus.Paid => ("info", "To be sent"),
        OrderStatus.Shipped => ("good", "Shipped"),
        OrderStatus.Delivered => ("good", "Delivered"),
        OrderStatus.Cancelled => ("stop", "Cancelled"),
        _ => ("stop", "Not fulfilled"),
    };
}
