using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Accounts;

public sealed class ProtectedSignInTests(ProtectedShop shop) : IClassFixture<ProtectedShop>
{
    private const string Login = "AccountLogin";
    private const string Status = "AccountLogin.Status";

    [Fact]
    public async Task An_approved_sign_in_and_a_wrong_password_are_both_told()
    {
        using var browser = shop.World.Visit();
        var email = await shop.World.AddCustomerAsync("good");

        await browser.TrySignInAsync(email, "wrong-password-1");
        await browser.SignInAsync(email);

        Assert.Equal([Login, $"{Status} Rejected None None", Login, $"{Status} Approved None None"], await InOrderAsync(email));
    }

    [Fact]
    public async Task A_rejected_sign_in_is_stopped_before_the_password_is_looked_at_and_gives_no_reason()
    {
        using var browser = shop.World.Visit();
        var email = await shop.World.AddCustomerAsync("bad+reject");

        var right = await browser.TrySignInAsync(email, People.Password);
        var wrong = await browser.TrySignInAsync(email, "wrong-password-1");
        var nobody = await browser.TrySignInAsync($"nobody{Guid.NewGuid():N}+reject@example.com", "wrong-password-1");

        Assert.Contains("We cannot sign you in at the moment", right.Text, StringComparison.Ordinal);
        Assert.Equal((right.Status, AsAShopperSees(right.Html)), (wrong.Status, AsAShopperSees(wrong.Html)));
        Assert.Equal((right.Status, right.Document.QuerySelector("main")!.TextContent), (nobody.Status, nobody.Document.QuerySelector("main")!.TextContent));
        Assert.Equal(0, await shop.World.LookAsync(db => db.Users.Where(customer => customer.Email == email).Select(customer => customer.AccessFailedCount).SingleAsync()));
    }

    [Fact]
    public async Task A_challenged_sign_in_takes_the_mailed_code_and_goes_where_it_was_going()
    {
        using var browser = shop.World.Visit();
        var email = await shop.World.AddCustomerAsync("proof+challenge");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.TrySignInAsync(email, "wrong-password-1")).Status);
        Assert.Empty(await shop.MailsAsync(email)); // nobody gets letters because somebody types their address
        var step = await browser.TrySignInAsync(email, People.Password, "/cart");
        Assert.Equal("Sign in", (await browser.GetAsync("/account")).Heading);
        var done = await browser.PressAsync(step, "Go on", ("Code", await shop.CodeAsync(email)));

        Assert.Equal("/cart", done.Address.AbsolutePath);
        Assert.Equal("Hello, Nora", (await browser.GetAsync("/account")).Heading);
        Assert.Equal(
            [Login, $"{Status} Rejected None None", Login, $"{Status} Pending ChallengePending Email", $"{Status} Approved ChallengePassed Email"],
            await InOrderAsync(email, 5));
    }

    [Fact]
    public async Task With_two_steps_the_sign_in_is_told_of_as_pending_until_the_code_of_the_app_or_until_it_is_given_up()
    {
        var email = await shop.World.AddCustomerAsync("two-steps");
        using (var browser = shop.World.Visit())
        {
            await browser.SignInAsync(email);
            var key = await TurnOnAsync(browser);
            await browser.PressAsync(await browser.GetAsync("/account"), "Sign out");
            Assert.Equal("Hello, Nora", (await browser.PressAsync(await browser.TrySignInAsync(email, People.Password), "Go on", ("Code", Authenticator.Code(key, 1)))).Heading);
        }

        using (var other = shop.World.Visit())
            Assert.Equal("Enter your code", (await other.TrySignInAsync(email, People.Password)).Heading);
        var past = DateTimeOffset.UtcNow.AddMinutes(-1);
        await shop.World.LookAsync(db => db.AccountChallenges.Where(step => step.ByApp && step.ClosedAt == null).ExecuteUpdateAsync(step => step.SetProperty(found => found.ExpiresAt, past)));
        await shop.World.Services.GetRequiredService<ChallengeSweep>().SweepAsync(CancellationToken.None);

        Assert.Equal(
            [
                Login, $"{Status} Approved None None",
                Login, $"{Status} Pending ChallengePending Other", $"{Status} Approved ChallengePassed Other",
                Login, $"{Status} Pending ChallengePending Other", $"{Status} Rejected ChallengeAbandoned Other",
            ],
            await InOrderAsync(email, 8));
    }

    [Fact]
    public async Task An_account_held_for_review_is_opened_by_a_reviewer_who_is_written_down()
    {
        using var browser = shop.World.Visit();
        var email = ProtectedShop.NewAddress("+review");
        await shop.SignUpAsync(browser, email);
        Assert.Equal("We are checking your account", (await browser.TrySignInAsync(email, ProtectedShop.Password)).Heading);

        using var reviewer = await shop.World.SignInAsync(People.Reviewer);
        var list = await reviewer.Browser.GetAsync("/admin/accounts");
        Assert.Contains(email, list.Text, StringComparison.Ordinal);
        var done = await reviewer.Browser.PressAsync(list, $"Open {email}", ("reason", "Called the shopper"));
        var again = await reviewer.Browser.PressAsync(list, $"Close {email}");

        Assert.Contains("The account is open", done.Text, StringComparison.Ordinal);
        Assert.Contains("Somebody decided about this account before you", again.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["AccountCreation", "AccountCreation.Status Pending ReviewPending None", "AccountCreation.Status Approved ReviewPassed None", "UpdateAccount"],
            (await shop.StoryAsync(email, 6)).Where(row => !row.StartsWith(Login, StringComparison.Ordinal)));
        var entry = await shop.World.LookAsync(db => db.AuditEntries.SingleAsync(found => found.Action == "Account passed"));
        Assert.Equal(People.Reviewer, entry.Actor);
        Assert.Contains("Called the shopper", entry.After, StringComparison.Ordinal);
        await browser.PressAsync(await browser.GetAsync((await shop.MailsAsync(email)).Single(mail => mail.Subject == "Your account is open").Link()), "Confirm this address");
    }

    [Fact]
    public async Task A_sign_in_that_wants_looking_at_closes_the_account_until_then_and_for_good_where_the_reviewer_says_so()
    {
        using var browser = shop.World.Visit();
        var email = await shop.World.AddCustomerAsync("odd+review");

        Assert.Equal("We are checking your account", (await browser.TrySignInAsync(email, People.Password)).Heading);
        using var reviewer = await shop.World.SignInAsync(People.Administrator);
        await reviewer.Browser.PressAsync(await reviewer.Browser.GetAsync("/admin/accounts"), $"Close {email}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.TrySignInAsync(email, People.Password)).Status);
        Assert.Equal(AccountStanding.Closed, await shop.World.LookAsync(db => db.Users.Where(customer => customer.Email == email).Select(customer => customer.Standing).SingleAsync()));
        Assert.Contains($"{Status} Rejected ReviewFailed None", await shop.StoryAsync(email, 5));
        Assert.Contains("Your account cannot be used", (await shop.MailsAsync(email)).Select(mail => mail.Subject));
    }

    private static async Task<string> TurnOnAsync(Browser browser)
    {
        var page = await browser.GetAsync("/account/two-factor");
        var key = page.One(".how code");
        await browser.PressAsync(page, "Turn on", ("Code", Authenticator.Code(key)));
        return key;
    }

    /// <summary>Each question is followed by what became of it.</summary>
    private async Task<IReadOnlyList<string>> InOrderAsync(string email, int count = 4)
    {
        var told = await shop.ToldAsync(email, count);
        var story = await shop.StoryAsync(email, count);
        var asked = told.Where(row => row.Event == Login).Select(ProtectedShop.Check).ToList();
        return [.. told.Zip(story).OrderBy(pair => asked.IndexOf(ProtectedShop.Check(pair.First))).ThenBy(pair => pair.First.Sequence).Select(pair => pair.Second)];
    }

    // The developer's panel names the calls of an action by when it began.
    // Without the developer's panel, which counts what the outbox sends meanwhile.
    private static string AsAShopperSees(string html) =>
        Regex.Replace(html, @"<aside class=""calls"".*?</aside>", "", RegexOptions.NonBacktracking | RegexOptions.Singleline);
}
