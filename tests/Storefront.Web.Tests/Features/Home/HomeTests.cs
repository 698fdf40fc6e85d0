using System.Net;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Home;

public sealed class HomeTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task The_home_page_shows_the_shop_and_something_to_buy()
    {
        using var visitor = shop.Visit();

        var home = await visitor.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, home.Status);
        Assert.Equal("Two nights is enough", home.Heading);
        Assert.Equal("See the Ridgeway, $389.00", home.One(".plate .button"));
        Assert.Equal(8, home.Texts(".card").Count);
        Assert.Equal(8, home.Texts(".tile").Count);
        Assert.Equal("Cart", home.One(".head-link.cart"));
    }

    [Fact]
    public async Task The_frame_of_every_page_has_what_a_reader_without_eyes_needs()
    {
        using var visitor = shop.Visit();
        foreach (var address in (string[])["/", "/c/lamps", "/search?q=mug", "/p/cafe-mug", "/cart", "/privacy", "/nowhere"])
        {
            var page = await visitor.GetAsync(address);

            Assert.Equal("en", page.Document.DocumentElement.GetAttribute("lang"));
            Assert.Equal("#main", page.Document.QuerySelector("body > a")!.GetAttribute("href"));
            Assert.Single(page.Document.QuerySelectorAll("main#main"));
            Assert.Single(page.Document.QuerySelectorAll("header.head"));
            Assert.Single(page.Document.QuerySelectorAll("footer"));
            Assert.Single(page.Document.QuerySelectorAll("h1"));
            Assert.EndsWith("Kettlewend", page.Document.Title, StringComparison.Ordinal);
            Assert.All(page.Document.QuerySelectorAll("img"), image => Assert.True(image.HasAttribute("alt") && image.HasAttribute("width") && image.HasAttribute("height"), image.OuterHtml));
            Assert.Single(page.Document.QuerySelectorAll("link[rel=stylesheet]"));
            Assert.DoesNotContain(" style=", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_file_a_page_names_is_there_and_comes_from_the_shop()
    {
        using var visitor = shop.Visit();
        var home = await visitor.GetAsync("/");
        var files = home.Document.QuerySelectorAll("link[href], script[src], img[src], use[href]")
            .Select(element => (element.GetAttribute("href") ?? element.GetAttribute("src"))!.Split('#')[0])
            .Distinct(StringComparer.Ordinal)
            .ToList();

        Assert.True(files.Count > 8);
        Assert.All(files, file => Assert.StartsWith("/", file, StringComparison.Ordinal));
        foreach (var file in files)
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(file)).Status);
    }

    [Fact]
    public async Task In_development_the_footer_says_where_the_neighbours_are()
    {
        using var visitor = shop.Visit();

        var fine = (await visitor.GetAsync("/")).One("footer .fine");

        Assert.Contains("pretend bank", fine, StringComparison.Ordinal);
        Assert.Contains("4111", fine, StringComparison.Ordinal);
    }
}
