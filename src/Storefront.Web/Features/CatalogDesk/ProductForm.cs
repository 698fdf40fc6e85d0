using System.Globalization;
using Storefront.Web.Features.Catalog;

namespace Storefront.Web.Features.CatalogDesk;

/// <summary>What can be changed about a product, as it was typed, and what stood there when the page was made.</summary>
internal sealed class ProductForm
{
    public bool Visible { get; set; }

    public bool SeenVisible { get; set; }

    public List<VariantForm> Variants { get; set; } = [];

    public static ProductForm Of(Product product) => new()
    {
        Visible = product.Visible,
        SeenVisible = product.Visible,
        Variants = [.. product.Variants.OrderBy(variant => variant.Position).Select(VariantForm.Of)],
    };

    public IEnumerable<(string Field, string Message)> Mistakes() => Variants.SelectMany((variant, line) => variant.Mistakes($"Variants[{line}]"));
}

internal sealed class VariantForm
{
    public string Sku { get; set; } = "";

    public string? Price { get; set; }

    public string? SeenPrice { get; set; }

    /// <summary>How many there are to be.</summary>
    public string? Stock { get; set; }

    public int SeenStock { get; set; }

    /// <summary>How many came or went: +12, -3. Instead of a number there is to be.</summary>
    public string? AdjustBy { get; set; }

    public static VariantForm Of(Variant variant) => new()
    {
        Sku = variant.Sku,
        Price = Text(variant.Price),
        SeenPrice = Text(variant.Price),
        Stock = variant.Stock.ToString(CultureInfo.InvariantCulture),
        SeenStock = variant.Stock,
    };

    public decimal? NewPrice => Money(Price);

    public int? NewStock => Number(Stock) is { } stock && stock != SeenStock ? stock : null;

    public int? Adjustment => Number(AdjustBy);

    public IEnumerable<(string Field, string Message)> Mistakes(string prefix)
    {
        if (NewPrice is not (> 0 and < 1_000_000))
            yield return ($"{prefix}.Price", $"{Sku}: enter a price like 49.90.");
        if (Number(Stock) is not (>= 0 and <= CatalogLimits.MostStock))
            yield return ($"{prefix}.Stock", $"{Sku}: enter how many pieces there are, 0 or more.");
        if (!string.IsNullOrWhiteSpace(AdjustBy) && Adjustment is not (>= -CatalogLimits.MostStock and <= CatalogLimits.MostStock))
            yield return ($"{prefix}.AdjustBy", $"{Sku}: enter how many came or went, like 12 or -3.");
        else if (Adjustment is not (null or 0) && NewStock is not null)
            yield return ($"{prefix}.AdjustBy", $"{Sku}: set the stock or adjust it, not both.");
    }

    public static decimal? Money(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var money)
        && decimal.Round(money, 2) == money ? money : null;

    public static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(decimal money) => money.ToString("0.00", CultureInfo.InvariantCulture);
}

internal static class CatalogLimits
{
    public const int MostStock = 1_000_000;
}
