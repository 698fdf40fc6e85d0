using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Shared;
using Storefront.Web.Hosting.Security;

namespace Storefront.Web.Features.Accounts;

[Area("Accounts")]
[Route("account")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SignUpController(SignUp signUp, UserManager<Customer> customers, AccountThrottle throttle, TimeProvider clock) : Controller
{
    [HttpGet("sign-up")]
    public IActionResult SignUp(string? returnUrl) =>
        User.Identity?.IsAuthenticated == true ? Redirect("/account") : View(new SignUpForm { ReturnUrl = returnUrl });

    [HttpPost("sign-up")]
    [SameOriginSuffices]
    public async Task<IActionResult> SignUp(SignUpForm form, CancellationToken cancellationToken)
    {
        if (throttle.Count("sign-up", form.Email, HttpContext) is { } wait)
            return this.TooMany(nameof(SignUp), form, wait);
        if (!this.Take(form.Mistakes()))
            return this.Again(nameof(SignUp), form);

        var (outcome, challenge) = await signUp.RunAsync(form, HttpContext.Connection.RemoteIpAddress?.MapToIPv4Or6() ?? "", cancellationToken);
        switch (outcome)
        {
            case SignUpOutcome.Challenge:
                return new SeeOther($"/account/challenge/{challenge:D}");
            case SignUpOutcome.Stopped:
                ModelState.AddModelError("", "We cannot open an account at the moment. Please try again later, or write to us.");
                return this.Again(nameof(SignUp), form);
            default:
                return new SeeOther("/account/check-mail");
        }
    }

    /// <summary>The same for everybody who signed up or asked for a new password.</summary>
    [HttpGet("check-mail")]
    public IActionResult CheckMail() => View();

    /// <summary>Changes nothing: some mailboxes open every link before their owner does.</summary>
    [HttpGet("confirm")]
    public IActionResult Confirm(Guid id, string? code) => View(new MailedLink(id, code ?? ""));

    [HttpPost("confirm")]
    public async Task<IActionResult> Confirmed(Guid id, string? code)
    {
        if (await customers.FindByIdAsync(id.ToString()) is not { } customer || AccountLinks.Token(code) is not { } token)
            return new SeeOther("/account/old-link");
        if (customer.EmailConfirmed)
            return new SeeOther("/account/sign-in?done=confirmed");

        // Saved together with the confirmation, or not at all.
        customer.ProveMailbox(clock.GetUtcNow());
        if (!(await customers.ConfirmEmailAsync(customer, token)).Succeeded)
            return new SeeOther("/account/old-link");

        return new SeeOther("/account/sign-in?done=confirmed");
    }

    /// <summary>A link that was used, is more than a day old, or was cut short by a mail program.</summary>
    [HttpGet("old-link")]
    public IActionResult OldLink() => View();
}

/// <summary>What a mailed link carries, handed on to the form that does what it is for.</summary>
internal sealed record MailedLink(Guid Id, string Code, string Email = "");
