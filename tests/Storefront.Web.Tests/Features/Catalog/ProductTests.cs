using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Features.Catalog;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Catalog;

public sealed class ProductTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task A_product_says_what_it_is_what_it_costs_and_how_it_can_be_had()
    {
        var page = await GetAsync("/p/ridgeway-2");

        Assert.Equal("Ridgeway 2 tent", page.Heading);
        Assert.Equal("$389.00", page.One(".price"));
        Assert.Equal("Choose one", page.One(".variants legend"));
        Assert.Equal("Moss, Clay, Dusk Sold out", string.Join(", ", page.Texts(".choice")));
        Assert.Equal("TNT-RIDGE-2-MOSS", page.Document.QuerySelector("input[name=product][checked]")!.GetAttribute("value"));
        Assert.True(page.Has("input[value=TNT-RIDGE-2-DUSK][disabled]"));
        Assert.Contains("With you in 3 to 5 working days", page.Text, StringComparison.Ordinal);
        Assert.Contains("Sleeps", page.Texts(".details dt"));
        Assert.Equal(3, page.Texts(".row .card").Count);
    }

    [Fact]
    public async Task Variants_of_different_price_say_theirs()
    {
        var page = await GetAsync("/p/tallbro-wool-blanket");

        Assert.StartsWith("from $", page.One(".price"), StringComparison.Ordinal);
        Assert.All(page.Texts(".choice"), choice => Assert.Contains("$", choice, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_product_of_one_kind_asks_for_no_choice()
    {
        var page = await GetAsync("/p/postcards-valley");

        Assert.False(page.Has("fieldset"));
        Assert.Equal("hidden", page.Document.QuerySelector("input[name=product]")!.GetAttribute("type"));
    }

    [Fact]
    public async Task A_sold_out_product_is_still_shown_and_has_no_button()
    {
        await StockAsync("recipe-cards", 0);

        var page = await EventuallyAsync("/p/recipe-cards", found => !found.Has("form[method=post]"));

        Assert.Contains("Sold out", page.Text, StringComparison.Ordinal);
        Assert.Equal("Sold out", (await EventuallyAsync("/search?q=recipe+cards", found => found.Has(".flag"))).One(".flag"));
    }

    [Fact]
    public async Task The_last_pieces_are_announced()
    {
        await StockAsync("weatherproof-pad", 2);

        Assert.Contains("Only 2 left", (await EventuallyAsync("/p/weatherproof-pad", page => page.Has(".stock.wait"))).One(".stock"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_price_shows_on_kept_pages_as_soon_as_the_shop_is_told()
    {
        Assert.Contains("$15.00", (await GetAsync("/search?q=postcards+nowhere")).Texts(".card .money"));

        await shop.LookAsync(db => db.Variants.Where(variant => variant.Product!.Slug == "postcards-valley").ExecuteUpdateAsync(variant => variant.SetProperty(v => v.Price, 16.50m)));
        shop.Services.GetRequiredService<LiveCatalog>().Changed();

        await EventuallyAsync("/search?q=postcards+nowhere", page => page.Texts(".card .money").Contains("$16.50", StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_unknown_product_is_a_friendly_404() => Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/p/unicorn")).Status);

    private async Task StockAsync(string slug, int stock)
    {
        await shop.LookAsync(db => db.Variants.Where(variant => variant.Product!.Slug == slug).ExecuteUpdateAsync(variant => variant.SetProperty(v => v.Stock, stock)));
        shop.Services.GetRequiredService<LiveCatalog>().Changed();
    }

    private async Task<Page> EventuallyAsync(string address, Func<Page, bool> expected)
    {
        var page = await GetAsync(address);
        for (var tries = 0; !expected(page); tries++)
        {
            Assert.True(tries < 200, $"{address} did not change in time. It says: {page.Text}");
            await Task.Delay(25);
            page = await GetAsync(address);
        }
        return page;
    }

    private async Task<Page> GetAsync(string address)
    {
        using var visitor = shop.Visit();
        return await visitor.GetAsync(address);
    }
}
