using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;
using Storefront.Web.Hosting.Security;

namespace Storefront.Web.Features.Accounts;

/// <summary>Signing in with a passkey: the device says who it is.</summary>
[Area("Accounts")]
[Route("account/sign-in/passkey")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class PasskeySignInController(PasskeyDoor door, AccountSignIn signIn, AccountThrottle throttle) : Controller
{
    [HttpPost("options")]
    [SameOriginSuffices]
    public async Task<IActionResult> Options() =>
        throttle.Count("passkey", null, HttpContext) is not null
            ? StatusCode(StatusCodes.Status429TooManyRequests)
            : Content(await signIn.MakePasskeyRequestOptionsAsync(null!), "application/json");

    [HttpPost("")]
    [SameOriginSuffices]
    public async Task<IActionResult> SignIn(string? credential, string? returnUrl)
    {
        if (await door.EnterAsync(credential) is { } customer)
            return new SeeOther(Url.IsLocalUrl(returnUrl) ? returnUrl! : StaffMenu.Home(await signIn.CreateUserPrincipalAsync(customer)) ?? "/account");

        ModelState.AddModelError("Email", "This passkey opens no account here. Sign in with your password");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("SignIn", new SignInForm { ReturnUrl = returnUrl });
    }
}
