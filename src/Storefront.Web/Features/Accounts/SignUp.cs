using Microsoft.AspNetCore.Identity;
using Storefront.FraudProtection.Events;
using Storefront.Web.Data;
using Storefront.Web.Features.Mail;

namespace Storefront.Web.Features.Accounts;

internal enum SignUpOutcome
{
    /// <summary>A letter says how to go on.</summary>
    Mailed,

    /// <summary>Fraud Protection says no; without a reason.</summary>
    Stopped,

    /// <summary>A mailed code is asked for next.</summary>
    Challenge,
}

/// <summary>
/// Opens an account. Whoever posts the form learns nothing about who has one: the answer is a letter, to an address that is new
/// to confirm it, to a known one to say so. Fraud Protection is asked first, and told what became of it.
/// </summary>
internal sealed class SignUp(
    StoreDb db, UserManager<Customer> customers, IPasswordHasher<Customer> hasher, AccountGuard guard, Challenges challenges,
    AccountLinks links, AccountMails mails, MailSignal mail, TimeProvider clock)
{
    public async Task<(SignUpOutcome Outcome, Guid? ChallengeId)> RunAsync(SignUpForm form, string ipAddress, CancellationToken cancellationToken)
    {
        var customer = Customer.Of(form.Email!.Trim(), form.FirstName!.Trim(), form.LastName!.Trim(), clock.GetUtcNow());
        var check = await guard.AssessSignUpAsync(customer, ipAddress, cancellationToken);
        customer.PasswordHash = hasher.HashPassword(customer, form.Password!); // for a known address too: both take as long; and before the database is held

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var known = await customers.FindByEmailAsync(customer.Email!);
        if (known is { Standing: AccountStanding.Challenged })
        {
            await challenges.AbandonOfAsync(known, cancellationToken); // begun anew
            known = null;
        }

        var result = known is null ? await OpenAsync(check, customer, ipAddress) : Answer(check, known);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        guard.Sent();
        mail.Set();
        return result;
    }

    private async Task<(SignUpOutcome Outcome, Guid? ChallengeId)> OpenAsync(AccountCheck check, Customer customer, string ipAddress)
    {
        switch (check.Verdict)
        {
            case AccountVerdict.Stop:
                guard.Tell(check with { UserId = Guid.NewGuid().ToString("D") }, AccountStatusType.Rejected);
                return (SignUpOutcome.Stopped, null);
            case AccountVerdict.Prove:
                customer.Standing = AccountStanding.Challenged;
                await CreateAsync(customer);
                return (SignUpOutcome.Challenge, challenges.Begin(check, customer).Id);
            case AccountVerdict.Hold:
                customer.Hold(check, clock.GetUtcNow());
                await CreateAsync(customer);
                mails.Held(customer);
                guard.Tell(check, AccountStatusType.Pending, AccountStatusReason.ReviewPending);
                return (SignUpOutcome.Mailed, null);
            default:
                await CreateAsync(customer);
                mails.Confirm(customer, await links.ConfirmAsync(customer));
                guard.Tell(check, AccountStatusType.Approved);
                guard.TellCreated(customer, ipAddress);
                return (SignUpOutcome.Mailed, null);
        }
    }

    /// <summary>To a known address: the same page, and a letter to its owner.</summary>
    private (SignUpOutcome Outcome, Guid? ChallengeId) Answer(AccountCheck check, Customer known)
    {
        var nobodys = check with { UserId = Guid.NewGuid().ToString("D") };
        switch (check.Verdict)
        {
            case AccountVerdict.Stop:
                guard.Tell(nobodys, AccountStatusType.Rejected);
                return (SignUpOutcome.Stopped, null);
            case AccountVerdict.Prove:
                mails.KnownAlready(known);
                return (SignUpOutcome.Challenge, challenges.Begin(nobodys, customer: null).Id);
            default:
                mails.KnownAlready(known);
                guard.Tell(nobodys, AccountStatusType.Rejected);
                return (SignUpOutcome.Mailed, null);
        }
    }

    private async Task CreateAsync(Customer customer)
    {
        var created = await customers.CreateAsync(customer);
        if (!created.Succeeded)
            throw new InvalidOperationException($"The form was checked, and yet: {string.Join(' ', created.Errors.Select(error => error.Code))}");
    }
}
