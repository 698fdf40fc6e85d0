using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;
using Storefront.Web.Hosting.Security;

namespace Storefront.Web.Features.Accounts;

[Area("Accounts")]
[Route("account")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SignInController(PasswordDoor door, AccountSignIn signIn, AccountThrottle throttle, DevelopmentAccounts development) : Controller
{
    /// <param name="returnUrl">Where one was.</param>
    /// <param name="done">What was just done, which one signs in after.</param>
    [HttpGet("sign-in")]
    public IActionResult SignIn(string? returnUrl, string? done) =>
        signIn.IsSignedIn(User) ? Redirect(After(returnUrl)) : View(new SignInForm { ReturnUrl = returnUrl, Done = done });

    [HttpPost("sign-in")]
    [SameOriginSuffices]
    public async Task<IActionResult> SignIn(SignInForm form, CancellationToken cancellationToken)
    {
        if (throttle.Count("sign-in", form.Email, HttpContext) is { } wait)
            return this.TooMany(nameof(SignIn), form, wait);
        if (!this.Take(form.Mistakes()))
            return this.Again(nameof(SignIn), form);

        await development.Ready.WaitAsync(cancellationToken);
        switch (await door.EnterAsync(form.Email!, form.Password!, form.Stay))
        {
            case PasswordOutcome.SignedIn:
                return new SeeOther(After(form.ReturnUrl));
            case PasswordOutcome.TwoFactor:
                return new SeeOther(QueryHelpers.AddQueryString("/account/sign-in/code", new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["stay"] = form.Stay ? "true" : "false",
                    ["returnUrl"] = Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : null,
                }));
            case PasswordOutcome.Unconfirmed:
                return new SeeOther("/account/check-mail");
            default:
                ModelState.AddModelError(nameof(form.Email), "The email or the password is not right. After several wrong tries an account is closed for some minutes.");
                return this.Again(nameof(SignIn), form);
        }
    }

    [HttpPost("sign-out")]
    public new async Task<IActionResult> SignOut()
    {
        await signIn.SignOutAsync();
        return new SeeOther("/");
    }

    /// <summary>Back to where one was, if that is a page of ours; otherwise to one's work, or to one's account.</summary>
    private string After(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl! : StaffMenu.Home(User) ?? "/account";
}
