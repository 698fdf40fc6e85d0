using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Data;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.Shared;
using Storefront.Web.Hosting.Security;

namespace Storefront.Web.Features.Accounts;

/// <summary>A new password for somebody who forgot the old one. Who reads the mailbox may choose it.</summary>
[Area("Accounts")]
[Route("account")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ForgottenController(
    StoreDb db, UserManager<Customer> customers, AccountLinks links, AccountMails mails, MailSignal mail, AccountThrottle throttle, TimeProvider clock) : Controller
{
    [HttpGet("forgot")]
    public IActionResult Forgot() => View(new ForgotForm());

    [HttpPost("forgot")]
    [SameOriginSuffices]
    public async Task<IActionResult> Forgot(ForgotForm form, CancellationToken cancellationToken)
    {
        if (throttle.Count("forgot", form.Email, HttpContext) is { } wait)
            return this.TooMany(nameof(Forgot), form, wait);
        if (!EmailAddress.IsValid(form.Email))
            ModelState.AddModelError(nameof(form.Email), EmailAddress.Wanted);
        if (!ModelState.IsValid)
            return this.Again(nameof(Forgot), form);

        if (await customers.FindByEmailAsync(form.Email!.Trim()) is { Standing: not (AccountStanding.Challenged or AccountStanding.Closed) } customer)
        {
            mails.Reset(customer, await links.ResetAsync(customer));
            await db.SaveChangesAsync(cancellationToken);
            mail.Set();
        }

        return new SeeOther("/account/check-mail");
    }

    [HttpGet("reset")]
    public IActionResult Reset(Guid id, string? code) => View(new ResetForm { Id = id, Code = code });

    [HttpPost("reset")]
    public async Task<IActionResult> Reset(ResetForm form)
    {
        if (throttle.Count("reset", form.Id.ToString(), HttpContext) is { } wait)
            return this.TooMany(nameof(Reset), form, wait);
        if (await customers.FindByIdAsync(form.Id.ToString()) is not { } customer || AccountLinks.Token(form.Code) is not { } token)
            return new SeeOther("/account/old-link");
        if (PasswordRules.Mistake(form.Password, customer.Email, customer.FirstName, customer.LastName) is { } mistake)
        {
            ModelState.AddModelError(nameof(form.Password), mistake);
            return this.Again(nameof(Reset), form);
        }

        // Saved together with the password, or not at all.
        customer.ProveMailbox(clock.GetUtcNow()); // the link was read there
        customer.LockoutEnd = null;
        customer.AccessFailedCount = 0;
        mails.PasswordChanged(customer);
        if (!(await customers.ResetPasswordAsync(customer, token, form.Password!)).Succeeded)
            return new SeeOther("/account/old-link");

        mail.Set();
        return new SeeOther("/account/sign-in?done=password");
    }
}

public sealed class ForgotForm
{
    public string? Email { get; set; }
}

public sealed class ResetForm
{
    public Guid Id { get; set; }

    public string? Code { get; set; }

    public string? Password { get; set; }
}
