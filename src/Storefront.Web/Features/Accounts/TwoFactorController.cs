using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Accounts;

/// <summary>The second factor: an authenticator app, and recovery codes for the day the phone is gone.</summary>
[Area("Accounts")]
[Route("account/two-factor")]
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class TwoFactorController(UserManager<Customer> customers, AccountSignIn signIn, AccountThrottle throttle, AccountMails mails, MailSignal mail) : Controller
{
    private const int RecoveryCodes = 10;
    private const string Shown = "recovery-codes";

    [HttpGet("")]
    public async Task<IActionResult> TwoFactor(bool needed)
    {
        if (await customers.GetUserAsync(User) is not { } customer)
            return NotFound();

        if (!customer.TwoFactorEnabled && await customers.GetAuthenticatorKeyAsync(customer) is null)
            await customers.SetAuthenticationTokenAsync(customer, "[AspNetUserStore]", "AuthenticatorKey", customers.GenerateNewAuthenticatorKey()); // Identity's own way ends every session

        return View(nameof(TwoFactor), await PageAsync(customer, needed));
    }

    [HttpPost("on")]
    public async Task<IActionResult> TurnOn(string? code)
    {
        if (await customers.GetUserAsync(User) is not { } customer)
            return NotFound();
        if (customer.TwoFactorEnabled)
            return new SeeOther("/account/two-factor");
        if (throttle.Count("two-factor", customer.Email, HttpContext) is { } wait)
            return this.TooMany(nameof(TwoFactor), await PageAsync(customer, needed: false), wait);
        if (!await customers.VerifyTwoFactorTokenAsync(customer, TokenOptions.DefaultAuthenticatorProvider, TwoFactorCode.Digits(code)))
        {
            ModelState.AddModelError("Code", "Enter the six digits the app shows now");
            return this.Again(nameof(TwoFactor), await PageAsync(customer, needed: false));
        }

        mails.Note(customer, "Two-step sign-in is on", "From now on, signing in to your account takes a code of your authenticator app as well.");
        await customers.SetTwoFactorEnabledAsync(customer, enabled: true);
        mail.Set();
        return await NewCodesAsync(customer);
    }

    /// <summary>Shown once: reading them takes them out of the cookie they came in.</summary>
    [HttpGet("codes")]
    public IActionResult Codes() =>
        TempData[Shown] is string codes ? View(codes.Split(' ')) : Redirect("/account/two-factor");

    [HttpPost("codes")]
    public async Task<IActionResult> MakeCodes(string? password) =>
        await customers.GetUserAsync(User) is not { TwoFactorEnabled: true } customer ? new SeeOther("/account/two-factor")
        : await WithoutPasswordAsync(customer, password, "CodesPassword") ?? await NewCodesAsync(customer);

    [HttpPost("off")]
    public async Task<IActionResult> TurnOff(string? password)
    {
        if (await customers.GetUserAsync(User) is not { TwoFactorEnabled: true } customer)
            return new SeeOther("/account/two-factor");
        if (await WithoutPasswordAsync(customer, password, "OffPassword") is { } refused)
            return refused;

        mails.Note(customer, "Two-step sign-in is off", "Signing in to your account takes the password alone again.");
        await customers.SetTwoFactorEnabledAsync(customer, enabled: false);
        await customers.ResetAuthenticatorKeyAsync(customer); // the old app entry is worth nothing from now on
        mail.Set();
        await signIn.ForgetTwoFactorClientAsync();
        await signIn.RefreshSignInAsync(customer);
        return new SeeOther("/account/security?done=two-factor-off");
    }

    private async Task<IActionResult> NewCodesAsync(Customer customer)
    {
        TempData[Shown] = string.Join(' ', await customers.GenerateNewTwoFactorRecoveryCodesAsync(customer, RecoveryCodes) ?? []);
        await signIn.RefreshSignInAsync(customer);
        return new SeeOther("/account/two-factor/codes");
    }

    private async Task<IActionResult?> WithoutPasswordAsync(Customer customer, string? password, string field)
    {
        if (throttle.Count("two-factor", customer.Email, HttpContext) is { } wait)
            return this.TooMany(nameof(TwoFactor), await PageAsync(customer, needed: false), wait);
        if (await customers.CheckPasswordAsync(customer, password ?? ""))
            return null;

        ModelState.AddModelError(field, "Enter your password");
        return this.Again(nameof(TwoFactor), await PageAsync(customer, needed: false));
    }

    private async Task<TwoFactorPage> PageAsync(Customer customer, bool needed)
    {
        if (customer.TwoFactorEnabled)
            return new TwoFactorPage { CodesLeft = await customers.CountRecoveryCodesAsync(customer), Needed = needed };

        var key = await customers.GetAuthenticatorKeyAsync(customer) ?? "";
        var name = Uri.EscapeDataString(Site.Name);
        return new TwoFactorPage
        {
            Key = string.Join(' ', key.Chunk(4).Select(four => new string(four))),
            Address = string.Create(CultureInfo.InvariantCulture, $"otpauth://totp/{name}:{Uri.EscapeDataString(customer.Email!)}?secret={key}&issuer={name}&digits=6"),
            Needed = needed,
        };
    }
}

internal sealed record TwoFactorPage
{
    /// <summary>Null where it is off.</summary>
    public int? CodesLeft { get; init; }

    public string Key { get; init; } = "";

    public string Address { get; init; } = "";

    /// <summary>True for staff who were sent here because the shop asks it of them.</summary>
    public bool Needed { get; init; }
}
