using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Shared;
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
        signIn.IsSignedIn(User) ? Redirect(this.AfterSignIn(returnUrl)) : View(new SignInForm { ReturnUrl = returnUrl, Done = done });

    [HttpPost("sign-in")]
    [SameOriginSuffices]
    public async Task<IActionResult> SignIn(SignInForm form, CancellationToken cancellationToken)
    {
        if (throttle.Count("sign-in", form.Email, HttpContext) is { } wait)
            return this.TooMany(nameof(SignIn), form, wait);
        if (!this.Take(form.Mistakes()))
            return this.Again(nameof(SignIn), form);

        await development.Ready.WaitAsync(cancellationToken);
        return this.Answer(await door.EnterAsync(form, HttpContext.Connection.RemoteIpAddress?.MapToIPv4Or6() ?? "", cancellationToken), form.Stay, form.ReturnUrl, why =>
        {
            ModelState.AddModelError(nameof(form.Email), why);
            return this.Again(nameof(SignIn), form);
        });
    }

    /// <summary>Where somebody is sent whose account a person looks at first.</summary>
    [HttpGet("being-checked")]
    public IActionResult BeingChecked() => View();

    [HttpPost("sign-out")]
    public new async Task<IActionResult> SignOut()
    {
        await signIn.SignOutAsync();
        return new SeeOther("/");
    }
}
