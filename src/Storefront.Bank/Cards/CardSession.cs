namespace Storefront.Bank.Cards;

/// <summary>One visit to the card page. Its unguessable name is all that is needed to post the form, so no cookie is.</summary>
internal sealed record CardSession(string Id, string Checkout, Uri ReturnTo, long Amount, string Currency, DateTimeOffset CreatedAt)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public string Shop => ReturnTo.IsDefaultPort ? ReturnTo.Host : $"{ReturnTo.Host}:{ReturnTo.Port}";

    public bool IsOver(DateTimeOffset now) => now >= CreatedAt + Lifetime;

    /// <summary>The merchant's address with its own query kept.</summary>
    public Uri ReturnWith(string reference)
    {
        var address = new UriBuilder(ReturnTo);
        address.Query = address.Query.Length > 1 ? $"{address.Query}&reference={reference}" : $"reference={reference}";
        return address.Uri;
    }
}
