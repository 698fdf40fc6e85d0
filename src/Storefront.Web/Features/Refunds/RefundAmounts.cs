using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Pricing;

namespace Storefront.Web.Features.Refunds;

/// <summary>What pieces of an order are worth when they go back: their price and their part of the tax. Shipping is not part of it.</summary>
internal sealed class RefundAmounts(DeliveryTable delivery, OrderPricing pricing)
{
    /// <summary>Never more than remains of the order.</summary>
    public decimal Of(Order order, IEnumerable<Pieces> pieces)
    {
        var bought = order.Purchase;
        var value = pieces.Sum(piece => order.Line(piece.LineId).UnitPrice * piece.Quantity);
        var taxed = bought.Subtotal + (delivery.Find(bought.Shipping.Country)?.TaxesShipping == true ? bought.ShippingCost : 0);
        var tax = taxed == 0 ? 0 : pricing.Currency.Round(bought.Tax * value / taxed);
        return Math.Min(value + tax, order.Remaining);
    }
}
