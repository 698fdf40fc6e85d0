using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Catalog;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.CatalogDesk;

internal sealed record ProductDesk(Product Product, ProductForm Form, bool MayEdit, bool Saved);

/// <summary>Prices, stock and visibility: support reads, administrators change.</summary>
[Route("admin/catalog")]
[StaffOnly(Roles.Support)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class CatalogDeskController(StoreDb db, DeskSearch search, EditProduct edit) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? q, string? category, string? show, int page = 1, CancellationToken cancellationToken = default) =>
        View(await search.FindAsync(new DeskFilter(q, category, show, page), cancellationToken));

    [HttpGet("{slug}")]
    public async Task<IActionResult> Product(string slug, bool saved, CancellationToken cancellationToken) =>
        await FindAsync(slug, cancellationToken) is { } product ? View(Desk(product, ProductForm.Of(product), saved)) : NotFound();

    [HttpPost("{slug}")]
    [StaffOnly(Roles.Administrator)]
    public async Task<IActionResult> Product(string slug, ProductForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(slug, cancellationToken) is not { } product)
            return NotFound();
        if (!this.Take(form.Mistakes()) || !this.Take(await edit.RunAsync(product, form, cancellationToken)))
            return this.Again(nameof(Product), Desk(product, form, saved: false));

        return new SeeOther($"/admin/catalog/{slug}?saved=true");
    }

    /// <summary>The whole catalogue in the form the import reads.</summary>
    [HttpGet("~/admin/catalog.csv")]
    public async Task Export(CancellationToken cancellationToken)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=catalog.csv";
        await using var text = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await text.WriteAsync(Csv.Line("sku", "product", "variant", "price", "stock", "visible"));
        var lines = db.Variants.AsNoTracking()
            .OrderBy(variant => variant.Sku)
            .Select(variant => new { variant.Sku, Product = variant.Product!.Name, variant.Name, variant.Price, variant.Stock, variant.Product.Visible })
            .AsAsyncEnumerable();
        await foreach (var line in lines.WithCancellation(cancellationToken))
            await text.WriteAsync(Csv.Line(line.Sku, line.Product, line.Name, line.Price, line.Stock, line.Visible ? "yes" : "no"));
    }

    private Task<Product?> FindAsync(string slug, CancellationToken cancellationToken) =>
        db.Products.Include(product => product.Variants).Include(product => product.Category).SingleOrDefaultAsync(product => product.Slug == slug, cancellationToken);

    private ProductDesk Desk(Product product, ProductForm form, bool saved) => new(product, form, User.IsInRole(Roles.Administrator), saved);
}
