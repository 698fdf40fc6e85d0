using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Accounts;

/// <summary>How one signs in, and where one is signed in.</summary>
[Area("Accounts")]
[Route("account")]
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SecurityController(UserManager<Customer> customers, AccountSignIn signIn, AccountThrottle throttle, AccountMails mails, MailSignal mail) : Controller
{
    [HttpGet("security")]
    public async Task<IActionResult> Security(string? done) =>
        await customers.GetUserAsync(User) is { } customer ? View(new SecurityPage(customer, (await customers.GetPasskeysAsync(customer)).Count, done)) : NotFound();

    [HttpGet("password")]
    public async Task<IActionResult> Password() => View(new PasswordForm { Email = (await customers.GetUserAsync(User))?.Email });

    [HttpPost("password")]
    public async Task<IActionResult> Password(PasswordForm form)
    {
        if (await customers.GetUserAsync(User) is not { } customer)
            return NotFound();
        form.Email = customer.Email;
        if (throttle.Count("password", customer.Email, HttpContext) is { } wait)
            return this.TooMany(nameof(Password), form, wait);
        if (PasswordRules.Mistake(form.NewPassword, customer.Email, customer.FirstName, customer.LastName) is { } mistake)
            ModelState.AddModelError(nameof(form.NewPassword), mistake);
        if (!await customers.CheckPasswordAsync(customer, form.CurrentPassword ?? ""))
            ModelState.AddModelError(nameof(form.CurrentPassword), "Enter the password you have now");
        if (!ModelState.IsValid)
            return this.Again(nameof(Password), form);

        mails.PasswordChanged(customer); // saved together with the password
        if (!(await customers.ChangePasswordAsync(customer, form.CurrentPassword!, form.NewPassword!)).Succeeded)
            return StatusCode(StatusCodes.Status409Conflict);

        mail.Set();
        await signIn.RefreshSignInAsync(customer); // this device stays; the stamp has ended every other
        return new SeeOther("/account/security?done=password");
    }

    [HttpPost("sign-out-everywhere")]
    public async Task<IActionResult> SignOutEverywhere()
    {
        if (await customers.GetUserAsync(User) is not { } customer)
            return NotFound();

        await customers.UpdateSecurityStampAsync(customer);
        await signIn.ForgetTwoFactorClientAsync();
        await signIn.SignOutAsync();
        return new SeeOther("/account/sign-in?done=everywhere");
    }
}

internal sealed record SecurityPage(Customer Customer, int Passkeys, string? Done);

public sealed class PasswordForm
{
    public string? CurrentPassword { get; set; }

    public string? NewPassword { get; set; }

    /// <summary>Of the account, for password managers.</summary>
    internal string? Email { get; set; }
}
