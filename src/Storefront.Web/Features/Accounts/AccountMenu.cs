namespace Storefront.Web.Features.Accounts;

/// <summary>The pages of an account, in the order they are listed. One line per page a shopper goes to.</summary>
internal static class AccountMenu
{
    public static readonly IReadOnlyList<AccountEntry> Entries =
    [
        new("Overview", "/account", ""),
        new("Sign-in and security", "/account/security", "Password, email, second factor, devices"),
    ];
}

/// <param name="Hint">What one finds there: shown on the overview.</param>
internal sealed record AccountEntry(string Text, string Path, string Hint);
