using Microsoft.AspNetCore.Identity;
using Storefront.Web.Data;
using Storefront.Web.Features.Mail;

namespace Storefront.Web.Features.Accounts;

internal enum PasswordOutcome
{
    SignedIn,

    /// <summary>No such account, a wrong password, or too many wrong ones: whoever asks is not told which.</summary>
    Refused,

    /// <summary>The password is right; the mailbox has not been proven. A new link is on its way.</summary>
    Unconfirmed,

    /// <summary>The password is right; the second factor is asked for next.</summary>
    TwoFactor,
}

/// <summary>Signing in with a password. Every refusal takes the same time and looks the same.</summary>
internal sealed class PasswordDoor(
    StoreDb db, AccountSignIn signIn, UserManager<Customer> customers, IPasswordHasher<Customer> hasher, AccountLinks links, AccountMails mails, MailSignal mail)
{
    private static readonly Customer Nobody = new();
    private static string? nobodysPassword;

    public async Task<PasswordOutcome> EnterAsync(string email, string password, bool stay)
    {
        if (await customers.FindByEmailAsync(email.Trim()) is not { } customer || await customers.IsLockedOutAsync(customer))
            return RefuseAsSlowly(password);
        if (!(await signIn.CheckPasswordSignInAsync(customer, password, lockoutOnFailure: true)).Succeeded)
            return PasswordOutcome.Refused;
        if (!customer.EmailConfirmed)
            return await ConfirmFirstAsync(customer);
        return (await signIn.GoOnAsync(customer, stay)).RequiresTwoFactor ? PasswordOutcome.TwoFactor : PasswordOutcome.SignedIn;
    }

    private async Task<PasswordOutcome> ConfirmFirstAsync(Customer customer)
    {
        mails.Confirm(customer, await links.ConfirmAsync(customer));
        await db.SaveChangesAsync();
        mail.Set();
        return PasswordOutcome.Unconfirmed;
    }

    private PasswordOutcome RefuseAsSlowly(string password)
    {
        nobodysPassword ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
        hasher.VerifyHashedPassword(Nobody, nobodysPassword, password);
        return PasswordOutcome.Refused;
    }
}
