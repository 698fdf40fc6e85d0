using Microsoft.Extensions.Options;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Pricing;

/// <summary>
/// Works out what an order costs. Prices are without tax; the tax is worked out once, on the sum it falls on, and rounded there,
/// half a cent away from zero. Everything else is exact.
/// </summary>
internal sealed class OrderPricing(DeliveryTable delivery, IOptions<ShopOptions> shop)
{
    public Currency Currency { get; } = Currency.Find(shop.Value.Currency)!;

    /// <summary>
    /// Without a country it is an estimate for the shop's own address; without a method for the usual one. A country the table does not
    /// hold, or a method that does not go there, is a mistake of the caller: see <see cref="DeliveryTable.Find"/> and
    /// <see cref="DeliveryTable.Offer(Country, decimal, string?)"/>.
    /// </summary>
    public OrderTotals Totals(IEnumerable<PricedLine> lines, string? country = null, string? region = null, string? method = null)
    {
        var to = country is null ? delivery.Home : delivery.Find(country) ?? throw new ArgumentException($"We do not deliver to '{country}'.", nameof(country));
        var subtotal = lines.Sum(line => line.Total);
        var offer = delivery.Offer(to, subtotal, method) ?? throw new ArgumentException($"'{method}' does not go to {to.Code}.", nameof(method));

        var place = to.FindRegion(country is null ? delivery.HomeRegion : region);
        var rate = place?.Tax ?? to.Tax;
        var tax = Currency.Round((subtotal + (to.TaxesShipping ? offer.Price : 0)) * rate / 100m);
        return new OrderTotals
        {
            Subtotal = subtotal,
            Shipping = offer.Price,
            Tax = tax,
            Total = subtotal + offer.Price + tax,
            Currency = Currency.Code,
            Offer = offer,
            TaxIsKnown = country is not null && (place is not null || !to.TaxNeedsRegion),
        };
    }
}

internal readonly record struct PricedLine(decimal UnitPrice, int Quantity)
{
    public decimal Total => UnitPrice * Quantity;
}

internal sealed record OrderTotals
{
    public required decimal Subtotal { get; init; }

    public required decimal Shipping { get; init; }

    public required decimal Tax { get; init; }

    public required decimal Total { get; init; }

    public required string Currency { get; init; }

    /// <summary>The delivery that was counted.</summary>
    public required DeliveryOffer Offer { get; init; }

    /// <summary>False while the tax depends on an address not given yet; <see cref="Tax"/> is then an estimate.</summary>
    public required bool TaxIsKnown { get; init; }
}
