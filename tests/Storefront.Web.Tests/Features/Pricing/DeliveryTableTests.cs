using Storefront.Web.Features.Pricing;

namespace Storefront.Tests.Web.Features.Pricing;

public sealed class DeliveryTableTests
{
    private static readonly DeliveryTable Delivery = DeliveryTable.Load();

    [Fact]
    public void Countries_begin_at_home_go_on_to_the_neighbours_and_then_by_name()
    {
        var names = Delivery.Countries.Select(country => country.Name).ToList();

        Assert.Equal("United States, Canada, Mexico, Afghanistan", string.Join(", ", names[..4]));
        Assert.Equal(249, names.Count);
        Assert.Equal(names[3..].Order(StringComparer.Create(new("en"), ignoreCase: true)).ToList(), names[3..]);
        Assert.All(Delivery.Countries, country => Assert.Matches("^[A-Z]{2}$", country.Code));
        Assert.Equal(249, Delivery.Countries.Select(country => country.Code).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_country_can_be_reached_and_every_rate_is_plausible()
    {
        foreach (var country in Delivery.Countries)
        {
            Assert.NotEmpty(Delivery.Offers(country, 100m));
            Assert.All(Delivery.Offers(country, 100m), offer => Assert.True(offer.Method is "Standard" or "Express"));
            Assert.InRange(country.Tax, 0, 30);
            Assert.All(country.Regions, region => Assert.InRange(region.Tax ?? 0, 0, 30));
            Assert.True(country.PostalCode.Example is null || country.PostalCode.Accepts(country.PostalCode.Example), country.Name);
        }
    }

    [Theory]
    [InlineData("US", "97205", true)]
    [InlineData("US", "97205-1234", true)]
    [InlineData("US", "9720", false)]
    [InlineData("US", "", false)]
    [InlineData("CA", "k1a 0b1", true)]
    [InlineData("GB", "sw1a1aa", true)]
    [InlineData("HK", "", true)]
    [InlineData("HK", "999077", true)]  // no codes there, but some forms make people write one
    [InlineData("VN", "700000", true)]
    public void Postal_codes_are_asked_for_as_the_country_writes_them(string country, string code, bool accepted) =>
        Assert.Equal(accepted, Delivery.Find(country)!.PostalCode.Accepts(code));

    [Fact]
    public void Regions_are_found_by_code_and_by_name_without_case_and_accents()
    {
        Assert.Equal("SP", Delivery.Find("BR")!.FindRegion("sao paulo")?.Code);
        Assert.Equal("NY", Delivery.Find("US")!.FindRegion(" ny ")?.Code);
        Assert.Null(Delivery.Find("US")!.FindRegion("Bavaria"));
        Assert.Null(Delivery.Find("DE")!.FindRegion(""));
    }
}
