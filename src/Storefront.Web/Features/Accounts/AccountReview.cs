using Microsoft.AspNetCore.Identity;
using Storefront.FraudProtection.Events;
using Storefront.Web.Data;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Accounts;

/// <summary>What a reviewer decides about an account that Fraud Protection wanted looked at.</summary>
internal sealed class AccountReview(
    StoreDb db, UserManager<Customer> customers, AccountGuard guard, AccountLinks links, AccountMails mails, MailSignal mail, AuditTrail audit)
{
    /// <summary>False where it is not held any more: another reviewer was first.</summary>
    public async Task<bool> PassAsync(Customer customer, string reason, string ipAddress)
    {
        if (customer.Standing != AccountStanding.Held)
            return false;

        var check = Check(customer);
        customer.Standing = AccountStanding.Active;
        guard.Tell(check, AccountStatusType.Approved, AccountStatusReason.ReviewPassed);
        if (check.Step == AccountStep.SignUp)
            guard.TellCreated(customer, ipAddress);
        mails.Passed(customer, customer.EmailConfirmed ? null : await links.ConfirmAsync(customer));
        return await SaveAsync(customer, "Account passed", reason);
    }

    public Task<bool> FailAsync(Customer customer, string reason)
    {
        if (customer.Standing != AccountStanding.Held)
            return Task.FromResult(false);

        guard.Tell(Check(customer), AccountStatusType.Rejected, AccountStatusReason.ReviewFailed);
        customer.Standing = AccountStanding.Closed;
        mails.NotPassed(customer);
        return SaveAsync(customer, "Account refused", reason);
    }

    private async Task<bool> SaveAsync(Customer customer, string action, string reason)
    {
        audit.Record(action, $"account {customer.Id:D}", new { Standing = AccountStanding.Held }, new { customer.Standing, Reason = reason });
        var saved = await customers.UpdateAsync(customer); // everything at once, or nothing: two reviewers cannot both decide
        if (!saved.Succeeded)
        {
            db.ChangeTracker.Clear();
            return false;
        }

        guard.Sent();
        mail.Set();
        return true;
    }

    private static AccountCheck Check(Customer customer) =>
        new(customer.HeldStep!.Value, customer.HeldCheckId!, customer.HeldCorrelationId!, customer.Id.ToString("D"), AccountVerdict.Hold, Told: true);
}
