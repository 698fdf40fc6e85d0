using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Catalog;

/// <summary>One page of a list: the products, the filters with what each would leave, and where the other pages are.</summary>
internal sealed record ProductList
{
    /// <summary>What was asked for, with the page brought into range.</summary>
    public required ListQuery Query { get; init; }

    public required IReadOnlyList<CatalogProduct> Products { get; init; }

    public required int Total { get; init; }

    public required int Pages { get; init; }

    public required IReadOnlyList<Chip> Brands { get; init; }

    public required IReadOnlyList<Chip> Prices { get; init; }

    public required Chip InStock { get; init; }

    public static ProductList Of(IReadOnlyList<CatalogProduct> products, ListQuery query, Currency currency)
    {
        var found = Sort(products.Where(product => HasBrand(product) && HasPrice(product) && HasStock(product)), query.Order).ToList();
        var pages = Math.Max(1, (found.Count + ListQuery.PageSize - 1) / ListQuery.PageSize);
        query = query with { Page = Math.Min(query.Page, pages) };
        return new ProductList
        {
            Query = query,
            Products = [.. found.Skip((query.Page - 1) * ListQuery.PageSize).Take(ListQuery.PageSize)],
            Total = found.Count,
            Pages = pages,
            Brands = [.. BrandChips()],
            Prices = [.. PriceChips()],
            InStock = new Chip(
                "In stock",
                (query with { InStock = !query.InStock, Page = 1 }).Link(),
                products.Count(product => HasBrand(product) && HasPrice(product) && product.InStock),
                query.InStock),
        };

        bool HasBrand(CatalogProduct product) => query.Brands.Count == 0 || query.Brands.Contains(product.BrandKey, StringComparer.Ordinal);
        bool HasPrice(CatalogProduct product) => query.Price is null || query.Price.Holds(product);
        bool HasStock(CatalogProduct product) => !query.InStock || product.InStock;

        // A chip's number is what its filter would show beside the filters of the other kinds.
        IEnumerable<Chip> BrandChips() =>
            products.GroupBy(product => product.BrandKey, StringComparer.Ordinal).OrderBy(brand => brand.Key, StringComparer.Ordinal).Select(brand => new Chip(
                brand.First().Brand,
                query.Toggle(brand.Key).Link(),
                brand.Count(product => HasPrice(product) && HasStock(product)),
                query.Brands.Contains(brand.Key, StringComparer.Ordinal)));

        IEnumerable<Chip> PriceChips() =>
            PriceBand.All.Select(band => new Chip(
                BandName(band, currency),
                query.Toggle(band).Link(),
                products.Count(product => HasBrand(product) && HasStock(product) && band.Holds(product)),
                query.Price == band))
            .Where(chip => chip.Count > 0 || chip.Chosen);
    }

    private static IEnumerable<CatalogProduct> Sort(IEnumerable<CatalogProduct> products, ListOrder order) => order.Key switch
    {
        "new" => products.OrderByDescending(product => product.AddedAt),
        "price" => products.OrderBy(product => product.PriceFrom),
        "price-desc" => products.OrderByDescending(product => product.PriceFrom),
        "name" => products.OrderBy(product => PlainText.Of(product.Name), StringComparer.Ordinal),
        _ => products,
    };

    private static string BandName(PriceBand band, Currency currency) => band switch
    {
        { From: 0 } => "Under " + currency.FormatShort(band.To),
        { To: decimal.MaxValue } => currency.FormatShort(band.From) + " and over",
        _ => $"{currency.FormatShort(band.From)} to {currency.FormatShort(band.To)}",
    };
}

/// <summary>A filter as a link: it puts the filter on, or takes it off where it is chosen.</summary>
internal sealed record Chip(string Text, string Link, int Count, bool Chosen);
