using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Storefront.Web.Features.Cart;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Shared;
using Storefront.Web.Hosting.Security;

namespace Storefront.Web.Features.Catalog;

internal sealed class CatalogController(LiveCatalog catalog, OrderPricing pricing, CartEditor cart) : Controller
{
    [HttpGet("/c/{slug}")]
    [OutputCache(PolicyName = nameof(CatalogPages))]
    public IActionResult Category(string slug)
    {
        var shown = catalog.Current;
        return shown.Category(slug) is { } category
            ? View(new CategoryPage(category, List([.. shown.Products.Where(product => product.Category == category)], ListQuery.From(Request) with { Text = "" })))
            : NotFound();
    }

    [HttpGet("/search")]
    [OutputCache(PolicyName = nameof(CatalogPages))]
    public IActionResult Search()
    {
        var query = ListQuery.From(Request);
        var shown = catalog.Current;
        var found = query.Text.Length == 0 ? shown.Products : shown.Search.Find(query.Text);
        return View(new SearchPage(query.Text, List(found, query), found.Count == 0 ? [.. shown.Products.Where(product => product.Featured && product.InStock).Take(4)] : []));
    }

    [HttpGet("/p/{slug}")]
    public IActionResult Product(string slug) =>
        catalog.Current.Product(slug) is { } product ? View(Page(product)) : NotFound();

    /// <summary>The product page's form. What it refuses comes back on that page, beside the field.</summary>
    [HttpPost("/cart/add")]
    [SameOriginSuffices]
    public async Task<IActionResult> Add(string? product, string? quantity, CancellationToken cancellationToken)
    {
        if (await cart.FindAsync(product, cancellationToken) is not { } addable || catalog.Current.ProductBySku(addable.Sku) is not { } shown)
            return new SeeOther("/cart?unknown=1");

        var refusal = CartRules.Quantity(quantity) is { } number
            ? await cart.AddAsync(addable, number, cancellationToken)
            : CartRules.ChooseOneToTwenty;
        if (refusal is null)
            return new SeeOther("/cart?added=" + Uri.EscapeDataString(addable.Sku));

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(nameof(Product), Page(shown) with { Chosen = addable.Sku, Quantity = quantity ?? "", Refusal = refusal });
    }

    private ProductList List(IReadOnlyList<CatalogProduct> products, ListQuery query) => ProductList.Of(products, query, pricing.Currency);

    private ProductPage Page(CatalogProduct product) => new(product, catalog.Current.Related(product));
}
