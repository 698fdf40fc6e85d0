using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web;
using Storefront.Web.Features.Cart;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Cart;

public sealed class CartCookieTests(Shop shop) : IClassFixture<Shop>
{
    private const string Mug = "KIT-CAFE-CREAM";
    private static readonly (string, string)[] OneMug = [("product", Mug), ("quantity", "1")];

    [Fact]
    public async Task A_visitor_with_an_empty_cart_gets_no_cookie_and_no_token()
    {
        using var visitor = shop.Visit();
        foreach (var address in (string[])["/", "/c/tents", "/search?q=tent", "/p/ridgeway-2", "/cart", "/privacy", "/nowhere"])
        {
            var page = await visitor.GetAsync(address);

            Assert.Empty(page.Headers.Cookies());
            Assert.DoesNotContain("RequestVerificationToken", page.Html, StringComparison.Ordinal);
        }
        Assert.Equal(0, visitor.Cookies.Count);
    }

    [Fact]
    public async Task The_cookie_is_sealed_hidden_from_script_kept_from_other_sites_and_lasts_90_days_at_most()
    {
        using var answer = await shop.PostBareAsync("/cart/add", OneMug);

        var line = Assert.Single(answer.Headers.Cookies());
        Assert.Matches("^storefront\\.cart=[A-Za-z0-9_-]{60,400}; ", line);
        Assert.Contains("httponly", line, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", line, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", line, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(int.Parse(Regex.Match(line, "(?<=max-age=)[0-9]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value, System.Globalization.CultureInfo.InvariantCulture), 1, 90 * 24 * 3600);
        Assert.DoesNotContain("secure", line, StringComparison.OrdinalIgnoreCase); // Development over http; Production is tested below
    }

    [Fact]
    public async Task Outside_development_every_cookie_is_secure()
    {
        await using var production = new ProductionShop();
        await production.InitializeAsync();
        using var added = await production.PostBareAsync("/cart/add", OneMug);
        var cookie = Assert.Single(added.Headers.Cookies());
        using var visitor = production.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/p/cafe-mug");
        request.Headers.Add("Cookie", cookie.Split(';')[0]);
        using var page = await visitor.SendOnceAsync(request);

        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.All(page.Headers.Cookies(), line => Assert.Contains("; secure", line, StringComparison.OrdinalIgnoreCase));
        Assert.All(page.Headers.Cookies(), line => Assert.Contains("; httponly", line, StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty(page.Headers.Cookies());
    }

    [Fact]
    public async Task Every_wrong_or_forged_cookie_is_an_empty_cart()
    {
        using var added = await shop.PostBareAsync("/cart/add", OneMug);
        var value = added.Headers.Cookies()[0].Split(';')[0]["storefront.cart=".Length..];
        var cart = await shop.LookAsync(db => db.Carts.OrderByDescending(found => found.UpdatedAt).Select(found => found.Id).FirstAsync());
        string[] forged =
        [
            cart.ToString(), cart.ToString("N"), Convert.ToBase64String(cart.ToByteArray()), "anna@example.com", "admin", "", "%00", "../../etc/passwd",
            value[..^1], value + "A", value[..20] + (value[20] == 'A' ? 'B' : 'A') + value[21..], new string('A', 4000), "=" + value, value + "." + value,
        ];
        foreach (var cookie in forged)
        {
            using var visitor = shop.Visit();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/cart");
            request.Headers.TryAddWithoutValidation("Cookie", "storefront.cart=" + cookie);
            using var answer = await visitor.SendOnceAsync(request);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("Your cart is empty", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_post_with_a_cart_needs_the_token_or_the_browsers_word_that_it_came_from_here()
    {
        using var added = await shop.PostBareAsync("/cart/add", OneMug);
        var cookie = ("Cookie", added.Headers.Cookies()[0].Split(';')[0]);

        using var silent = await shop.PostBareAsync("/cart/add", OneMug, cookie);
        using var foreign = await shop.PostBareAsync("/cart/add", OneMug, cookie, ("Sec-Fetch-Site", "cross-site"));
        using var other = await shop.PostBareAsync("/cart/add", OneMug, ("Origin", "https://evil.example"));
        using var tab = await shop.PostBareAsync("/cart/add", OneMug, cookie, ("Sec-Fetch-Site", "same-origin"));
        using var update = await shop.PostBareAsync("/cart/update", [("Remove", Mug)], cookie, ("Sec-Fetch-Site", "same-origin"));

        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, tab.StatusCode); // two product pages open before there was a cart
        Assert.Equal(HttpStatusCode.BadRequest, update.StatusCode);
    }

    [Fact]
    public async Task Carts_nobody_touched_for_90_days_are_forgotten()
    {
        using var old = shop.Visit();
        using var young = shop.Visit();
        await old.AddAsync("cafe-mug", Mug, "1");
        var before = DateTimeOffset.UnixEpoch.AddYears(30);
        await shop.LookAsync(db => db.Carts.ExecuteUpdateAsync(cart => cart.SetProperty(c => c.UpdatedAt, before)));
        await young.AddAsync("cafe-mug", Mug, "1");

        await shop.Services.GetRequiredService<CartPurge>().PurgeAsync(CancellationToken.None);

        Assert.Equal("Your cart is empty", (await old.GetAsync("/cart")).Heading);
        Assert.Equal("Your cart", (await young.GetAsync("/cart")).Heading);
        Assert.Equal("Your cart", (await old.AddAsync("cafe-mug", Mug, "2")).Heading); // and its visitor can begin again
    }

    private sealed class ProductionShop() : Shop(
    [
        "environment=Production", "Shop:ContactEmail=help@shop.example", "Shop:PublicAddress=https://shop.example", "FraudProtection:Enabled=false",
        "Mail:SmtpHost=127.0.0.1", "Mail:From=orders@shop.example",
        "Payments:AllowPretendBank=true", "Payments:BankAddress=http://127.0.0.1:9", "Payments:MerchantKey=0123456789abcdef0123456789abcdef",
    ])
    {
        public override async Task InitializeAsync()
        {
            Assert.Equal(0, await ShopHost.RunAsync(["migrate", .. Arguments]));
            await base.InitializeAsync();
        }
    }
}
