using System.Net;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Accounts;

public sealed class ForgottenTests(Shop shop) : IClassFixture<Shop>
{
    private const string NewPassword = "quite another sentence";

    [Fact]
    public async Task Somebody_who_forgot_the_password_chooses_a_new_one_and_every_other_device_is_signed_out()
    {
        var email = await shop.AddCustomerAsync("forgetful");
        using var elsewhere = shop.Visit();
        using var browser = shop.Visit();
        await elsewhere.SignInAsync(email);
        for (var i = 0; i < 5; i++)
            await browser.TrySignInAsync(email, $"wrong-password-{i}"); // locked by now

        await AskAsync(browser, email);
        var form = await browser.GetAsync((await shop.MailAsync(email, "Choose a new password")).Link());
        var signIn = await browser.PressAsync(form, "Save new password", ("Password", NewPassword));

        Assert.Contains("Your password is changed", signIn.Text, StringComparison.Ordinal);
        Assert.Equal("Sign in", (await elsewhere.GetAsync("/account")).Heading);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.TrySignInAsync(email, People.Password)).Status);
        Assert.Equal("Hello, Nora", (await browser.SignInAsync(email, NewPassword)).Heading);
        Assert.Equal("Your password was changed", (await shop.MailsAsync(email))[^1].Subject);
    }

    [Fact]
    public async Task A_link_works_once_and_only_for_its_account()
    {
        var email = await shop.AddCustomerAsync("once");
        var other = await shop.AddCustomerAsync("other");
        using var browser = shop.Visit();
        await AskAsync(browser, email);
        var link = (await shop.MailAsync(email, "Choose a new password")).Link();
        await AskAsync(browser, other);
        var others = (await shop.MailAsync(other, "Choose a new password")).Link();

        var swapped = await UseAsync(browser, others[..others.IndexOf("&code", StringComparison.Ordinal)] + link[link.IndexOf("&code", StringComparison.Ordinal)..]);
        var first = await UseAsync(browser, link);
        var second = await UseAsync(browser, link);

        Assert.Equal("This link is used up", swapped.Heading);
        Assert.Equal("Sign in", first.Heading);
        Assert.Equal("This link is used up", second.Heading);
    }

    [Fact]
    public async Task Asking_for_an_address_nobody_has_looks_the_same_and_sends_nothing()
    {
        using var browser = shop.Visit();
        var nobody = $"nobody-{Guid.NewGuid():N}@example.com";

        var unknown = await AskAsync(browser, nobody);
        var known = await AskAsync(browser, await shop.AddCustomerAsync("asked"));

        Assert.Equal((known.Status, known.Address, known.Html), (unknown.Status, unknown.Address, unknown.Html));
        Assert.Empty(await shop.MailsAsync(nobody));
    }

    private static async Task<Page> AskAsync(Browser browser, string email) =>
        await browser.PressAsync(await browser.GetAsync("/account/forgot"), "Send the link", ("Email", email));

    private static async Task<Page> UseAsync(Browser browser, string link) =>
        await browser.PressAsync(await browser.GetAsync(link), "Save new password", ("Password", NewPassword));
}
