using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Returns;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.MyOrders;

/// <summary>A customer's orders: what became of them, and what can still be done.</summary>
[Area("MyOrders")]
[Route("account/orders")]
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class MyOrdersController(OrderShelf shelf, Cancelling cancelling, ReturnDesk returns) : Controller
{
    private Guid Customer => User.RequiredCustomerId();

    [HttpGet("")]
    public async Task<IActionResult> List(int page, CancellationToken cancellationToken) => View(await shelf.PageAsync(Customer, page, cancellationToken));

    [HttpGet("{number}")]
    public async Task<IActionResult> Details(string number, CancellationToken cancellationToken) =>
        await shelf.FindAsync(Customer, number, cancellationToken) is { } order ? View(await shelf.WithStoryAsync(order, cancellationToken)) : NotFound();

    [HttpGet("{number}/print")]
    public async Task<IActionResult> Print(string number, CancellationToken cancellationToken) =>
        await shelf.FindAsync(Customer, number, cancellationToken) is { } order ? View(await shelf.WithStoryAsync(order, cancellationToken)) : NotFound();

    [HttpPost("{number}/cancel")]
    public async Task<IActionResult> Cancel(string number, CancellationToken cancellationToken)
    {
        if (await shelf.FindAsync(Customer, number, cancellationToken) is not { } order)
            return NotFound();
        if (await cancelling.AskAsync(order.Id, cancellationToken) is not { } refusal)
            return new SeeOther($"/account/orders/{number}");

        return this.Again(nameof(Details), await shelf.WithStoryAsync(order, cancellationToken) with { Problem = refusal.Words });
    }

    [HttpGet("{number}/return")]
    public async Task<IActionResult> Return(string number, CancellationToken cancellationToken)
    {
        if (await shelf.FindAsync(Customer, number, cancellationToken) is not { } order)
            return NotFound();

        return order.CanBeReturned ? View(new ReturnFields(order, ReturnForm.New())) : Redirect($"/account/orders/{number}");
    }

    [HttpPost("{number}/return")]
    public async Task<IActionResult> Return(string number, ReturnForm form, CancellationToken cancellationToken)
    {
        if (await shelf.FindAsync(Customer, number, cancellationToken) is not { } order)
            return NotFound();

        if (await returns.AskAsync(order.Id, form.Read(), cancellationToken) is not { } refusal)
            return new SeeOther($"/account/orders/{number}");

        ModelState.AddModelError("", refusal.Words);
        return this.Again(nameof(Return), new ReturnFields(order, form));
    }

    /// <summary>Takes a guest's order into the account: the one of a signed link, or without one all that were confirmed to this mailbox.</summary>
    [HttpPost("claim")]
    public async Task<IActionResult> Claim(string? number, string? key, CancellationToken cancellationToken)
    {
        if (number is null || key is null)
        {
            await shelf.ClaimByMailboxAsync(Customer, cancellationToken);
            return new SeeOther("/account/orders");
        }

        return await shelf.ClaimByLinkAsync(Customer, number, key, cancellationToken) ? new SeeOther($"/account/orders/{number}") : NotFound();
    }
}
