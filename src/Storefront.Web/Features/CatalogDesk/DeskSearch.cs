using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;

namespace Storefront.Web.Features.CatalogDesk;

/// <param name="Q">In the name of a product, or the beginning of a SKU.</param>
/// <param name="Category">Slug of a category.</param>
/// <param name="Show"><c>low</c>: few or none left; <c>hidden</c>: not on sale.</param>
/// <param name="Page">From 1.</param>
internal sealed record DeskFilter(string? Q, string? Category, string? Show, int Page = 1)
{
    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrWhiteSpace(Category) || !string.IsNullOrWhiteSpace(Show);

    public string Link() => "/admin/catalog" + QueryString.Create(new (string Name, string? Value)[]
    {
        ("q", Q), ("category", Category), ("show", Show), ("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null),
    }.Where(part => !string.IsNullOrWhiteSpace(part.Value)).Select(part => KeyValuePair.Create(part.Name, part.Value)));
}

internal sealed record DeskRow(string Slug, string Product, string Category, bool Visible, string Sku, string Variant, decimal Price, int Stock);

internal sealed record DeskList(DeskFilter Filter, IReadOnlyList<DeskRow> Rows, bool HasMore, IReadOnlyList<(string Slug, string Name)> Categories);

internal sealed class DeskSearch(StoreDb db)
{
    /// <summary>From here down, stock is worth a look.</summary>
    public const int Low = 5;
    private const int PageSize = 50;
    private const int LastPage = 1000;

    public async Task<DeskList> FindAsync(DeskFilter filter, CancellationToken cancellationToken)
    {
        filter = filter with { Page = Math.Clamp(filter.Page, 1, LastPage) };
        var variants = db.Variants.AsNoTracking();
        if (filter.Q?.Trim() is { Length: > 0 } typed)
            variants = variants.Where(variant => variant.Product!.Name.Contains(typed) || variant.Sku.StartsWith(typed));
        if (filter.Category is { Length: > 0 } slug)
            variants = variants.Where(variant => variant.Product!.Category!.Slug == slug);
        variants = filter.Show switch
        {
            "low" => variants.Where(variant => variant.Stock <= Low),
            "hidden" => variants.Where(variant => !variant.Product!.Visible),
            _ => variants,
        };
        var found = await variants
            .OrderBy(variant => variant.Product!.Name).ThenBy(variant => variant.ProductId).ThenBy(variant => variant.Position)
            .Skip((filter.Page - 1) * PageSize).Take(PageSize + 1)
            .Select(variant => new DeskRow(
                variant.Product!.Slug, variant.Product.Name, variant.Product.Category!.Name, variant.Product.Visible, variant.Sku, variant.Name, variant.Price, variant.Stock))
            .ToListAsync(cancellationToken);
        var categories = await db.Categories.AsNoTracking().OrderBy(category => category.Position).Select(category => new { category.Slug, category.Name }).ToListAsync(cancellationToken);
        return new DeskList(
            filter, found.Count > PageSize ? found[..PageSize] : found, found.Count > PageSize && filter.Page < LastPage, categories.ConvertAll(category => (category.Slug, category.Name)));
    }
}
