using System.Net;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Accounts;

public sealed class SecurityTests(Shop shop) : IClassFixture<Shop>
{
    private const string NewPassword = "quite another sentence";

    [Fact]
    public async Task A_changed_password_keeps_this_device_and_ends_every_other()
    {
        var email = await shop.AddCustomerAsync("changer");
        using var here = shop.Visit();
        using var elsewhere = shop.Visit();
        await here.SignInAsync(email);
        await elsewhere.SignInAsync(email);

        var wrong = await ChangeAsync(here, "not the password", NewPassword);
        var done = await ChangeAsync(here, People.Password, NewPassword);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Enter the password you have now"), (wrong.Status, wrong.One("#CurrentPassword-error")));
        Assert.Contains("Your password is changed", done.Text, StringComparison.Ordinal);
        Assert.Equal("Sign in", (await elsewhere.GetAsync("/account")).Heading);
        Assert.Equal("Your password was changed", (await shop.MailsAsync(email))[^1].Subject);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_device()
    {
        var email = await shop.AddCustomerAsync("everywhere");
        using var here = shop.Visit();
        using var elsewhere = shop.Visit();
        await here.SignInAsync(email);
        await elsewhere.SignInAsync(email);

        var page = await here.PressAsync(await here.GetAsync("/account/security"), "Sign out everywhere");

        Assert.Contains("You are signed out everywhere", page.Text, StringComparison.Ordinal);
        Assert.Equal("Sign in", (await here.GetAsync("/account")).Heading);
        Assert.Equal("Sign in", (await elsewhere.GetAsync("/account")).Heading);
    }

    [Fact]
    public async Task A_copy_of_the_cookie_is_worth_nothing_after_signing_out_and_the_browser_forgets_what_it_was_shown()
    {
        var email = await shop.AddCustomerAsync("copied");
        using var here = shop.Visit();
        using var elsewhere = shop.Visit();
        using var thief = shop.Visit();
        var account = await here.SignInAsync(email);
        await elsewhere.SignInAsync(email);
        thief.Cookies.Add(here.Home, here.Cookies.GetCookies(here.Home).Single(cookie => cookie.Name == "storefront.account"));
        Assert.Equal("Hello, Nora", (await thief.GetAsync("/account")).Heading);

        var (form, button) = account.FindButton("Sign out");
        using var answer = await here.SendOnceAsync(new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = new FormUrlEncodedContent(Page.Fields(form, button)) });

        Assert.Equal("\"cache\", \"storage\"", Assert.Single(answer.Headers.GetValues("Clear-Site-Data")));
        Assert.Equal("Sign in", (await thief.GetAsync("/account")).Heading);
        Assert.Equal("Hello, Nora", (await elsewhere.GetAsync("/account")).Heading); // other devices stay
    }

    [Fact]
    public async Task A_password_is_compared_as_it_was_typed()
    {
        const string typed = "  Ünusual BLANKS at both ends, and quite long: 0123456789 0123456789 0123456789 0123456789  ";
        var email = await shop.AddCustomerAsync("typed");
        using var browser = shop.Visit();
        await browser.SignInAsync(email);
        Assert.Contains("Your password is changed", (await ChangeAsync(browser, People.Password, typed)).Text, StringComparison.Ordinal);

        foreach (var other in new[] { typed.Trim(), typed.ToLowerInvariant(), typed[..72] }) // two more wrong ones would close the account for a while
        {
            using var wrong = shop.Visit();
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await wrong.TrySignInAsync(email, other)).Status);
        }

        using var right = shop.Visit();
        Assert.Equal("Hello, Nora", (await right.SignInAsync(email, typed)).Heading);
    }

    [Fact]
    public async Task An_account_moves_to_another_address_once_its_mailbox_says_so_and_the_old_one_is_told()
    {
        var email = await shop.AddCustomerAsync("mover");
        var next = $"moved-{Guid.NewGuid():N}@example.com";
        using var browser = shop.Visit();
        await browser.SignInAsync(email);

        var asked = await MoveAsync(browser, next);
        Assert.Equal("Hello, Nora", (await browser.GetAsync("/account")).Heading); // nothing has changed so far
        var link = (await shop.MailAsync(next, "Confirm your new email address")).Link();
        var forged = await browser.PressAsync(await browser.GetAsync(link.Replace("moved-", "stolen-", StringComparison.Ordinal)), "Use this address");
        var done = await browser.PressAsync(await browser.GetAsync(link), "Use this address");

        Assert.Contains("Check the mailbox of the new address", asked.Text, StringComparison.Ordinal);
        Assert.Equal("This link is used up", forged.Heading);
        Assert.Contains("Your account has its new address", done.Text, StringComparison.Ordinal);
        Assert.Equal("Your email address was changed", (await shop.MailsAsync(email))[^1].Subject);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.TrySignInAsync(email, People.Password)).Status);
        Assert.Contains(next, (await browser.SignInAsync(next)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_for_an_address_that_is_somebodys_looks_the_same_and_tells_its_owner()
    {
        var email = await shop.AddCustomerAsync("taker");
        var owner = await shop.AddCustomerAsync("owner");
        using var browser = shop.Visit();
        await browser.SignInAsync(email);

        var free = await MoveAsync(browser, $"free-{Guid.NewGuid():N}@example.com");
        var taken = await MoveAsync(browser, owner);

        Assert.Equal((free.Status, free.Text), (taken.Status, taken.Text));
        Assert.Equal("Somebody wanted to use your address", Assert.Single(await shop.MailsAsync(owner)).Subject);
    }

    private static async Task<Page> ChangeAsync(Browser browser, string current, string next) => await browser.PressAsync(
        await browser.GetAsync("/account/password"), "Change password", ("CurrentPassword", current), ("NewPassword", next));

    private static async Task<Page> MoveAsync(Browser browser, string email) => await browser.PressAsync(
        await browser.GetAsync("/account/email"), "Send the link", ("NewEmail", email), ("Password", People.Password));
}
