using System.Net;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Accounts;

public sealed class TwoFactorTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task With_an_authenticator_app_a_password_alone_opens_nothing_and_a_code_of_the_app_does()
    {
        var (email, key, _) = await TurnOnAsync();
        using var browser = shop.Visit();

        var second = await browser.TrySignInAsync(email, People.Password, "/cart");
        Assert.Equal("Enter your code", second.Heading);
        Assert.Equal("Sign in", (await browser.GetAsync("/account")).Heading);

        var wrong = await browser.PressAsync(second, "Go on", ("Code", "000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        var done = await browser.PressAsync(wrong, "Go on", ("Code", Authenticator.Code(key, 1)));

        Assert.Equal("/cart", done.Address.AbsolutePath);
        Assert.Equal("Hello, Nora", (await browser.GetAsync("/account")).Heading);
    }

    [Fact]
    public async Task A_code_of_the_app_is_good_once()
    {
        var (email, key, _) = await TurnOnAsync();
        var codes = new[] { Authenticator.Code(key, 1), Authenticator.Code(key) }; // the second turned it on
        using var first = shop.Visit();
        await first.PressAsync(await first.TrySignInAsync(email, People.Password), "Go on", ("Code", codes[0]));
        Assert.Equal("Hello, Nora", (await first.GetAsync("/account")).Heading);

        using var second = shop.Visit();
        var page = await second.TrySignInAsync(email, People.Password);
        foreach (var code in codes)
        {
            page = await second.PressAsync(page, "Go on", ("Code", code));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        }
    }

    [Fact]
    public async Task A_recovery_code_opens_the_account_once()
    {
        var (email, _, codes) = await TurnOnAsync();
        using var first = shop.Visit();
        using var second = shop.Visit();

        var opened = await RecoverAsync(first, email, codes[0].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));
        var again = await RecoverAsync(second, email, codes[0]);

        Assert.Equal("Hello, Nora", opened.Heading);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("9 codes are left", (await first.GetAsync("/account/two-factor")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recovery_codes_are_shown_once_and_new_ones_make_the_old_worthless()
    {
        var email = await shop.AddCustomerAsync("codes");
        using var browser = shop.Visit();
        await browser.SignInAsync(email);
        var (_, shown) = await TurnOnAsync(browser);

        Assert.Equal("/account/two-factor", (await browser.GetAsync("/account/two-factor/codes")).Address.AbsolutePath);
        var refused = await browser.PressAsync(await browser.GetAsync("/account/two-factor"), "Make new codes", ("password", "not the password"));
        var renewed = await browser.PressAsync(refused, "Make new codes", ("password", People.Password));

        Assert.Equal("Enter your password", refused.One("#CodesPassword-error"));
        Assert.Equal(10, renewed.Texts(".recovery-codes code").Except(shown).Count());
        using var elsewhere = shop.Visit();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await RecoverAsync(elsewhere, email, shown[1])).Status);
    }

    [Fact]
    public async Task Codes_cannot_be_guessed_the_account_closes_first()
    {
        var (email, key, _) = await TurnOnAsync();
        using var browser = shop.Visit();
        var page = await browser.TrySignInAsync(email, People.Password);
        for (var i = 0; i < 5; i++)
            page = await browser.PressAsync(page, "Go on", ("Code", $"00000{i}"));

        var right = await browser.PressAsync(page, "Go on", ("Code", Authenticator.Code(key, 1)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.Status);
        Assert.Equal("Sign in", (await browser.GetAsync("/account")).Heading);
    }

    [Fact]
    public async Task A_known_browser_is_not_asked_again_until_the_account_changes()
    {
        var (email, key, _) = await TurnOnAsync();
        using var browser = shop.Visit();
        await browser.PressAsync(await browser.TrySignInAsync(email, People.Password), "Go on", ("Code", Authenticator.Code(key, 1)), ("KnownBrowser", "true"));
        await browser.PressAsync(await browser.GetAsync("/account"), "Sign out");

        Assert.Equal("Hello, Nora", (await browser.SignInAsync(email)).Heading);

        await browser.PressAsync(await browser.GetAsync("/account/security"), "Sign out everywhere");
        Assert.Equal("Enter your code", (await browser.TrySignInAsync(email, People.Password)).Heading);
    }

    [Fact]
    public async Task Turning_it_off_takes_the_password()
    {
        var email = await shop.AddCustomerAsync("off");
        using var browser = shop.Visit();
        await browser.SignInAsync(email);
        await TurnOnAsync(browser);

        var refused = await browser.PressAsync(await browser.GetAsync("/account/two-factor"), "Turn off", ("password", "not the password"));
        var done = await browser.PressAsync(refused, "Turn off", ("password", People.Password));

        Assert.Equal("Enter your password", refused.One("#OffPassword-error"));
        Assert.Contains("Two-step sign-in is off", done.Text, StringComparison.Ordinal);
        using var elsewhere = shop.Visit();
        Assert.Equal("Hello, Nora", (await elsewhere.SignInAsync(email)).Heading);
    }

    [Fact]
    public async Task The_drawing_holds_no_style_and_the_key_can_be_typed()
    {
        var email = await shop.AddCustomerAsync("drawn");
        using var browser = shop.Visit();
        await browser.SignInAsync(email);

        var page = await browser.GetAsync("/account/two-factor");
        var again = await browser.GetAsync("/account/two-factor");

        Assert.True(page.Has("svg.qr path"));
        Assert.DoesNotContain("style=", page.Html, StringComparison.Ordinal);
        Assert.Equal(page.One(".how code"), again.One(".how code")); // looking twice makes no second key
    }

    private async Task<(string Email, string Key, IReadOnlyList<string> Codes)> TurnOnAsync()
    {
        var email = await shop.AddCustomerAsync("two-factor");
        using var browser = shop.Visit();
        await browser.SignInAsync(email);
        var (key, codes) = await TurnOnAsync(browser);
        return (email, key, codes);
    }

    private static async Task<(string Key, IReadOnlyList<string> Codes)> TurnOnAsync(Browser browser)
    {
        var page = await browser.GetAsync("/account/two-factor");
        var key = page.One(".how code");
        var codes = await browser.PressAsync(page, "Turn on", ("Code", Authenticator.Code(key)));
        Assert.Equal("Your recovery codes", codes.Heading);
        return (key, codes.Texts(".recovery-codes code"));
    }

    private static async Task<Page> RecoverAsync(Browser browser, string email, string code)
    {
        await browser.TrySignInAsync(email, People.Password);
        return await browser.PressAsync(await browser.GetAsync("/account/sign-in/recovery"), "Go on", ("Code", code));
    }
}
