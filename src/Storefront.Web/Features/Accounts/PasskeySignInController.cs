using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Shared;
using Storefront.Web.Hosting.Security;

namespace Storefront.Web.Features.Accounts;

/// <summary>Signing in with a passkey: the device says who it is.</summary>
[Area("Accounts")]
[Route("account/sign-in/passkey")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class PasskeySignInController(PasskeyDoor door, AccountSignIn signIn, AccountThrottle throttle, DevelopmentAccounts development) : Controller
{
    [HttpPost("options")]
    [SameOriginSuffices]
    public async Task<IActionResult> Options() =>
        throttle.Count("passkey", null, HttpContext) is not null
            ? StatusCode(StatusCodes.Status429TooManyRequests)
            : Content(await signIn.MakePasskeyRequestOptionsAsync(null!), "application/json");

    [HttpPost("")]
    [SameOriginSuffices]
    public async Task<IActionResult> SignIn(string? credential, string? returnUrl, CancellationToken cancellationToken)
    {
        await development.Ready.WaitAsync(cancellationToken);
        var entry = await door.EnterAsync(credential, returnUrl, HttpContext.Connection.RemoteIpAddress?.MapToIPv4Or6() ?? "", cancellationToken);
        return this.Answer(entry, stay: false, returnUrl, why =>
        {
            ModelState.AddModelError("", entry.Outcome == EntranceOutcome.Stopped ? why : "This passkey opens no account here. Sign in with your password.");
            return this.Again("SignIn", new SignInForm { ReturnUrl = returnUrl });
        });
    }
}
