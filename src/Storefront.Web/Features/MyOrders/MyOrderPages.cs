using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Features.Returns;

namespace Storefront.Web.Features.MyOrders;

/// <param name="Orders">Of this page, the latest first.</param>
/// <param name="Page">From 1.</param>
/// <param name="LastPage">At least 1.</param>
/// <param name="Unclaimed">Guests' orders confirmed to this customer's proven mailbox.</param>
internal sealed record ShelfPage(IReadOnlyList<Order> Orders, int Page, int LastPage, int Unclaimed);

internal sealed record MyOrderPage(Order Order, IReadOnlyList<Refund> Refunds, IReadOnlyList<ReturnRequest> Returns)
{
    /// <summary>Why what was asked was not done.</summary>
    public string? Problem { get; init; }

    public static (string Tone, string Icon, string Word) Words(RefundState state) => state switch
    {
        RefundState.Requested => ("wait", "clock", "Asked for"),
        RefundState.Paying => ("wait", "clock", "On its way"),
        RefundState.Paid => ("good", "check", "Paid back"),
        RefundState.Declined => ("stop", "stop", "Not paid back"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static (string Tone, string Icon, string Word) Words(ReturnState state) => state switch
    {
        ReturnState.Asked => ("wait", "clock", "We are looking at it"),
        ReturnState.Accepted => ("good", "check", "Accepted"),
        ReturnState.Refused => ("stop", "stop", "Not accepted"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
