using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Accounts;

public sealed class SignUpTests(Shop shop) : IClassFixture<Shop>
{
    private const string Password = "four words nobody knows";

    [Fact]
    public async Task A_shopper_opens_an_account_confirms_the_address_and_signs_in()
    {
        using var browser = shop.Visit();
        var email = NewAddress();

        var sent = await SignUpAsync(browser, email);
        Assert.Equal("Check your mailbox", sent.Heading);
        Assert.Equal("Check your mailbox", (await browser.TrySignInAsync(email, Password)).Heading); // the address is not proven

        var confirm = await browser.GetAsync((await shop.MailAsync(email, "Confirm your email address")).Link());
        Assert.False(await shop.LookAsync(db => db.Users.Where(customer => customer.Email == email).Select(customer => customer.EmailConfirmed).SingleAsync())); // a look is no answer
        var signIn = await browser.PressAsync(confirm, "Confirm this address");
        Assert.Contains("Your address is confirmed", signIn.Text, StringComparison.Ordinal);

        Assert.Equal("Hello, Nora", (await browser.SignInAsync(email, Password)).Heading);
    }

    [Fact]
    public async Task Whoever_signs_up_does_not_learn_who_has_an_account()
    {
        using var browser = shop.Visit();
        var known = await shop.AddCustomerAsync("known");

        var newcomer = await SignUpAsync(browser, NewAddress());
        var owner = await SignUpAsync(browser, known.ToUpperInvariant());

        Assert.Equal((newcomer.Status, newcomer.Address, newcomer.Html), (owner.Status, owner.Address, owner.Html));
        Assert.Equal("You have an account already", Assert.Single(await shop.MailsAsync(known)).Subject);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.TrySignInAsync(known, Password)).Status); // and the password is the old one
    }

    [Fact]
    public async Task A_form_with_mistakes_says_what_to_do_beside_each_field_and_never_repeats_the_password()
    {
        using var browser = shop.Visit();

        var page = await browser.PressAsync(
            await browser.GetAsync("/account/sign-up"), "Create account", ("FirstName", " "), ("LastName", "Ellery"), ("Email", "nora@"), ("Password", "password1234!"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Enter a first name", page.One("#FirstName-error"));
        Assert.StartsWith("Enter an email address", page.One("#Email-error"), StringComparison.Ordinal);
        Assert.StartsWith("This is among the passwords that are guessed first", page.One("#Password-error"), StringComparison.Ordinal);
        Assert.Equal(["#FirstName", "#Email", "#Password"], page.Document.QuerySelectorAll(".error-summary a").Select(link => link.GetAttribute("href")));
        Assert.Equal("Ellery", page.Document.GetElementById("LastName")!.GetAttribute("value"));
        Assert.DoesNotContain("password1234!", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/account/confirm?id=0f0e0d0c-0b0a-4908-8706-050403020100&code=AAAA")]
    [InlineData("/account/confirm?id=nonsense&code=%25%25")]
    [InlineData("/account/confirm")]
    public async Task A_link_that_is_not_ours_confirms_nothing(string address)
    {
        using var browser = shop.Visit();

        Assert.Equal("This link is used up", (await browser.PressAsync(await browser.GetAsync(address), "Confirm this address")).Heading);
    }

    [Fact]
    public async Task Sign_ups_of_one_address_at_the_same_moment_make_one_account()
    {
        var email = NewAddress();
        var browsers = Enumerable.Range(0, 8).Select(_ => shop.Visit()).ToList();

        var pages = await Task.WhenAll(browsers.Select(browser => SignUpAsync(browser, email)));

        Assert.All(pages, page => Assert.Equal("Check your mailbox", page.Heading));
        Assert.Equal(1, await shop.LookAsync(db => db.Users.CountAsync(customer => customer.Email == email)));
        browsers.ForEach(browser => browser.Dispose());
    }

    private static string NewAddress() => $"new-{Guid.NewGuid():N}@example.com";

    private static async Task<Page> SignUpAsync(Browser browser, string email) => await browser.PressAsync(
        await browser.GetAsync("/account/sign-up"), "Create account", ("FirstName", "Nora"), ("LastName", "Ellery"), ("Email", email), ("Password", Password));
}
