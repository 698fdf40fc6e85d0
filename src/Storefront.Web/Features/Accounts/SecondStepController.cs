using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Accounts;

/// <summary>Signing in, after the password was right: the code of the app, or a recovery code.</summary>
[Area("Accounts")]
[Route("account/sign-in")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SecondStepController(AccountSignIn signIn, Challenges challenges, AccountThrottle throttle) : Controller
{
    [HttpGet("code")]
    public async Task<IActionResult> Code(bool stay, string? returnUrl) =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? Redirect("/account/sign-in") : View(new SecondStepForm { Stay = stay, ReturnUrl = returnUrl });

    [HttpPost("code")]
    public async Task<IActionResult> Code(SecondStepForm form)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } customer)
            return new SeeOther("/account/sign-in");
        if (throttle.Count("code", customer.Email, HttpContext) is { } wait)
            return this.TooMany(nameof(Code), form, wait);
        if (await EndedAsync(await signIn.TwoFactorAuthenticatorSignInAsync(TwoFactorCode.Digits(form.Code), form.Stay, form.KnownBrowser)))
            return new SeeOther(this.AfterSignIn(form.ReturnUrl));

        ModelState.AddModelError(nameof(form.Code), "Enter the six digits the app shows now; each code works once. After several wrong codes the account is closed for some minutes");
        return this.Again(nameof(Code), form);
    }

    [HttpGet("recovery")]
    public async Task<IActionResult> Recovery(bool stay, string? returnUrl) =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? Redirect("/account/sign-in") : View(new SecondStepForm { Stay = stay, ReturnUrl = returnUrl });

    [HttpPost("recovery")]
    public async Task<IActionResult> Recovery(SecondStepForm form)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } customer)
            return new SeeOther("/account/sign-in");
        if (throttle.Count("code", customer.Email, HttpContext) is { } wait)
            return this.TooMany(nameof(Recovery), form, wait);
        if (await EndedAsync(await signIn.TwoFactorRecoveryCodeSignInAsync(TwoFactorCode.Recovery(form.Code))))
            return new SeeOther(this.AfterSignIn(form.ReturnUrl));

        ModelState.AddModelError(nameof(form.Code), "Enter one of your recovery codes that you have not used yet");
        return this.Again(nameof(Recovery), form);
    }

    /// <summary>Tells what the code ended, if it ended anything. True: signed in.</summary>
    private async Task<bool> EndedAsync(Microsoft.AspNetCore.Identity.SignInResult answer)
    {
        if ((answer.Succeeded || answer.IsLockedOut) && await signIn.AwaitedAsync() is { } challenge)
            await challenges.EndWithAppAsync(challenge, answer.Succeeded);
        return answer.Succeeded;
    }
}

public sealed class SecondStepForm
{
    public string? Code { get; set; }

    public bool Stay { get; set; }

    /// <summary>Do not ask for a code in this browser again.</summary>
    public bool KnownBrowser { get; set; }

    public string? ReturnUrl { get; set; }
}
