using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Pricing;

namespace Storefront.Web.Features.Checkout;

/// <summary>What is being bought, with prices, stock and totals as they are at this moment: all looked up, nothing posted.</summary>
internal sealed record ReviewedPurchase(IReadOnlyList<PurchaseLine> Lines, IReadOnlyList<string> Shortages, OrderTotals? Totals, bool HasCard)
{
    public bool IsComplete => Lines.Count > 0 && Shortages.Count == 0 && Totals is not null && HasCard;

    /// <summary>Changes when anything that the shopper reviewed changes.</summary>
    public string Fingerprint { get; init; } = "";

    public PurchaseSnapshot ToSnapshot(CheckoutSession checkout, PurchaseAccount? account, string language, bool isRetry) => new()
    {
        Email = checkout.Email,
        Phone = checkout.Phone,
        Shipping = checkout.Shipping,
        Billing = checkout.BillingAddress,
        ShippingMethod = checkout.ShippingMethod,
        ShippingMethodName = Totals!.Offer.Name,
        Card = checkout.Card!,
        Lines = Lines,
        Subtotal = Totals.Subtotal,
        ShippingCost = Totals.Shipping,
        Tax = Totals.Tax,
        Total = Totals.Total,
        Currency = Totals.Currency,
        UserId = checkout.CustomerId?.ToString() ?? checkout.GuestId,
        Account = account,
        IsRetry = isRetry,
        Language = language,
    };
}

internal sealed class Review(StoreDb db, OrderPricing pricing)
{
    public async Task<ReviewedPurchase> OfAsync(CheckoutSession checkout, CancellationToken cancellationToken)
    {
        var found = await db.CartLines.AsNoTracking()
            .Where(line => line.CartId == checkout.CartId && line.Variant!.Product!.Visible)
            .OrderBy(line => line.AddedAt).ThenBy(line => line.VariantId)
            .Select(line => new
            {
                line.Variant!.Stock,
                Line = new PurchaseLine
                {
                    VariantId = line.VariantId,
                    Sku = line.Variant.Sku,
                    ProductSlug = line.Variant.Product!.Slug,
                    ProductName = line.Variant.Product.Name,
                    VariantName = line.Variant.Name,
                    Brand = line.Variant.Product.Brand,
                    Category = line.Variant.Product.Category!.Slug,
                    FraudCategory = line.Variant.Product.FraudCategory,
                    Art = line.Variant.Product.Art,
                    UnitPrice = line.Variant.Price,
                    UnitCost = line.Variant.Cost,
                    Quantity = line.Quantity,
                },
            })
            .ToListAsync(cancellationToken);
        var lines = found.ConvertAll(item => item.Line);
        var shortages = found.Where(item => item.Stock < item.Line.Quantity).Select(item => item.Line.Sku).ToList();
        var totals = lines.Count == 0 ? null : pricing.Totals(lines.Select(line => new PricedLine(line.UnitPrice, line.Quantity)), checkout.Shipping.Country, checkout.Shipping.Region, checkout.ShippingMethod);
        return new ReviewedPurchase(lines, shortages, totals, checkout.Card is not null) { Fingerprint = FingerprintOf(checkout, lines, totals) };
    }

    private static string FingerprintOf(CheckoutSession checkout, List<PurchaseLine> lines, OrderTotals? totals)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(CultureInfo.InvariantCulture, $"{line.Sku}×{line.Quantity}@{line.UnitPrice}\n");
        text.Append(CultureInfo.InvariantCulture, $"{totals?.Total} {totals?.Tax} {totals?.Shipping} {checkout.ShippingMethod} {checkout.Card?.Token} {checkout.Email} {checkout.Shipping} {checkout.BillingAddress}");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }
}
