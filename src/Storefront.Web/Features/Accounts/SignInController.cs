using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;
using Storefront.Web.Hosting.Security;

namespace Storefront.Web.Features.Accounts;

[Area("Accounts")]
[Route("account")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SignInController(PasswordDoor door, AccountSignIn signIn, AccountThrottle throttle, DevelopmentAccounts development) : Controller
{
    [HttpGet("sign-in")]
    public IActionResult SignIn(string? returnUrl) => signIn.IsSignedIn(User) ? Redirect(After(returnUrl)) : View(new SignInForm { ReturnUrl = returnUrl });

    [HttpPost("sign-in")]
    [SameOriginSuffices]
    public async Task<IActionResult> SignIn(SignInForm form, CancellationToken cancellationToken)
    {
        if (throttle.Count("sign-in", form.Email, HttpContext) is { } wait)
            return this.TooMany(nameof(SignIn), form, wait);
        if (!ModelState.Take(form.Mistakes()))
            return this.Again(nameof(SignIn), form);

        await development.Ready.WaitAsync(cancellationToken);
        switch (await door.EnterAsync(form.Email!, form.Password!, form.Stay))
        {
            case PasswordOutcome.SignedIn:
                return new SeeOther(After(form.ReturnUrl));
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
