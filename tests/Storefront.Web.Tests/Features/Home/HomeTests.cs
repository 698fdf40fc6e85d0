using System.Net;

namespace Storefront.Tests.Web.Features.Home;

public sealed class HomeTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task The_home_page_shows_the_shop_and_something_to_buy()
    {
        using var visitor = shop.Visitor();

        var home = await visitor.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, home.Status);
        Assert.Equal("Two nights is enough", home.Text("h1"));
        Assert.Equal("See the Ridgeway, $389.00", home.Text(".plate .button"));
        Assert.Equal(8, home.Texts(".card").Count);
        Assert.Equal(8, home.Texts(".tile").Count);
    }
}
