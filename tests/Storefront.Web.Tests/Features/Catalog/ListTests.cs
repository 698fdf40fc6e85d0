using System.Net;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Catalog;

public sealed class ListTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task A_category_lists_its_products_with_filters_that_say_how_many_they_leave()
    {
        var page = await GetAsync("/c/kitchen");

        Assert.Equal("Enamelware & kitchen", page.Heading);
        Assert.Equal("9 products", page.One(".list-bar p"));
        Assert.Equal(9, page.Texts(".card").Count);
        Assert.Equal("Kettlewend 5, Orrick & Tull 3, Quellmont 1", string.Join(", ", page.Texts("[aria-labelledby=f-brand] .chip")));
        Assert.Contains("In stock 9", page.Texts(".chip"));
    }

    [Fact]
    public async Task A_filter_is_a_link_that_keeps_the_others_and_takes_itself_away_again()
    {
        using var visitor = shop.Visit();
        var all = await visitor.GetAsync("/c/kitchen?sort=price");
        var orrick = await visitor.GetAsync(Chip(all, "Orrick & Tull 3"));
        var cheap = await visitor.GetAsync(Chip(orrick, "$25 to $50 1"));

        Assert.Equal("/c/kitchen?brand=orrick-tull&price=25-50&sort=price", cheap.Address.PathAndQuery);
        Assert.Single(cheap.Texts(".card"));
        Assert.Equal("Orrick & Tull 1, $25 to $50 1", string.Join(", ", cheap.Texts(".chip[aria-current=true]")));
        Assert.Equal(orrick.Address.PathAndQuery, Chip(cheap, "$25 to $50 1"));
        Assert.Equal("/c/kitchen?sort=price", cheap.Link("Clear all filters").PathAndQuery);
    }

    [Fact]
    public async Task Two_brands_are_either_of_them()
    {
        var page = await GetAsync("/c/kitchen?brand=quellmont&brand=orrick-tull");

        Assert.Equal("4 products", page.One(".list-bar p").Replace(" Clear all filters", "", StringComparison.Ordinal));
        Assert.All(page.Texts(".card small"), brand => Assert.True(brand is "Quellmont" or "Orrick & Tull"));
    }

    [Fact]
    public async Task Filters_that_leave_nothing_say_so_and_show_the_way_back()
    {
        var page = await GetAsync("/c/kitchen?price=250-");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Nothing fits all of these.", page.Text, StringComparison.Ordinal);
        Assert.Equal("/c/kitchen", page.Link("Clear all filters").PathAndQuery);
    }

    [Theory]
    [InlineData("price")]
    [InlineData("price-desc")]
    [InlineData("name")]
    [InlineData("new")]
    public async Task Lists_are_sorted_as_asked_and_say_so(string sort)
    {
        var page = await GetAsync("/c/tents?sort=" + sort);
        var prices = page.Texts(".card .money").Select(text => decimal.Parse(text.Replace("from ", "", StringComparison.Ordinal)[1..], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var names = page.Texts(".card-name");

        Assert.Equal(sort, page.Document.QuerySelector("option[selected]")!.GetAttribute("value"));
        if (sort == "price")
            Assert.Equal(prices.Order().ToList(), prices);
        if (sort == "price-desc")
            Assert.Equal(prices.OrderDescending().ToList(), prices);
        if (sort == "name")
            Assert.Equal(names.Order(StringComparer.InvariantCultureIgnoreCase).ToList(), names);
        Assert.Equal(8, names.Count);
    }

    [Fact]
    public async Task Pages_of_a_list_show_everything_once_and_keep_filter_and_order()
    {
        using var visitor = shop.Visit();
        var page = await visitor.GetAsync("/search?q=&brand=kettlewend&sort=name");
        var names = page.Texts(".card-name").ToList();
        while (page.Document.QuerySelector("a[rel=next]") is { } next)
        {
            page = await visitor.GetAsync(next.GetAttribute("href")!.Split('#')[0]);
            names.AddRange(page.Texts(".card-name"));
        }

        Assert.Equal("/search?brand=kettlewend&sort=name&page=2", page.Address.PathAndQuery);
        Assert.Equal("2", page.One("[aria-label=Pages] [aria-current=page]"));
        Assert.Equal(23, names.Count);
        Assert.Equal(23, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("?page=999")]
    [InlineData("?page=-1")]
    [InlineData("?page=99999999999999999999")]
    [InlineData("?page=x&sort=x&price=x&stock=x")]
    [InlineData("?brand=nobody&brand=&brand=%00")]
    [InlineData("?q=%F0%9F%A6%A9&page=0")]
    public async Task Nonsense_in_the_address_is_no_error(string query) =>
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/c/tents" + query)).Status);

    [Fact]
    public async Task An_unknown_category_is_a_friendly_404()
    {
        var page = await GetAsync("/c/boats");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal("This path goes nowhere", page.Heading);
    }

    private static string Chip(Page page, string text) =>
        page.Document.QuerySelectorAll(".chip").Single(chip => string.Join(' ', chip.TextContent.Split(' ', StringSplitOptions.RemoveEmptyEntries)) == text).GetAttribute("href")!;

    private async Task<Page> GetAsync(string address)
    {
        using var visitor = shop.Visit();
        return await visitor.GetAsync(address);
    }
}
