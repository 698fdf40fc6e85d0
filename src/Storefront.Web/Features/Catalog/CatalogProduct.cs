using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Catalog;

/// <summary>A category as the pages show it.</summary>
internal sealed record CatalogCategory(string Slug, string Name, string Description)
{
    public string Path => "/c/" + Slug;
}

/// <summary>A product as the pages show it. Compared by identity: a snapshot holds each product once.</summary>
internal sealed class CatalogProduct
{
    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string Brand { get; init; }

    /// <summary>The brand in addresses: <c>orrick-tull</c>.</summary>
    public required string BrandKey { get; init; }

    public required CatalogCategory Category { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Details { get; init; }

    /// <summary>The drawing's path below the web root.</summary>
    public required string Art { get; init; }

    public required string Alt { get; init; }

    public required string Keywords { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public required bool Featured { get; init; }

    public required IReadOnlyList<CatalogVariant> Variants { get; init; }

    public required decimal PriceFrom { get; init; }

    /// <summary>"$18.00", or "from $152.00" where variants differ.</summary>
    public required string PriceText { get; init; }

    public bool InStock { get; init; }

    public string Path => "/p/" + Slug;

    public CatalogVariant? Variant(string sku) => Variants.FirstOrDefault(variant => variant.Sku == sku);

    public static CatalogProduct From(Product product, CatalogCategory category, Currency currency)
    {
        var lowest = product.Variants.Min(variant => variant.Price);
        var varies = product.Variants.Any(variant => variant.Price != lowest);
        return new CatalogProduct
        {
            Slug = product.Slug,
            Name = product.Name,
            Brand = product.Brand,
            BrandKey = string.Join('-', PlainText.Words(product.Brand)),
            Category = category,
            Summary = product.Summary,
            Paragraphs = product.Description.Split("\n\n", StringSplitOptions.RemoveEmptyEntries),
            Details = [.. product.Details.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Fact)],
            Art = product.Art,
            Alt = product.Alt,
            Keywords = product.Keywords,
            AddedAt = product.AddedAt,
            Featured = product.Featured,
            Variants = [.. product.Variants.Select(variant => new CatalogVariant(variant.Sku, variant.Name, variant.Price, variant.Stock))],
            PriceFrom = lowest,
            PriceText = (varies ? "from " : "") + currency.Format(lowest),
            InStock = product.Variants.Any(variant => variant.Stock > 0),
        };
    }

    private static (string Name, string Value) Fact(string line) =>
        line.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0 ? (line[..colon], line[(colon + 2)..]) : ("", line);
}

/// <summary>What can be put into the cart, as the product page offers it.</summary>
internal sealed record CatalogVariant(string Sku, string Name, decimal Price, int Stock)
{
    /// <summary>From here on down the page says how many are left.</summary>
    public const int FewLeft = 3;

    /// <summary>Beside its name; nothing where there is plenty.</summary>
    public string? StockNote => Stock switch
    {
        0 => "Sold out",
        <= FewLeft => $"Only {Stock} left",
        _ => null,
    };
}
