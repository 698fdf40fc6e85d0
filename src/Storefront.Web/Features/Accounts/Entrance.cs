using Microsoft.AspNetCore.Identity;
using Storefront.FraudProtection.Events;
using Storefront.Web.Data;
using Storefront.Web.Features.Mail;

namespace Storefront.Web.Features.Accounts;

internal enum EntranceOutcome
{
    SignedIn,

    /// <summary>No such account, a wrong password, too many wrong ones, a closed account: whoever asks is not told which.</summary>
    Refused,

    /// <summary>Fraud Protection says no; without a reason.</summary>
    Stopped,

    /// <summary>The password is right; the mailbox has not been proven. A new link is on its way.</summary>
    Unconfirmed,

    /// <summary>The password is right; the second factor is asked for next.</summary>
    TwoFactor,

    /// <summary>The password is right; a mailed code is asked for next.</summary>
    Challenge,

    /// <summary>The password is right; a person looks at the account first.</summary>
    Held,
}

internal sealed record Entry(EntranceOutcome Outcome, Customer? Customer = null, Guid? ChallengeId = null);

/// <summary>
/// What lies between a sign-in that was assessed and the session: the shopper has proven who they are, and it is decided
/// whether that is enough. Every end of it is told to Fraud Protection.
/// </summary>
internal sealed class Entrance(
    StoreDb db, AccountSignIn signIn, UserManager<Customer> customers, AccountGuard guard, Challenges challenges, AccountLinks links, AccountMails mails, MailSignal mail, TimeProvider clock)
{
    /// <param name="withPasskey">A passkey is a second factor already.</param>
    public async Task<Entry> GoOnAsync(AccountCheck check, Customer customer, bool stay, string? returnUrl, bool withPasskey = false)
    {
        if (customer.Standing is AccountStanding.Challenged or AccountStanding.Closed)
            return await RefuseAsync(check);
        if (customer.Standing == AccountStanding.Held)
            return await RefuseAsync(check, EntranceOutcome.Held);
        if (!customer.EmailConfirmed)
            return await ConfirmFirstAsync(check, customer);

        switch (check.Verdict)
        {
            case AccountVerdict.Stop:
                return await RefuseAsync(check, EntranceOutcome.Stopped);
            case AccountVerdict.Prove:
                var challenge = challenges.Begin(check, customer, stay, returnUrl);
                await SaveAsync();
                return new Entry(EntranceOutcome.Challenge, customer, challenge.Id);
            case AccountVerdict.Hold:
                return await HoldAsync(check, customer);
            default:
                return await LetInAsync(check, customer, stay, withPasskey);
        }
    }

    /// <summary>The end of a sign-in that got nowhere.</summary>
    public async Task<Entry> RefuseAsync(AccountCheck check, EntranceOutcome outcome = EntranceOutcome.Refused)
    {
        guard.Tell(check, AccountStatusType.Rejected);
        await SaveAsync();
        return new Entry(outcome);
    }

    /// <summary>After a mailed code: the second factor is still asked for where there is one.</summary>
    public async Task<Entry> LetInAsync(AccountCheck check, Customer customer, bool stay, bool withPasskey = false, AccountStatusReason? reason = null)
    {
        if (!withPasskey && await signIn.AsksForCodeAsync(customer))
        {
            var challenge = challenges.BeginWithApp(check, customer);
            await SaveAsync();
            await signIn.AwaitCodeAsync(customer, challenge?.Id);
            return new Entry(EntranceOutcome.TwoFactor, customer);
        }

        guard.Tell(check, AccountStatusType.Approved, reason);
        await SaveAsync();
        await signIn.GoOnAsync(customer, stay);
        return new Entry(EntranceOutcome.SignedIn, customer);
    }

    private async Task<Entry> ConfirmFirstAsync(AccountCheck check, Customer customer)
    {
        mails.Confirm(customer, await links.ConfirmAsync(customer));
        return await RefuseAsync(check, EntranceOutcome.Unconfirmed);
    }

    private async Task<Entry> HoldAsync(AccountCheck check, Customer customer)
    {
        customer.Hold(check, clock.GetUtcNow());
        mails.Held(customer);
        guard.Tell(check, AccountStatusType.Pending, AccountStatusReason.ReviewPending);
        await customers.UpdateSecurityStampAsync(customer); // ends what is open elsewhere; saves the rest with it
        guard.Sent();
        mail.Set();
        return new Entry(EntranceOutcome.Held);
    }

    private async Task SaveAsync()
    {
        await db.SaveChangesAsync();
        guard.Sent();
        mail.Set();
    }
}
