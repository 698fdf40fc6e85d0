using System.Text.Json;

namespace Storefront.Web.Features.Checkout;

/// <summary>What a shopper reviewed and agreed to, frozen when the attempt began. Assessment, bank and order all use this one copy.</summary>
public sealed record PurchaseSnapshot
{
    public required string Email { get; init; }

    public required string Phone { get; init; }

    public required PostalAddress Shipping { get; init; }

    public required PostalAddress Billing { get; init; }

    public required string ShippingMethod { get; init; }

    public required string ShippingMethodName { get; init; }

    public required CheckoutCard Card { get; init; }

    public required IReadOnlyList<PurchaseLine> Lines { get; init; }

    public required decimal Subtotal { get; init; }

    public required decimal ShippingCost { get; init; }

    public required decimal Tax { get; init; }

    public required decimal Total { get; init; }

    public required string Currency { get; init; }

    public required string UserId { get; init; }

    /// <summary>What is known of the customer; null where a guest buys.</summary>
    public PurchaseAccount? Account { get; init; }

    public required bool IsRetry { get; init; }

    public required string Language { get; init; }

    /// <summary>What was bought, without who bought it: what is left of an order whose buyer was erased.</summary>
    public PurchaseSnapshot WithoutPerson() => this with
    {
        Email = "erased@erased.invalid",
        Phone = "",
        Shipping = new PostalAddress { Region = Shipping.Region, Country = Shipping.Country }, // what the tax was reckoned by
        Billing = new PostalAddress { Country = Billing.Country },
        Card = new CheckoutCard { Token = "", Fingerprint = "", Bin = "", LastFour = "", Brand = Card.Brand, Expiry = "", HolderName = "" },
        Account = Account is null ? null : Account with { Name = "", EmailProvenAt = null },
    };

    public static string Write(PurchaseSnapshot snapshot) => JsonSerializer.Serialize(snapshot);

    public static PurchaseSnapshot Read(string text) =>
        JsonSerializer.Deserialize<PurchaseSnapshot>(text) ?? throw new JsonException("An attempt's snapshot is empty.");
}

/// <summary>A customer at the moment of buying, beyond what was typed.</summary>
public sealed record PurchaseAccount
{
    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required string Name { get; init; }

    /// <summary>Whether the mailbox the order is confirmed to was proven to be the customer's.</summary>
    public required bool EmailIsProven { get; init; }

    public DateTimeOffset? EmailProvenAt { get; init; }

    /// <summary>When the card was saved; null for one that is not.</summary>
    public DateTimeOffset? CardAddedAt { get; init; }
}

public sealed record PurchaseLine
{
    public required int VariantId { get; init; }

    public required string Sku { get; init; }

    public required string ProductSlug { get; init; }

    public required string ProductName { get; init; }

    public required string VariantName { get; init; }

    public required string Brand { get; init; }

    public required string Category { get; init; }

    public required string FraudCategory { get; init; }

    public required string Art { get; init; }

    public required decimal UnitPrice { get; init; }

    public required decimal UnitCost { get; init; }

    public required int Quantity { get; init; }

    public decimal LineTotal => UnitPrice * Quantity;
}
