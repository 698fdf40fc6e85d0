using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Storefront.Web.Hosting;

namespace Storefront.Web.Features.Accounts;

/// <summary>Makes and reads the links that are mailed. Each is for one account and one thing to do, and ends with the account's next change of password.</summary>
internal sealed class AccountLinks(UserManager<Customer> customers, ShopAddress shop)
{
    public async Task<Uri> ConfirmAsync(Customer customer) =>
        Link("/account/confirm", customer, await customers.GenerateEmailConfirmationTokenAsync(customer));

    public async Task<Uri> ResetAsync(Customer customer) =>
        Link("/account/reset", customer, await customers.GeneratePasswordResetTokenAsync(customer));

    public async Task<Uri> ChangeEmailAsync(Customer customer, string email) =>
        Link("/account/email/confirm", customer, await customers.GenerateChangeEmailTokenAsync(customer, email), ("email", email));

    /// <summary>The token in a link; null where it is not one of ours.</summary>
    public static string? Token(string? code)
    {
        try
        {
            return string.IsNullOrEmpty(code) || code.Length > 4000 ? null : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private Uri Link(string path, Customer customer, string token, params (string Name, string Value)[] more)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal) { ["id"] = customer.Id.ToString("N"), ["code"] = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token)) };
        foreach (var (name, value) in more)
            query[name] = value;
        return shop.Of(QueryHelpers.AddQueryString(path, query));
    }
}
