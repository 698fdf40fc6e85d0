using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Cart;

public sealed class CartTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task What_is_added_stands_in_the_cart_with_its_price_and_the_totals()
    {
        using var shopper = shop.Visit();

        var cart = await shopper.AddAsync("cafe-mug", "KIT-CAFE-CREAM", "4");

        Assert.Equal("/cart", cart.Address.AbsolutePath);
        Assert.Equal("Added to cart: Café mug, Cream", cart.One("[role=status]"));
        Assert.Equal("$72.00", cart.One(".lines .total.number"));
        Assert.Equal("$72.00, $6.90, $3.96, $82.86", string.Join(", ", cart.Texts(".sums dd")));
        Assert.Equal("Cart4 items", cart.One(".head-link.cart"));
        Assert.Single(cart.Document.QuerySelectorAll("input[name=__RequestVerificationToken]"));
    }

    [Fact]
    public async Task Adding_the_same_again_adds_up()
    {
        using var shopper = shop.Visit();
        await shopper.AddAsync("cafe-mug", "KIT-CAFE-CREAM", "4");

        var cart = await shopper.AddAsync("cafe-mug", "KIT-CAFE-CREAM", "5");

        Assert.Equal("9", Quantity(cart));
    }

    [Fact]
    public async Task Quantities_are_changed_and_lines_removed_in_one_form()
    {
        using var shopper = shop.Visit();
        await shopper.AddAsync("cafe-mug", "KIT-CAFE-CREAM", "1");
        var cart = await shopper.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS", "1");

        cart = await shopper.PressAsync(cart, "Update cart", ("Lines[0].Quantity", "7"));
        Assert.Equal("$126.00, $389.00", string.Join(", ", cart.Texts(".lines .total.number")));

        cart = await shopper.PressAsync(cart, "Remove Café mug, Cream");
        Assert.Equal("Ridgeway 2 tent", cart.One(".item a"));

        cart = await shopper.PressAsync(cart, "Remove Ridgeway 2 tent, Moss");
        Assert.Equal("Your cart is empty", cart.Heading);
        Assert.False(cart.Has("form[method=post]"));
    }

    [Fact]
    public async Task Enter_in_a_quantity_updates_and_does_not_remove()
    {
        using var shopper = shop.Visit();
        var cart = await shopper.AddAsync("cafe-mug", "KIT-CAFE-CREAM", "1");

        // The browser presses the form's first button.
        Assert.Null(cart.Document.QuerySelector("#lines button")!.GetAttribute("name"));
    }

    [Fact]
    public async Task Check_out_keeps_what_was_just_typed_and_goes_on()
    {
        using var shopper = shop.Visit();
        var cart = await shopper.AddAsync("cafe-mug", "KIT-CAFE-CREAM", "1");
        var (_, button) = cart.FindButton("Check out");

        Assert.Equal("lines", button.GetAttribute("form"));
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)cart.Document.QuerySelector("#lines")!;
        var next = await shopper.PostAsync(new Uri(shop.Address, "/cart/update"), Page.Fields(form, button, ("Lines[0].Quantity", "3")));

        Assert.StartsWith("/checkout", next.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("3", Quantity(await shopper.GetAsync("/cart")));
    }

    [Fact]
    public async Task A_line_that_lost_its_stock_says_so_and_stops_the_check_out()
    {
        using var shopper = shop.Visit();
        var cart = await shopper.AddAsync("dune-notebook", await SkuAsync("dune-notebook"), "5");
        await shop.LookAsync(db => db.Variants.Where(variant => variant.Product!.Slug == "dune-notebook").ExecuteUpdateAsync(variant => variant.SetProperty(v => v.Stock, 2)));
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)cart.Document.QuerySelector("#lines")!;

        var refused = await shopper.PostAsync(new Uri(shop.Address, "/cart/update"), Page.Fields(form, cart.FindButton("Check out").Button));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Only 2 left. Choose 1 to 2.", refused.One(".lines .error"));
        Assert.Equal("q-0-error", refused.Document.QuerySelector("#q-0")!.GetAttribute("aria-describedby"));
        Assert.Equal("#q-0", refused.Document.QuerySelector(".error-summary a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_product_taken_out_of_the_shop_stays_visible_in_the_cart_and_cannot_be_bought()
    {
        using var shopper = shop.Visit();
        await shopper.AddAsync("percolator", await SkuAsync("percolator"), "1");
        await shop.LookAsync(db => db.Products.Where(product => product.Slug == "percolator").ExecuteUpdateAsync(product => product.SetProperty(p => p.Visible, false)));

        Assert.Equal("This is no longer sold. Remove it to go on.", (await shopper.GetAsync("/cart")).One(".lines .error"));
    }

    [Fact]
    public async Task The_price_is_the_one_of_now()
    {
        using var shopper = shop.Visit();
        await shopper.AddAsync("wend-kettle", await SkuAsync("wend-kettle"), "1");
        await shop.LookAsync(db => db.Variants.Where(variant => variant.Product!.Slug == "wend-kettle").ExecuteUpdateAsync(variant => variant.SetProperty(v => v.Price, 66.60m)));

        Assert.Equal("$66.60", (await shopper.GetAsync("/cart")).One(".lines .total.number"));
    }

    [Fact]
    public async Task Two_carts_are_two_carts()
    {
        using var one = shop.Visit();
        using var other = shop.Visit();
        await one.AddAsync("cafe-mug", "KIT-CAFE-CREAM", "1");
        await other.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS", "2");

        Assert.Equal("Café mug", (await one.GetAsync("/cart")).One(".item a"));
        Assert.Equal("Ridgeway 2 tent", (await other.GetAsync("/cart")).One(".item a"));
    }

    [Fact]
    public async Task Twenty_adds_at_once_lose_nothing_and_never_pass_the_limit()
    {
        using var shopper = shop.Visit();
        await shopper.AddAsync("cafe-mug", "KIT-CAFE-CREAM", "1");
        var cookie = ("Cookie", shopper.Cookies.GetCookieHeader(shop.Address));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            shop.PostBareAsync("/cart/add", [("product", "KIT-CAFE-CREAM"), ("quantity", "2")], cookie, ("Sec-Fetch-Site", "same-origin"))));

        Assert.Equal(9, answers.Count(answer => answer.StatusCode == HttpStatusCode.SeeOther));
        Assert.Equal(11, answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity));
        Assert.Equal("19", Quantity(await shopper.GetAsync("/cart")));
    }

    private static string Quantity(Page cart) => cart.Document.QuerySelector(".lines input[type=number]")!.GetAttribute("value")!;

    private Task<string> SkuAsync(string slug) =>
        shop.LookAsync(db => db.Variants.Where(variant => variant.Product!.Slug == slug).OrderBy(variant => variant.Position).Select(variant => variant.Sku).FirstAsync());
}

internal static class Shopping
{
    public static async Task<Page> AddAsync(this Browser shopper, string slug, string sku, string quantity) =>
        await shopper.PressAsync(await shopper.GetAsync("/p/" + slug), "Add to cart", ("product", sku), ("quantity", quantity));
}
