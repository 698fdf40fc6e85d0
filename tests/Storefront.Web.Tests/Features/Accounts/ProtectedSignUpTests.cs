using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Accounts;

public sealed class ProtectedSignUpTests(ProtectedShop shop) : IClassFixture<ProtectedShop>
{
    private const string Creation = "AccountCreation";
    private const string Status = "AccountCreation.Status";

    [Fact]
    public async Task An_approved_sign_up_makes_the_account_and_both_families_of_events_tell_of_it()
    {
        using var browser = shop.World.Visit();
        var email = ProtectedShop.NewAddress();

        Assert.Equal("Check your mailbox", (await shop.SignUpAsync(browser, email)).Heading);

        var told = await shop.ToldAsync(email, 3);
        Assert.Equal([Creation, $"{Status} Approved None None", "UpdateAccount"], await shop.StoryAsync(email, 3));
        var user = (await UserAsync(email))!.Id.ToString("D");
        Assert.Equal("Protect", told[0].Request.GetProperty("metadata").GetProperty("assessmentType").GetString());
        Assert.False(told[0].Request.GetProperty("user").TryGetProperty("userId", out _)); // there is none yet
        Assert.Equal(user, told[1].Request.GetProperty("metadata").GetProperty("userId").GetString());
        Assert.Equal(user, told[2].Text("userId"));
        Assert.Equal(told[0].CorrelationId, told[1].CorrelationId);
        Assert.NotEqual(told[0].CorrelationId, told[2].CorrelationId);
    }

    [Fact]
    public async Task A_rejected_sign_up_makes_no_account_and_gives_no_reason()
    {
        using var browser = shop.World.Visit();
        var email = ProtectedShop.NewAddress("+reject");

        var page = await shop.SignUpAsync(browser, email);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("We cannot open an account at the moment", page.Text, StringComparison.Ordinal);
        Assert.Null(await UserAsync(email));
        Assert.Empty(await shop.MailsAsync(email));
        Assert.Equal([Creation, $"{Status} Rejected None None"], await shop.StoryAsync(email, 2));
    }

    [Fact]
    public async Task A_challenged_sign_up_goes_on_with_the_mailed_code()
    {
        using var browser = shop.World.Visit();
        var email = ProtectedShop.NewAddress("+challenge");

        var step = await shop.SignUpAsync(browser, email);
        Assert.Equal("One more step", step.Heading);
        var code = await shop.CodeAsync(email);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.TrySignInAsync(email, ProtectedShop.Password)).Status); // no way round
        Assert.False(await shop.World.LookAsync(db => db.AccountChallenges.AnyAsync(challenge => challenge.CodeHash.Contains(code))));

        var wrong = await browser.PressAsync(step, "Go on", ("Code", code == "000000" ? "000001" : "000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("Your address is confirmed", (await browser.PressAsync(wrong, "Go on", ("Code", code))).Text, StringComparison.Ordinal);

        var story = await shop.StoryAsync(email, 6);
        Assert.Equal(
            [Creation, $"{Status} Pending ChallengePending Email", $"{Status} Approved ChallengePassed Email", "UpdateAccount"],
            story.Where(row => !row.StartsWith("AccountLogin", StringComparison.Ordinal)));
        Assert.Equal(["AccountLogin", "AccountLogin.Status Rejected None None"], story.Where(row => row.StartsWith("AccountLogin", StringComparison.Ordinal)));
        Assert.Equal((AccountStanding.Active, true), ((await UserAsync(email))!.Standing, (await UserAsync(email))!.EmailConfirmed));
    }

    [Fact]
    public async Task Five_wrong_codes_end_the_sign_up_however_many_are_tried_at_once()
    {
        using var browser = shop.World.Visit();
        var email = ProtectedShop.NewAddress("+challenge");
        var step = await shop.SignUpAsync(browser, email);
        var right = await shop.CodeAsync(email);
        var wrong = Enumerable.Range(0, 20).Select(i => i.ToString("D6", System.Globalization.CultureInfo.InvariantCulture)).Where(code => code != right);

        await Task.WhenAll(wrong.Select(code => browser.PressAsync(step, "Go on", ("Code", code))));
        var late = await browser.PressAsync(step, "Go on", ("Code", right));

        Assert.Contains("That code is used up", late.Text, StringComparison.Ordinal);
        Assert.Null(await UserAsync(email));
        Assert.Equal([Creation, $"{Status} Pending ChallengePending Email", $"{Status} Rejected ChallengeFailed Email"], await shop.StoryAsync(email, 3));
    }

    [Fact]
    public async Task A_code_nobody_enters_ends_the_sign_up_when_its_time_is_over()
    {
        using var browser = shop.World.Visit();
        var email = ProtectedShop.NewAddress("+challenge");
        var step = await shop.SignUpAsync(browser, email);
        var code = await shop.CodeAsync(email);
        var user = (await UserAsync(email))!.Id;
        var past = DateTimeOffset.UtcNow.AddMinutes(-1);
        await shop.World.LookAsync(db => db.AccountChallenges.Where(challenge => challenge.CustomerId == user).ExecuteUpdateAsync(row => row.SetProperty(found => found.ExpiresAt, past)));

        Assert.Contains("That code is used up", (await browser.PressAsync(step, "Go on", ("Code", code))).Text, StringComparison.Ordinal);
        await shop.World.Services.GetRequiredService<ChallengeSweep>().SweepAsync(CancellationToken.None);

        Assert.Equal([Creation, $"{Status} Pending ChallengePending Email", $"{Status} Rejected ChallengeAbandoned Email"], await shop.StoryAsync(email, 3));
        Assert.Null(await UserAsync(email));
    }

    [Theory]
    [InlineData("", "Check your mailbox")]
    [InlineData("+challenge", "One more step")]
    [InlineData("+review", "Check your mailbox")]
    public async Task A_known_address_looks_no_different_whatever_fraud_protection_says(string trigger, string heading)
    {
        using var browser = shop.World.Visit();
        var known = await shop.World.AddCustomerAsync("known" + trigger);

        var page = await shop.SignUpAsync(browser, known);

        Assert.Equal(heading, page.Heading);
        Assert.Equal("You have an account already", Assert.Single(await shop.MailsAsync(known)).Subject);
        Assert.Equal(AccountStanding.Active, (await UserAsync(known))!.Standing);
    }

    private Task<Customer?> UserAsync(string email) => shop.World.LookAsync(db => db.Users.AsNoTracking().SingleOrDefaultAsync(customer => customer.Email == email));
}
