using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Storefront.Web.Data;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.Staff;
using Storefront.Web.Hosting;

namespace Storefront.Web.Features.Users;

/// <summary>Takes somebody into the staff: an account without a password, and a mail with a link that sets it. The link proves the mailbox.</summary>
internal sealed class Invitation(
    StoreDb db, UserManager<Customer> customers, AuditTrail audit, MailWriter mails, MailSignal signal, ShopAddress shop, TimeProvider clock)
{
    public async Task<Customer> SendAsync(string email, string firstName, string lastName, IReadOnlyCollection<string> roles, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var person = Customer.Of(email, firstName, lastName, clock.GetUtcNow());
        StaffRoles.Done(await customers.CreateAsync(person));
        StaffRoles.Done(await customers.AddToRolesAsync(person, roles));
        audit.Record("Staff invited", StaffRoles.Subject(person), null, new { Roles = string.Join(", ", roles.Order(StringComparer.Ordinal)) });
        await WriteAsync(person);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Set();
        return person;
    }

    /// <summary>Once more, to somebody who has not set a password yet.</summary>
    public async Task SendAgainAsync(Customer person, CancellationToken cancellationToken)
    {
        audit.Record("Invitation sent again", StaffRoles.Subject(person), null, null);
        await WriteAsync(person);
        await db.SaveChangesAsync(cancellationToken);
        signal.Set();
    }

    /// <summary>The answer says what is wrong with the password or the link; null when it is set.</summary>
    public async Task<(string Field, string Message)?> AcceptAsync(Guid id, string token, string password)
    {
        if (await customers.FindByIdAsync(id.ToString()) is not { PasswordHash: null } person)
            return ("", "This invitation was used already, or never was. Sign in, or ask for a new one.");

        var result = await customers.ResetPasswordAsync(person, Text(token), password);
        if (!result.Succeeded)
            return result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.InvalidToken))
                ? ("", "This invitation has run out. Ask for a new one.")
                : ("Password", string.Join(' ', result.Errors.Select(error => error.Description)));

        person.ProveMailbox(clock.GetUtcNow());
        StaffRoles.Done(await customers.UpdateAsync(person));
        return null;
    }

    private async Task WriteAsync(Customer person)
    {
        var token = WebEncoders.Base64UrlEncode(System.Text.Encoding.UTF8.GetBytes(await customers.GeneratePasswordResetTokenAsync(person)));
        db.Mail.Add(mails.Write(new Letter
        {
            To = person.Email!,
            About = "invitation",
            Subject = $"Your account at {Shared.Site.Name}",
            Heading = "You are invited to the back office",
            Paragraphs = [$"An account was made for you at {Shared.Site.Name}, to work in its back office.", "Choose a password with the link below. It works for a day, and once."],
            Link = new LetterLink("Choose a password", shop.Of($"/account/invitation/{person.Id}?token={token}")),
        }));
    }

    private static string Text(string token)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token));
        }
        catch (FormatException)
        {
            return "";                                         // no token of ours
        }
    }
}
