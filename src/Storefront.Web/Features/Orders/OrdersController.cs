using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Pricing;

namespace Storefront.Web.Features.Orders;

/// <summary>An order as its buyer sees it. Without the key of a signed link it does not exist.</summary>
[Route("orders")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class OrdersController(OrderLinks links, DeliveryTable delivery) : Controller
{
    [HttpGet("{number}")]
    public async Task<IActionResult> Order(string number, string? key, CancellationToken cancellationToken) =>
        key is { Length: > 0 } && await links.OpenAsync(number, key, cancellationToken) is { } order
            ? View(new OrderPage(order, delivery))
            : NotFound();
}

internal sealed record OrderPage(Order Order, DeliveryTable Delivery);
