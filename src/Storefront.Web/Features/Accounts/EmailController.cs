using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Data;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.Shared;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Accounts;

/// <summary>Moving an account to another address: asked for with the password, confirmed at the new address, told to the old one.</summary>
[Area("Accounts")]
[Route("account/email")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class EmailController(
    StoreDb db, UserManager<Customer> customers, AccountLinks links, AccountMails mails, MailSignal mail, AccountEvents events, AccountThrottle throttle, TimeProvider clock) : Controller
{
    [HttpGet("")]
    [Authorize]
    public async Task<IActionResult> Email() => View(new EmailForm { Current = (await customers.GetUserAsync(User))?.Email });

    [HttpPost("")]
    [Authorize]
    public async Task<IActionResult> Email(EmailForm form, CancellationToken cancellationToken)
    {
        if (await customers.GetUserAsync(User) is not { } customer)
            return NotFound();
        form.Current = customer.Email;
        if (throttle.Count("email", customer.Email, HttpContext) is { } wait)
            return this.TooMany(nameof(Email), form, wait);
        if (!EmailAddress.IsValid(form.NewEmail))
            ModelState.AddModelError(nameof(form.NewEmail), EmailAddress.Wanted);
        else if (string.Equals(form.NewEmail!.Trim(), customer.Email, StringComparison.OrdinalIgnoreCase))
            ModelState.AddModelError(nameof(form.NewEmail), "This is the address you have");
        if (!await customers.CheckPasswordAsync(customer, form.Password ?? ""))
            ModelState.AddModelError(nameof(form.Password), "Enter your password");
        if (!ModelState.IsValid)
            return this.Again(nameof(Email), form);

        var address = form.NewEmail!.Trim();
        if (await customers.FindByEmailAsync(address) is { } owner)
            mails.AddressTaken(owner); // the page says the same either way
        else
            mails.ConfirmNewAddress(customer, address, await links.ChangeEmailAsync(customer, address));
        await db.SaveChangesAsync(cancellationToken);
        mail.Set();
        return new SeeOther("/account/security?done=email-asked");
    }

    /// <summary>Changes nothing: some mailboxes open every link before their owner does.</summary>
    [HttpGet("confirm")]
    public IActionResult ConfirmEmail(Guid id, string? code, string? email) => View(new MailedLink(id, code ?? "", email ?? ""));

    [HttpPost("confirm")]
    public async Task<IActionResult> EmailConfirmed(Guid id, string? code, string? email)
    {
        if (await customers.FindByIdAsync(id.ToString()) is not { } customer || AccountLinks.Token(code) is not { } token || !EmailAddress.IsValid(email))
            return new SeeOther("/account/old-link");

        // Saved together with the address, or not at all.
        mails.AddressChanged(customer, customer.Email!);
        customer.UserName = email; // the address is also the name to sign in with
        customer.Email = email;
        (customer.EmailConfirmed, customer.EmailConfirmedAt) = (true, clock.GetUtcNow());
        events.Profile(customer, []);
        if (!(await customers.ChangeEmailAsync(customer, email!, token)).Succeeded)
            return new SeeOther("/account/old-link");

        mail.Set();
        events.Wake();
        return new SeeOther("/account/sign-in?done=email");
    }
}

public sealed class EmailForm
{
    public string? NewEmail { get; set; }

    public string? Password { get; set; }

    internal string? Current { get; set; }
}
