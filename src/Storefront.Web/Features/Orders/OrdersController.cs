using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Features.Returns;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Orders;

/// <summary>An order as its buyer sees it. Without the key of a signed link it does not exist.</summary>
[Route("orders/{number}")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class OrdersController(StoreDb db, OrderLinks links, DeliveryTable delivery, Cancelling cancelling, ReturnDesk returns) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Order(string number, string? key, CancellationToken cancellationToken) =>
        await OpenAsync(number, key, cancellationToken) is { } order ? View(await PageAsync(order, key!, refused: null, cancellationToken)) : NotFound();

    [HttpPost("cancel")]
    public Task<IActionResult> Cancel(string number, string? key, CancellationToken cancellationToken) =>
        ActAsync(number, key, order => cancelling.AskAsync(order.Id, cancellationToken), typed: null, cancellationToken);

    [HttpPost("return")]
    public Task<IActionResult> Return(string number, string? key, ReturnForm form, CancellationToken cancellationToken) =>
        ActAsync(number, key, order => returns.AskAsync(order.Id, form.Read(), cancellationToken), form, cancellationToken);

    private async Task<IActionResult> ActAsync(string number, string? key, Func<Order, Task<Refusal?>> act, ReturnForm? typed, CancellationToken cancellationToken)
    {
        if (await OpenAsync(number, key, cancellationToken) is not { } order)
            return NotFound();
        if (await act(order) is not { } refusal)
            return new SeeOther($"/orders/{number}?key={Uri.EscapeDataString(key!)}");

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(nameof(Order), await PageAsync(order, key!, refusal.Words, cancellationToken) with { Return = typed ?? ReturnForm.New() });
    }

    private async Task<Order?> OpenAsync(string number, string? key, CancellationToken cancellationToken) =>
        key is { Length: > 0 } ? await links.OpenAsync(number, key, cancellationToken) : null;

    private async Task<OrderPage> PageAsync(Order order, string key, string? refused, CancellationToken cancellationToken) => new(
        order,
        delivery,
        key,
        refused,
        await db.Refunds.AsNoTracking().Where(refund => refund.OrderId == order.Id && refund.State != RefundState.Requested).OrderBy(refund => refund.RequestedAt).Take(50).ToListAsync(cancellationToken))
    {
        CanBeClaimed = order.CustomerId is null && User.CustomerId() is not null,
    };
}

/// <param name="Order">Whose buyer looks at it.</param>
/// <param name="Delivery">Names of countries.</param>
/// <param name="Key">Opens this page; its forms carry it on.</param>
/// <param name="Refused">Why what was asked was not done.</param>
/// <param name="Refunds">Money that went back or is on its way; nothing of why, and nothing that only staff should know.</param>
internal sealed record OrderPage(Order Order, DeliveryTable Delivery, string Key, string? Refused, IReadOnlyList<Refund> Refunds)
{
    /// <summary>Whether a customer who looks at it can take it into the account: a guest's order that has no owner yet.</summary>
    public bool CanBeClaimed { get; init; }

    public ReturnForm Return { get; init; } = ReturnForm.New();
}
