namespace Storefront.FraudProtection.Events;

/// <summary>One line of a purchase.</summary>
/// <remarks>Wire: events.md section 4.6.</remarks>
public sealed record Product : EventPart
{
    /// <summary>The product, the same ID in every purchase of it.</summary>
    public required string ProductId { get; init; }

    /// <summary>What the customer sees.</summary>
    public string? ProductName { get; init; }

    /// <summary>Digital or physical.</summary>
    public ProductType? Type { get; init; }

    /// <summary>Stock-keeping unit.</summary>
    public string? Sku { get; init; }

    /// <summary>The nearest category of the contract.</summary>
    public ProductCategory? Category { get; init; }

    /// <summary>The merchant's own category.</summary>
    public string? MerchantProductCategory { get; init; }

    /// <summary>Where it is sold, ISO 3166-1 alpha-2.</summary>
    public string? Market { get; init; }

    /// <summary>Brand.</summary>
    public string? ProductBrand { get; init; }

    /// <summary>Price of one, without tax.</summary>
    public decimal? SalesPrice { get; init; }

    /// <summary>Price of the line when it was bought.</summary>
    public decimal? PurchasePrice { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>Cost of the goods.</summary>
    public decimal? Cogs { get; init; }

    /// <summary>What the merchant earns.</summary>
    public decimal? Margin { get; init; }

    /// <summary>How many, at least 1.</summary>
    public int? Quantity { get; init; }

    /// <summary>Whether it is charged again and again.</summary>
    public bool? IsRecurring { get; init; }

    /// <summary>Whether it costs nothing.</summary>
    public bool? IsFree { get; init; }

    /// <summary>Whether it is bought before it is available.</summary>
    public bool? IsPreorder { get; init; }

    /// <summary>Whether it was ordered again from an earlier purchase.</summary>
    public bool? BuyItAgainOrder { get; init; }

    /// <summary>When it will be available.</summary>
    public DateTimeOffset? PreOrderAvailabilityDate { get; init; }

    /// <summary>Language and territory, for example <c>EN-US</c>.</summary>
    public string? Language { get; init; }

    /// <summary>How this line reaches the customer.</summary>
    public ShippingMethod? ShippingMethod { get; init; }
}
