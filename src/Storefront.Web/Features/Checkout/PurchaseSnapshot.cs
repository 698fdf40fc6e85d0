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

    public required bool IsRetry { get; init; }

    public required string Language { get; init; }

    public static string Write(PurchaseSnapshot snapshot) => JsonSerializer.Serialize(snapshot);

    public static PurchaseSnapshot Read(string text) =>
        JsonSerializer.Deserialize<PurchaseSnapshot>(text) ?? throw new JsonException("An attempt's snapshot is empty.");
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
