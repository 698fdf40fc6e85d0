using System.Globalization;
using Microsoft.Extensions.Options;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Shared;

namespace Storefront.Tests.Web.Features.Pricing;

public sealed class OrderPricingTests
{
    private static readonly DeliveryTable Delivery = DeliveryTable.Load();

    [Theory]
    [InlineData("US", "OR", "0")]
    [InlineData("US", "CA", "3.63")]      // 7.25 % of 50.00 is 3.625
    [InlineData("US", "california", "3.63")]
    [InlineData("CA", "QC", "9.42")]      // 14.975 % of 50.00 and 12.90 delivery
    [InlineData("CA", "Québec", "9.42")]
    [InlineData("DE", "Bayern", "13.09")] // 19 % of 50.00 and 18.90 delivery: 13.091
    [InlineData("BR", "SP", "0")]
    public void Tax_follows_country_and_region_and_half_a_cent_goes_up(string country, string region, string tax)
    {
        var totals = Pricing().Totals([new(12.50m, 4)], country, region);

        Assert.Equal(50.00m, totals.Subtotal);
        Assert.Equal(decimal.Parse(tax, CultureInfo.InvariantCulture), totals.Tax);
        Assert.Equal(totals.Subtotal + totals.Shipping + totals.Tax, totals.Total);
        Assert.True(totals.TaxIsKnown);
    }

    [Fact]
    public void Without_an_address_the_totals_are_an_estimate_for_the_shops_own()
    {
        var totals = Pricing().Totals([new(50m, 1)]);

        Assert.False(totals.TaxIsKnown);
        Assert.Equal("Standard", totals.Offer.Method);
        Assert.Equal(6.90m, totals.Shipping);
        Assert.Equal(2.75m, totals.Tax);
    }

    [Fact]
    public void A_country_taxed_by_region_has_no_known_tax_before_the_region_is_known() =>
        Assert.False(Pricing().Totals([new(50m, 1)], "US", "Nowhere").TaxIsKnown);

    [Fact]
    public void Standard_delivery_becomes_free_and_express_does_not()
    {
        Assert.Equal(6.90m, Pricing().Totals([new(74.99m, 1)], "US", "ME").Shipping);
        Assert.Equal(0m, Pricing().Totals([new(75m, 1)], "US", "ME").Shipping);
        Assert.Equal(18.90m, Pricing().Totals([new(75m, 1)], "US", "ME", "Express").Shipping);
    }

    [Fact]
    public void A_method_that_does_not_go_there_is_not_offered()
    {
        var country = Delivery.Find("af")!;

        Assert.Null(Delivery.Offer(country, 10m, "Express"));
        Assert.Equal("Standard", Assert.Single(Delivery.Offers(country, 10m)).Method);
        Assert.Throws<ArgumentException>(() => Pricing().Totals([new(10m, 1)], "AF", null, "Express"));
    }

    [Fact]
    public void A_currency_without_decimals_rounds_to_whole_units()
    {
        var totals = Pricing("JPY").Totals([new(1500m, 1)], "DE");

        Assert.Equal("JPY", totals.Currency);
        Assert.Equal(decimal.Truncate(totals.Tax), totals.Tax);
    }

    [Theory]
    [InlineData("USD", "1234.5", "$1,234.50")]
    [InlineData("USD", "-3", "-$3.00")]
    [InlineData("EUR", "0.1", "€0.10")]
    [InlineData("JPY", "1234", "¥1,234")]
    [InlineData("CHF", "9", "CHF\u00a09.00")]
    public void Money_is_written_in_the_shops_currency(string currency, string amount, string text) =>
        Assert.Equal(text, Currency.Find(currency)!.Format(decimal.Parse(amount, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("KWD")] // three decimals
    [InlineData("usd")]
    [InlineData("XXX")]
    [InlineData("")]
    public void A_currency_the_shop_cannot_keep_exactly_is_refused(string currency) => Assert.Null(Currency.Find(currency));

    private static OrderPricing Pricing(string currency = "USD") => new(Delivery, Options.Create(new ShopOptions { Currency = currency }));
}
