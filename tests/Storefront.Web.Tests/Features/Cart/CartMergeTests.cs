using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Web.Features.Accounts;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Cart;

/// <summary>A customer's cart is the same wherever they sign in, and takes up what was chosen before.</summary>
public sealed class CartMergeTests(Shop shop) : IClassFixture<Shop>
{
    private const string Mug = "KIT-CAFE-CREAM";
    private const string Tent = "TNT-RIDGE-2-MOSS";

    [Fact]
    public async Task What_a_visitor_chose_is_there_after_signing_in_and_gone_after_signing_out()
    {
        using var browser = shop.Visit();
        var email = await shop.AddCustomerAsync("merge");
        await AddAsync(browser, "cafe-mug", Mug, 2);

        var account = await browser.SignInAsync(email);
        Assert.Equal(["2"], await QuantitiesAsync(browser));

        await browser.PressAsync(account, "Sign out");
        Assert.Empty(await QuantitiesAsync(browser));
        await browser.SignInAsync(email);
        Assert.Equal(["2"], await QuantitiesAsync(browser));
    }

    [Fact]
    public async Task Quantities_are_added_up_to_what_we_send_and_what_we_have()
    {
        using var first = shop.Visit();
        using var second = shop.Visit();
        var email = await shop.AddCustomerAsync("merge");
        await first.SignInAsync(email);
        await shop.LookAsync(db => db.Variants.Where(variant => variant.Sku == Tent).ExecuteUpdateAsync(variant => variant.SetProperty(found => found.Stock, 5)));
        await AddAsync(first, "cafe-mug", Mug, 15);
        await AddAsync(first, "ridgeway-2", Tent, 3);
        await AddAsync(second, "cafe-mug", Mug, 15);
        await AddAsync(second, "ridgeway-2", Tent, 4);

        await second.SignInAsync(email);

        Assert.Equal(["20", "5"], await QuantitiesAsync(second));
        Assert.Equal(["20", "5"], await QuantitiesAsync(first)); // one cart, two browsers
    }

    [Fact]
    public async Task A_cart_that_another_customer_left_at_this_browser_is_not_taken_along()
    {
        using var browser = shop.Visit();
        await browser.SignInAsync(await shop.AddCustomerAsync("left"));
        await AddAsync(browser, "cafe-mug", Mug, 2);
        foreach (var cookie in browser.Cookies.GetAllCookies().Where(cookie => cookie.Name == "storefront.account"))
            cookie.Expired = true;

        await browser.SignInAsync(await shop.AddCustomerAsync("came"));

        Assert.Empty(await QuantitiesAsync(browser));
    }

    private static async Task AddAsync(Browser browser, string slug, string sku, int quantity) =>
        await browser.PressAsync(await browser.GetAsync($"/p/{slug}"), "Add to cart", ("product", sku), ("quantity", quantity.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static async Task<IReadOnlyList<string>> QuantitiesAsync(Browser browser) =>
        [.. (await browser.GetAsync("/cart")).Document.QuerySelectorAll(".lines input[type=number]").Select(input => input.GetAttribute("value")!)];
}
