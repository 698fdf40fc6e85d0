using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Mail;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Accounts;

/// <summary>What somebody finds in their mailbox: letters are written in the transaction of what they tell of.</summary>
internal static partial class Mailbox
{
    public static Task<List<MailMessage>> MailsAsync(this Shop shop, string to) => shop.LookAsync(db => Of(db, to));

    /// <summary>The newest letter with that subject.</summary>
    public static async Task<MailMessage> MailAsync(this Shop shop, string to, string subject) =>
        (await shop.MailsAsync(to)).LastOrDefault(mail => mail.Subject == subject) ?? throw new InvalidOperationException($"No '{subject}' to {to}.");

    /// <summary>Where the link in a letter leads, without the address of the shop.</summary>
    public static string Link(this MailMessage mail) => new Uri(Address().Match(mail.Text).Value).PathAndQuery;

    public static Task<List<MailMessage>> Of(StoreDb db, string to) =>
        db.Mail.AsNoTracking().Where(mail => mail.To == to).OrderBy(mail => mail.CreatedAt).ThenBy(mail => mail.Id).ToListAsync();

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
