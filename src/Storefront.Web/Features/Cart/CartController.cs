using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Cart;

[Route("cart")]
internal sealed class CartController(CartAccess access, CartEditor editor, OrderPricing pricing) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? added, string? unknown, CancellationToken cancellationToken)
    {
        var contents = await access.ContentsAsync(cancellationToken);
        return View(Page(contents) with
        {
            Added = contents.Items.FirstOrDefault(item => item.Sku == added)?.FullName,
            Unknown = unknown is not null,
        });
    }

    [HttpPost("update")]
    public async Task<IActionResult> Update(CartForm form, CancellationToken cancellationToken)
    {
        if (form.Remove is { } sku)
        {
            await editor.RemoveAsync(sku, cancellationToken);
            return new SeeOther("/cart");
        }

        var contents = await access.ContentsAsync(cancellationToken);
        var typed = form.Quantities();
        var changed = contents.Items
            .Where(item => typed.TryGetValue(item.Sku, out var text) && CartRules.Quantity(text) != item.Quantity)
            .Select(item => (Item: item, Quantity: CartRules.Quantity(typed[item.Sku])))
            .ToList();
        var problems = changed
            .Select(change => (change.Item.Sku, Text: change.Quantity is { } number ? CartRules.Refusal(number, change.Item.Stock) : CartRules.ChooseOneToTwenty))
            .Where(problem => problem.Text is not null)
            .ToDictionary(problem => problem.Sku, problem => problem.Text!, StringComparer.Ordinal);
        if (problems.Count > 0)
            return Refused(Page(contents) with { Typed = typed, Problems = problems });

        if (changed.Count > 0)
            await editor.SetAsync(changed.Select(change => (change.Item.VariantId, change.Quantity!.Value)), cancellationToken);
        if (form.Next != "checkout")
            return new SeeOther("/cart");

        var now = await access.ContentsAsync(cancellationToken);
        return now.CanBeBought ? new SeeOther("/checkout") : Refused(Page(now));
    }

    private CartPage Page(CartContents contents) => new(contents, contents.IsEmpty ? null : pricing.Totals(contents.Prices));

    private ViewResult Refused(CartPage page)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(nameof(Index), page);
    }
}
