using Storefront.Web.Features.Pricing;

namespace Storefront.Web.Features.Cart;

/// <summary>The cart as it is shown: what is in it, what it would cost, and what was wrong with what was just asked.</summary>
internal sealed record CartPage(CartContents Contents, OrderTotals? Totals)
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>What was just put in.</summary>
    public string? Added { get; init; }

    /// <summary>True after somebody asked for a product there is not.</summary>
    public bool Unknown { get; init; }

    /// <summary>Quantities as typed, by SKU, where they were refused.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = Nothing;

    /// <summary>What was refused, by SKU.</summary>
    public IReadOnlyDictionary<string, string> Problems { get; init; } = Nothing;

    public IEnumerable<CartLineView> Lines => Contents.Items.Select((item, index) => new CartLineView(
        item, index, Typed.GetValueOrDefault(item.Sku) ?? item.Quantity.ToString(System.Globalization.CultureInfo.InvariantCulture), Problems.GetValueOrDefault(item.Sku) ?? item.Problem));
}

/// <param name="Typed">What stands in the quantity field.</param>
internal sealed record CartLineView(CartItem Item, int Index, string Typed, string? Problem);

/// <summary>The cart's form as it is posted. Quantities are text: whatever was typed comes back beside its message.</summary>
internal sealed class CartForm
{
    public List<Line> Lines { get; init; } = [];

    /// <summary>The SKU of the line whose remove button was pressed.</summary>
    public string? Remove { get; init; }

    /// <summary>"checkout" if that button was pressed.</summary>
    public string? Next { get; init; }

    public Dictionary<string, string> Quantities()
    {
        var quantities = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Lines)
            if (line.Product is { } sku)
                quantities[sku] = line.Quantity ?? "";
        return quantities;
    }

    internal sealed class Line
    {
        public string? Product { get; init; }

        public string? Quantity { get; init; }
    }
}
