using Microsoft.Playwright;
using Storefront.Web.Tests;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <content>Accounts, and where the people who run the shop look after them.</content>
internal sealed partial class Tour
{
    private async Task SignInAsync()
    {
        await using var shopper = await stage.VisitAsync();
        foreach (var (name, address) in new[]
        {
            ("sign-in", "/account/sign-in"), ("sign-in-after", "/account/sign-in?done=confirmed"), ("sign-up", "/account/sign-up"), ("check-mail", "/account/check-mail"),
            ("confirm", "/account/confirm"), ("confirm-email", "/account/email/confirm?email=nora@example.com"), ("old-link", "/account/old-link"), ("forgot", "/account/forgot"),
            ("reset", "/account/reset"), ("being-checked", "/account/being-checked"),
        })
        {
            await shopper.Page.GotoAsync(address);
            await look(name, shopper.Page);
        }

        await shopper.SignInAsync(shopper.Email, "not the password");
        await Expect(shopper.Page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await look("sign-in-error", shopper.Page);
        await shopper.Page.GotoAsync("/account/sign-up");
        await shopper.Button("Create account").ClickAsync();
        await Expect(shopper.Page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await look("sign-up-errors", shopper.Page);
    }

    private async Task OwnAnAccountAsync()
    {
        await using var shopper = await stage.VisitAsync(byName: true);
        await shopper.HaveADeviceAsync();
        await shopper.JoinAsync(stage.World);
        await look("account", shopper.Page);
        foreach (var (name, address) in new[] { ("security", "/account/security"), ("password", "/account/password"), ("email", "/account/email"), ("two-factor", "/account/two-factor"), ("passkeys-none", "/account/passkeys") })
        {
            await shopper.Page.GotoAsync(address);
            await look(name, shopper.Page);
        }

        await shopper.Page.GetByLabel("Name for a new one").FillAsync("My phone");
        await shopper.Button("Add a passkey").ClickAsync();
        await Expect(shopper.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await look("passkeys", shopper.Page);
    }

    private async Task ProveItAsync()
    {
        await using var shopper = await stage.VisitAsync();
        await shopper.JoinAsync(stage.World);
        await shopper.TurnOnTwoStepsAsync();
        await look("recovery-codes", shopper.Page);
        await shopper.Page.GotoAsync("/account/two-factor");
        await look("two-factor-on", shopper.Page);
        await shopper.Button("Sign out").ClickAsync();

        await shopper.SignInAsync(shopper.Email, Member.Password);
        await shopper.HeadingIsAsync("Enter your code");
        await look("code", shopper.Page);
        await shopper.Field("Six-digit code").FillAsync("12");
        await shopper.Button("Go on").ClickAsync();
        await Expect(shopper.Page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await look("code-error", shopper.Page);
        await shopper.Link("Use a recovery code").ClickAsync();
        await shopper.HeadingIsAsync("Use a recovery code");
        await look("recovery", shopper.Page);

        await using var challenged = await stage.VisitAsync();
        challenged.Email = challenged.Email.Replace("@", "+challenge@", StringComparison.Ordinal);
        await challenged.SignUpAsync();
        await challenged.HeadingIsAsync("One more step");
        await look("challenge", challenged.Page);
    }

    private async Task WorkAsync()
    {
        await using var held = await stage.VisitAsync();
        held.Email = held.Email.Replace("@", "+review@", StringComparison.Ordinal);
        await held.SignUpAsync();
        await held.HeadingIsAsync("Check your mailbox");

        await using var reviewer = await stage.VisitAsync();
        await reviewer.SignInAsync(People.Reviewer, People.Password);
        await reviewer.Page.GotoAsync("/admin/accounts");
        await reviewer.HeadingIsAsync("Accounts to check");
        await look("accounts-to-check", reviewer.Page);

        await using var shopper = await stage.VisitAsync();
        await shopper.SignInAsync(People.ShopperA, People.Password);
        await shopper.HeadingIsAsync("Hello, Anna");
        await shopper.Page.GotoAsync("/admin/accounts");
        await look("forbidden", shopper.Page);
    }
}
