using Microsoft.Playwright;
using Storefront.Tests.Web.Features.Accounts;
using Storefront.Web.Tests;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <summary>Opening an account and signing in to it, in a real browser; what was sent is held to the examples of the contract.</summary>
[Collection(OnStage.Name)]
public sealed class AccountJourneyTests(Stage stage)
{
    private static readonly string[] Envelope = ["name", "version"];

    [Fact]
    public async Task A_sign_up_is_approved_confirmed_and_signed_in_to()
    {
        await using var shopper = await stage.VisitAsync();

        await shopper.JoinAsync(stage.World);

        Assert.Empty(shopper.Faults);
        var told = await Member.ToldAsync(stage.World, "AccountCreation", shopper.Email, 2);
        Example.Matches(told[0].Request, "ap-account-create", [.. Envelope, "metadata.assessmentType", "user.userType", "email[].emailType", "email[].isEmailValidated", "email[].isEmailUsername"]);
        Example.Matches(told[1].Request, "ap-account-create-status-approved", [.. Envelope, "statusDetails.statusType", "statusDetails.reasonType", "statusDetails.challengeType"]);
        var user = told[1].Request.GetProperty("metadata").GetProperty("userId").GetString()!;
        var account = Assert.Single(await stage.World.EventuallyReceivedAsync(user, 2), row => row.Event == "UpdateAccount");
        Example.Matches(account.Request, "update-account-profile", "profileType", "firstName", "lastName", "language");
        var login = await Member.ToldAsync(stage.World, "AccountLogin", shopper.Email, 2);
        Example.Matches(login[0].Request, "ap-account-login", [.. Envelope, "metadata.assessmentType", "user.userType"]);
        Assert.Equal("Approved", login[1].Request.GetProperty("statusDetails").GetProperty("statusType").GetString());
    }

    [Fact]
    public async Task A_rejected_sign_up_is_told_so_without_a_reason()
    {
        await using var shopper = await stage.VisitAsync();
        shopper.Email = shopper.Email.Replace("@", "+reject@", StringComparison.Ordinal);

        await shopper.SignUpAsync();

        await Expect(shopper.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("We cannot open an account at the moment. Please try again later, or write to us.");
        var told = await Member.ToldAsync(stage.World, "AccountCreation", shopper.Email, 2);
        Example.Matches(told[0].Request, "ap-account-create", Envelope);
        Example.Matches(told[1].Request, "ap-account-create-status-approved", [.. Envelope, "statusDetails.reasonType", "statusDetails.challengeType"]);
        Assert.Equal("Rejected", told[1].Request.GetProperty("statusDetails").GetProperty("statusType").GetString());
    }

    [Fact]
    public async Task A_challenged_sign_up_goes_on_with_the_code_from_the_mailbox()
    {
        await using var shopper = await stage.VisitAsync();
        shopper.Email = shopper.Email.Replace("@", "+challenge@", StringComparison.Ordinal);

        await shopper.SignUpAsync();
        await shopper.HeadingIsAsync("One more step");
        await shopper.Field("Code from the letter").FillAsync(await Member.CodeAsync(stage.World, shopper.Email));
        await shopper.Button("Go on").ClickAsync();

        await shopper.HeadingIsAsync("Sign in");
        Assert.Empty(shopper.Faults);
        var told = await Member.ToldAsync(stage.World, "AccountCreation", shopper.Email, 3);
        Example.Matches(told[1].Request, "ap-account-create-status-challenge-pending", [.. Envelope, "statusDetails.statusType", "statusDetails.reasonType"]);
        Example.Matches(told[2].Request, "ap-account-create-status-approved", [.. Envelope, "statusDetails.statusType"]);
        Assert.All(told.Skip(1), row => Assert.Equal("Email", row.Request.GetProperty("statusDetails").GetProperty("challengeType").GetString()));
        Assert.Equal("ChallengePassed", told[2].Request.GetProperty("statusDetails").GetProperty("reasonType").GetString());
    }

    [Fact]
    public async Task With_two_step_sign_in_the_app_opens_the_account()
    {
        await using var shopper = await stage.VisitAsync();
        await shopper.JoinAsync(stage.World);
        var key = await shopper.TurnOnTwoStepsAsync();
        await shopper.Button("Sign out").ClickAsync();

        await shopper.SignInAsync(shopper.Email, Member.Password);
        await shopper.HeadingIsAsync("Enter your code");
        await shopper.Field("Six-digit code").FillAsync(Authenticator.Code(key, 1));
        await shopper.Button("Go on").ClickAsync();

        await shopper.HeadingIsAsync("Hello, Nora");
        Assert.Empty(shopper.Faults);
    }

    [Fact]
    public async Task A_passkey_is_added_signs_in_by_itself_and_is_removed()
    {
        await using var shopper = await stage.VisitAsync(byName: true);
        await shopper.HaveADeviceAsync();
        await shopper.JoinAsync(stage.World);

        await shopper.Page.GotoAsync("/account/passkeys");
        await shopper.Page.GetByLabel("Name for a new one").FillAsync("My phone");
        await shopper.Button("Add a passkey").ClickAsync();
        await Expect(shopper.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The passkey is yours");
        await shopper.Button("Sign out").ClickAsync();
        await shopper.Page.GotoAsync("/account/sign-in?returnUrl=%2Faccount%2Fpasskeys");
        await shopper.Button("Sign in with a passkey").ClickAsync();

        await shopper.HeadingIsAsync("Passkeys");
        Assert.Empty(shopper.Faults);
        var told = await Member.ToldAsync(stage.World, "AccountLogin", shopper.Email, 2);
        Example.Matches(told[0].Request, "ap-account-login", [.. Envelope, "metadata.assessmentType"]);
        await shopper.Button("Remove My phone").ClickAsync();
        await Expect(shopper.Page.GetByText("You have none yet.")).ToBeVisibleAsync();
    }
}
