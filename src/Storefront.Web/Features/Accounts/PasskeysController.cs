using System.Buffers.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Accounts;

/// <summary>Passkeys: signing in with the lock of one's own device. They come beside the password and need script; nothing else does.</summary>
[Area("Accounts")]
[Route("account/passkeys")]
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class PasskeysController(UserManager<Customer> customers, AccountSignIn signIn, AccountMails mails, MailSignal mail) : Controller
{
    private const int AtMost = 20;
    private const int LongestName = 60;

    [HttpGet("")]
    public async Task<IActionResult> Passkeys()
    {
        if (await customers.GetUserAsync(User) is not { } customer)
            return NotFound();

        var passkeys = await customers.GetPasskeysAsync(customer);
        return View(passkeys.OrderBy(passkey => passkey.CreatedAt).Select(passkey => new PasskeyRow(Base64Url.EncodeToString(passkey.CredentialId), Name(passkey), passkey.CreatedAt)).ToList());
    }

    /// <summary>What the browser asks the device for.</summary>
    [HttpPost("options")]
    public async Task<IActionResult> Options()
    {
        if (await customers.GetUserAsync(User) is not { } customer)
            return NotFound();

        var who = new PasskeyUserEntity { Id = customer.Id.ToString(), Name = customer.Email!, DisplayName = $"{customer.FirstName} {customer.LastName}".Trim() is { Length: > 0 } name ? name : customer.Email! };
        return Content(await signIn.MakePasskeyCreationOptionsAsync(who), "application/json");
    }

    [HttpPost("add")]
    public async Task<IActionResult> Add(string? credential, string? name)
    {
        if (await customers.GetUserAsync(User) is not { } customer)
            return NotFound();
        if (string.IsNullOrEmpty(credential) || (await customers.GetPasskeysAsync(customer)).Count >= AtMost)
            return new SeeOther("/account/passkeys");

        var made = await signIn.PerformPasskeyAttestationAsync(credential);
        if (!made.Succeeded || made.UserEntity.Id != customer.Id.ToString())
            return new SeeOther("/account/passkeys?done=refused");

        made.Passkey.Name = Shortened(name);
        mails.Note(customer, "A passkey was added", "Your account can be signed in to with a new passkey.");
        await customers.AddOrUpdatePasskeyAsync(customer, made.Passkey);
        mail.Set();
        return new SeeOther("/account/passkeys?done=added");
    }

    [HttpPost("rename")]
    public async Task<IActionResult> Rename(string? id, string? name)
    {
        if (await FindAsync(id) is not ({ } customer, { } passkey))
            return NotFound();

        passkey.Name = Shortened(name);
        await customers.AddOrUpdatePasskeyAsync(customer, passkey);
        return new SeeOther("/account/passkeys");
    }

    [HttpPost("remove")]
    public async Task<IActionResult> Remove(string? id)
    {
        if (await FindAsync(id) is not ({ } customer, { } passkey))
            return NotFound();

        mails.Note(customer, "A passkey was removed", $"The passkey “{Name(passkey)}” no longer opens your account.");
        await customers.RemovePasskeyAsync(customer, passkey.CredentialId);
        mail.Set();
        return new SeeOther("/account/passkeys?done=removed");
    }

    /// <summary>One of this customer's own: another's is not there.</summary>
    private async Task<(Customer? Customer, UserPasskeyInfo? Passkey)> FindAsync(string? id)
    {
        var customer = await customers.GetUserAsync(User);
        return customer is null || id is not { Length: > 0 and < 1400 } || !Base64Url.IsValid(id)
            ? (null, null)
            : (customer, await customers.GetPasskeyAsync(customer, Base64Url.DecodeFromChars(id)));
    }

    private static string Name(UserPasskeyInfo passkey) => string.IsNullOrEmpty(passkey.Name) ? "Passkey" : passkey.Name;

    private static string? Shortened(string? name) => name?.Trim() is { Length: > LongestName } more ? more[..LongestName] : name?.Trim();
}

internal sealed record PasskeyRow(string Id, string Name, DateTimeOffset CreatedAt);
