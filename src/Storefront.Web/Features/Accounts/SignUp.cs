using Microsoft.AspNetCore.Identity;
using Storefront.Web.Data;
using Storefront.Web.Features.Mail;

namespace Storefront.Web.Features.Accounts;

/// <summary>
/// Opens an account. Whoever posts the form learns nothing about who has one: the answer is a letter, to an address that is new
/// to confirm it, to a known one to say so.
/// </summary>
internal sealed class SignUp(
    StoreDb db, UserManager<Customer> customers, IPasswordHasher<Customer> hasher, AccountLinks links, AccountMails mails, MailSignal mail, TimeProvider clock)
{
    public async Task RunAsync(SignUpForm form, CancellationToken cancellationToken)
    {
        var customer = Customer.Of(form.Email!.Trim(), form.FirstName!.Trim(), form.LastName!.Trim(), clock.GetUtcNow());
        customer.PasswordHash = hasher.HashPassword(customer, form.Password!); // for a known address too: both take as long; and before the database is held

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await customers.FindByEmailAsync(customer.Email!) is { } known)
            mails.KnownAlready(known);
        else
            await OpenAsync(customer);

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        mail.Set();
    }

    private async Task OpenAsync(Customer customer)
    {
        var created = await customers.CreateAsync(customer);
        if (!created.Succeeded)
            throw new InvalidOperationException($"The form was checked, and yet: {string.Join(' ', created.Errors.Select(error => error.Code))}");

        mails.Confirm(customer, await links.ConfirmAsync(customer));
    }
}
