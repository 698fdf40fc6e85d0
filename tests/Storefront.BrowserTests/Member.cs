using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Tests;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <summary>Somebody with an account, or on the way to one.</summary>
internal static partial class Member
{
    public const string Password = "four words nobody knows";

    public static async Task SignUpAsync(this Shopper shopper)
    {
        await shopper.Page.GotoAsync("/account/sign-up");
        await shopper.Field("First name").FillAsync("Nora");
        await shopper.Field("Last name").FillAsync("Ellery");
        await shopper.Field("Email").FillAsync(shopper.Email);
        await shopper.Field("Password").FillAsync(Password);
        await shopper.Button("Create account").ClickAsync();
    }

    /// <summary>Signs up, confirms the address, signs in.</summary>
    public static async Task JoinAsync(this Shopper shopper, World world)
    {
        await shopper.SignUpAsync();
        await shopper.HeadingIsAsync("Check your mailbox");
        await shopper.Page.GotoAsync(await LinkAsync(world, shopper.Email, "Confirm your email address"));
        await shopper.Button("Confirm this address").ClickAsync();
        await Expect(shopper.Page.GetByRole(Microsoft.Playwright.AriaRole.Status)).ToContainTextAsync("confirmed");
        await shopper.SignInAsync(shopper.Email, Password);
        await shopper.HeadingIsAsync("Hello, Nora");
    }

    public static async Task SignInAsync(this Shopper shopper, string email, string password)
    {
        await shopper.Page.GotoAsync("/account/sign-in");
        await shopper.Field("Email").FillAsync(email);
        await shopper.Field("Password").FillAsync(password);
        await shopper.Button("Sign in").ClickAsync();
    }

    /// <summary>Turns two-step sign-in on. The answer is the key the app keeps.</summary>
    public static async Task<string> TurnOnTwoStepsAsync(this Shopper shopper)
    {
        await shopper.Page.GotoAsync("/account/two-factor");
        var key = await shopper.Page.Locator(".how code").InnerTextAsync();
        await shopper.Field("Six-digit code").FillAsync(Storefront.Tests.Web.Features.Accounts.Authenticator.Code(key));
        await shopper.Button("Turn on").ClickAsync();
        await shopper.HeadingIsAsync("Your recovery codes");
        return key;
    }

    /// <summary>A phone or laptop with a lock of its own, always unlocked by the right finger.</summary>
    public static async Task HaveADeviceAsync(this Shopper shopper)
    {
        var tools = await shopper.Context.NewCDPSessionAsync(shopper.Page);
        await tools.SendAsync("WebAuthn.enable");
        await tools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
    }

    /// <summary>Where a letter leads; the same page under the name or the number of this machine.</summary>
    public static async Task<string> LinkAsync(World world, string email, string subject) => new Uri(Link().Match(await LetterAsync(world, email, subject)).Value).PathAndQuery;

    public static async Task<string> CodeAsync(World world, string email) => Code().Match(await LetterAsync(world, email, "Your code")).Value;

    /// <summary>The text of the newest letter of that subject.</summary>
    public static async Task<string> LetterAsync(World world, string email, string subject) => (await World.EventuallyAsync(
        () => world.LookAsync(db => db.Mail.AsNoTracking().Where(mail => mail.To == email && mail.Subject == subject).OrderByDescending(mail => mail.CreatedAt).Select(mail => mail.Text).FirstOrDefaultAsync()),
        text => text is not null))!;

    /// <summary>What the service was told about a sign-up or sign-in of that address, the question first.</summary>
    public static async Task<IReadOnlyList<Received>> ToldAsync(World world, string question, string email, int count)
    {
        var all = await World.EventuallyAsync(() => world.ReceivedAsync(), rows => Of(rows).Count >= count, TimeSpan.FromSeconds(60));
        return Of(all);

        List<Received> Of(IReadOnlyList<Received> rows)
        {
            var asked = rows.LastOrDefault(row => row.Event == question && row.Request.GetProperty("user").GetProperty("username").GetString() == email);
            return asked is null ? [] : [.. rows.Where(row => row.CorrelationId == asked.CorrelationId)];
        }
    }

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
