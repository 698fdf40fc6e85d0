using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Pricing;

namespace Storefront.Web.Features.Catalog;

/// <summary>Everything on sale at one moment, read once and never changed, so that browsing asks the database nothing.</summary>
internal sealed class CatalogSnapshot
{
    private readonly FrozenDictionary<string, CatalogCategory> categories;
    private readonly FrozenDictionary<string, CatalogProduct> products;
    private readonly FrozenDictionary<string, CatalogProduct> bySku;

    private CatalogSnapshot(IReadOnlyList<CatalogCategory> categories, IReadOnlyList<CatalogProduct> products, string stamp)
    {
        (Categories, Products, Stamp) = (categories, products, stamp);
        this.categories = categories.ToFrozenDictionary(category => category.Slug, StringComparer.Ordinal);
        this.products = products.ToFrozenDictionary(product => product.Slug, StringComparer.Ordinal);
        bySku = products.SelectMany(product => product.Variants.Select(variant => (variant.Sku, product)))
            .ToFrozenDictionary(pair => pair.Sku, pair => pair.product, StringComparer.Ordinal);
        Search = new ProductSearch(products);
    }

    public IReadOnlyList<CatalogCategory> Categories { get; }

    /// <summary>The featured first, then the newest.</summary>
    public IReadOnlyList<CatalogProduct> Products { get; }

    public ProductSearch Search { get; }

    /// <summary>Equal for two snapshots that show the same pages.</summary>
    public string Stamp { get; }

    public CatalogCategory? Category(string slug) => categories.GetValueOrDefault(slug);

    public CatalogProduct? Product(string slug) => products.GetValueOrDefault(slug);

    public CatalogProduct? ProductBySku(string sku) => bySku.GetValueOrDefault(sku);

    /// <summary>Three others of its kind, those that cost about as much first and the sold-out ones last.</summary>
    public IReadOnlyList<CatalogProduct> Related(CatalogProduct product) =>
    [
        .. Products.Where(other => other != product)
            .OrderByDescending(other => other.InStock)
            .ThenByDescending(other => other.Category == product.Category)
            .ThenBy(other => Math.Abs(other.PriceFrom - product.PriceFrom))
            .Take(3),
    ];

    public static async Task<CatalogSnapshot> ReadAsync(StoreDb db, Currency currency, CancellationToken cancellationToken)
    {
        var groups = await db.Categories.AsNoTracking().OrderBy(category => category.Position)
            .ToDictionaryAsync(category => category.Id, category => new CatalogCategory(category.Slug, category.Name, category.Description), cancellationToken);
        var goods = await db.Products.AsNoTracking()
            .Where(product => product.Visible && product.Variants.Count > 0)
            .Include(product => product.Variants.OrderBy(variant => variant.Position))
            .OrderByDescending(product => product.Featured).ThenByDescending(product => product.AddedAt).ThenBy(product => product.Id)
            .ToListAsync(cancellationToken);
        return new CatalogSnapshot(
            [.. groups.Values],
            [.. goods.Select(product => CatalogProduct.From(product, groups[product.CategoryId], currency))],
            Describe(groups.Values, goods));
    }

    private static string Describe(IEnumerable<CatalogCategory> groups, IEnumerable<Product> goods)
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        foreach (var category in groups)
            Add(category.ToString());
        foreach (var p in goods)
        {
            Add($"{p.Slug}\n{p.Name}\n{p.Brand}\n{p.CategoryId}\n{p.Summary}\n{p.Description}\n{p.Details}\n{p.Art}\n{p.Alt}\n{p.Keywords}\n{p.Featured}\n{p.AddedAt:O}");
            foreach (var v in p.Variants)
                Add(FormattableString.Invariant($"{v.Sku}\n{v.Name}\n{v.Price}\n{v.Stock}"));
        }
        return Convert.ToHexString(hash.GetHashAndReset());

        void Add(string text) => hash.AppendData(System.Text.Encoding.UTF8.GetBytes(text + '\0'));
    }
}
