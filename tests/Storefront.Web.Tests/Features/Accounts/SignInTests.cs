using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Accounts;

public sealed class SignInTests(Shop shop) : IClassFixture<Shop>
{
    private const string Wrong = "The email or the password is not right";

    [Fact]
    public async Task A_shopper_signs_in_sees_the_account_and_signs_out()
    {
        using var browser = shop.Visit();

        var account = await browser.SignInAsync(People.ShopperA);
        Assert.Equal("Hello, Anna", account.Heading);
        Assert.Equal("Your account", (await browser.GetAsync("/")).One(".head-link.account"));

        await browser.PressAsync(account, "Sign out");
        Assert.Equal("Sign in", (await browser.GetAsync("/")).One(".head-link.account"));
        Assert.Equal("Sign in", (await browser.GetAsync("/account")).Heading);
    }

    [Fact]
    public async Task The_cookie_is_the_browsers_alone()
    {
        using var browser = shop.Visit();
        var form = await browser.GetAsync("/account/sign-in");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-in")
        {
            Content = new FormUrlEncodedContent([new("Email", People.ShopperA), new("Password", People.Password)]),
        };

        using var answer = await browser.SendOnceAsync(request);

        Assert.Empty(form.Headers.Cookies()); // looking at the form leaves nothing behind
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.Cookies(), line => line.StartsWith("storefront.account=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase); // ends with the browser unless asked to stay
    }

    [Theory]
    [InlineData("/cart", "/cart")]
    [InlineData("/account?x=1", "/account")]
    [InlineData("https://evil.example/", "/account")]
    [InlineData("//evil.example/", "/account")]
    [InlineData("/\\evil.example/", "/account")]
    [InlineData("javascript:alert(1)", "/account")]
    public async Task After_signing_in_one_is_back_where_one_was_and_never_elsewhere(string returnUrl, string expected)
    {
        using var browser = shop.Visit();

        var page = await browser.TrySignInAsync(People.ShopperB, People.Password, returnUrl);

        Assert.Equal(new Uri(shop.Address, expected).AbsolutePath, page.Address.AbsolutePath);
        Assert.Equal(shop.Address.Authority, page.Address.Authority);
    }

    [Fact]
    public async Task A_known_address_with_a_wrong_password_and_an_unknown_one_look_the_same()
    {
        using var browser = shop.Visit();

        var known = await browser.TrySignInAsync(People.ShopperB, "wrong-password-1");
        var unknown = await browser.TrySignInAsync("nobody-at-all@storefront.example", "wrong-password-1");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, known.Status);
        Assert.Equal(known.Status, unknown.Status);
        Assert.Contains(Wrong, known.Text, StringComparison.Ordinal);
        Assert.Equal(
            known.Html.Replace(People.ShopperB, "", StringComparison.Ordinal),
            unknown.Html.Replace("nobody-at-all@storefront.example", "", StringComparison.Ordinal));
        Assert.DoesNotContain("wrong-password-1", known.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_is_refused_too_and_looks_no_different()
    {
        using var browser = shop.Visit();
        var email = await shop.AddCustomerAsync("locked");
        var pages = new List<Page>();
        for (var i = 0; i < 5; i++)
            pages.Add(await browser.TrySignInAsync(email, $"wrong-password-{i}"));

        var right = await browser.TrySignInAsync(email, People.Password);

        Assert.Equal(pages[0].Html, right.Html);
        Assert.True(await shop.LookAsync(db => db.Users.AnyAsync(customer => customer.Email == email && customer.LockoutEnd != null)));
    }

    [Fact]
    public async Task A_changed_stamp_ends_every_session_with_its_next_request()
    {
        using var browser = shop.Visit();
        var email = await shop.AddCustomerAsync("stamped");
        await browser.SignInAsync(email);

        await using (var scope = shop.Services.CreateAsyncScope())
        {
            var customers = scope.ServiceProvider.GetRequiredService<UserManager<Customer>>();
            await customers.UpdateSecurityStampAsync((await customers.FindByEmailAsync(email))!);
        }

        Assert.Equal("Sign in", (await browser.GetAsync("/account")).Heading);
    }

    [Fact]
    public async Task A_page_for_the_signed_in_sends_others_to_sign_in_and_knows_the_way_back()
    {
        using var browser = shop.Visit();

        using var answer = await browser.SendOnceAsync(new HttpRequestMessage(HttpMethod.Get, "/account?from=mail"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/account/sign-in?returnUrl=%2Faccount%3Ffrom%3Dmail", answer.Headers.Location!.OriginalString);
    }
}
