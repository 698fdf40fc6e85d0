using Storefront.Web.Features.Pricing;

namespace Storefront.Web.Features.Cart;

/// <summary>A cart with the prices and the stock of this moment.</summary>
internal sealed record CartContents(IReadOnlyList<CartItem> Items)
{
    public static readonly CartContents Empty = new([]);

    public bool IsEmpty => Items.Count == 0;

    public int Count => Items.Sum(item => item.Quantity);

    public bool CanBeBought => !IsEmpty && Items.All(item => item.Problem is null);

    public IEnumerable<PricedLine> Prices => Items.Select(item => new PricedLine(item.UnitPrice, item.Quantity));
}

internal sealed record CartItem
{
    public required int VariantId { get; init; }

    public required string Sku { get; init; }

    public required string ProductSlug { get; init; }

    public required string ProductName { get; init; }

    public required string VariantName { get; init; }

    /// <summary>The drawing's path below the web root.</summary>
    public required string Art { get; init; }

    public required decimal UnitPrice { get; init; }

    public required int Stock { get; init; }

    /// <summary>False once the product was taken out of the shop.</summary>
    public required bool Sold { get; init; }

    public required int Quantity { get; init; }

    public decimal LineTotal => UnitPrice * Quantity;

    public string FullName => $"{ProductName}, {VariantName}";

    /// <summary>Why it cannot be bought like this; null where it can.</summary>
    public string? Problem => Sold ? CartRules.Refusal(Quantity, Stock) : "This is no longer sold. Remove it to go on.";
}
