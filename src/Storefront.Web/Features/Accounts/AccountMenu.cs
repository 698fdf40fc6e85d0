namespace Storefront.Web.Features.Accounts;

/// <summary>The pages of an account, in the order they are listed. One line per page a shopper goes to.</summary>
internal static class AccountMenu
{
    public static readonly IReadOnlyList<AccountEntry> Entries =
    [
        new("Overview", "/account", ""),
        new("Orders", "/account/orders", "What you bought, where it is, and sending things back"),
        new("Profile", "/account/profile", "Your name, phone and language"),
        new("Addresses", "/account/addresses", "Where your orders go, and where bills do"),
        new("Cards", "/account/cards", "Cards the bank keeps for you"),
        new("Sign-in and security", "/account/security", "Password, email, second factor, devices"),
        new("Your data", "/account/data", "Download what we hold, or erase your account"),
    ];
}

/// <param name="Hint">What one finds there: shown on the overview.</param>
internal sealed record AccountEntry(string Text, string Path, string Hint);
