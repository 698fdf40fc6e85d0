using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Storefront.FraudProtection.Events;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Accounts;

/// <summary>Entering the code that was mailed.</summary>
[Area("Accounts")]
[Route("account/challenge/{id:guid}")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ChallengeController(
    StoreDb db, Challenges challenges, Entrance entrance, AccountGuard guard, UserManager<Customer> customers, AccountThrottle throttle) : Controller
{
    private const string Over = "/account/sign-in?done=code-over";

    [HttpGet("")]
    public async Task<IActionResult> Challenge(Guid id, CancellationToken cancellationToken) =>
        await challenges.FindAsync(id, cancellationToken) is { } challenge ? View(challenge) : Redirect(Over);

    [HttpPost("")]
    public async Task<IActionResult> Challenge(Guid id, string? code, CancellationToken cancellationToken)
    {
        if (await challenges.FindAsync(id, cancellationToken) is not { } challenge)
            return new SeeOther(Over);
        if (throttle.Count("challenge", id.ToString(), HttpContext) is { } wait)
            return this.TooMany(nameof(Challenge), challenge, wait);
        if (await challenges.TryAsync(challenge, TwoFactorCode.Digits(code), cancellationToken))
            return await PassedAsync(challenge);
        if (await challenges.HasFailedAsync(challenge, cancellationToken))
            return new SeeOther(Over);

        ModelState.AddModelError("Code", "This is not the code of the letter. Look again; the newest letter counts");
        return this.Again(nameof(Challenge), challenge);
    }

    private async Task<IActionResult> PassedAsync(AccountChallenge challenge)
    {
        var customer = (await customers.FindByIdAsync(challenge.CustomerId!.Value.ToString()))!;
        if (challenge.Step == AccountStep.SignIn)
            return this.Answer(await entrance.LetInAsync(challenge.Check, customer, challenge.Stay, reason: AccountStatusReason.ChallengePassed), challenge.Stay, challenge.ReturnUrl, _ => new SeeOther(Over));

        customer.Standing = AccountStanding.Active;
        customer.EmailConfirmed = true; // the code was read in that mailbox
        guard.Tell(challenge.Check, AccountStatusType.Approved, AccountStatusReason.ChallengePassed);
        guard.TellCreated(customer, HttpContext.Connection.RemoteIpAddress?.MapToIPv4Or6() ?? "");
        await db.SaveChangesAsync();
        guard.Sent();
        return new SeeOther("/account/sign-in?done=confirmed");
    }
}
