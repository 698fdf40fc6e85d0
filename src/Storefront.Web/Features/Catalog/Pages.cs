namespace Storefront.Web.Features.Catalog;

internal sealed record CategoryPage(CatalogCategory Category, ProductList List);

/// <param name="Instead">What to look at where nothing was found.</param>
internal sealed record SearchPage(string Text, ProductList List, IReadOnlyList<CatalogProduct> Instead);

internal sealed record ProductPage(CatalogProduct Product, IReadOnlyList<CatalogProduct> Related)
{
    /// <summary>The variant that is ticked: the one just asked for, or the first to be had.</summary>
    public string? Chosen { get; init; } = Product.Variants.FirstOrDefault(variant => variant.Stock > 0)?.Sku;

    /// <summary>What stands in the quantity field.</summary>
    public string Quantity { get; init; } = "1";

    public string? Refusal { get; init; }

    public string PriceText(Pricing.Currency currency, CatalogVariant variant) =>
        Product.Variants.Any(other => other.Price != variant.Price) ? currency.Format(variant.Price) : "";
}

/// <param name="Eager">How many pictures are asked for at once; the rest when they come near.</param>
internal sealed record Cards(IReadOnlyList<CatalogProduct> Products, int Eager = 0);
