using Storefront.FraudProtection.Events;
using Storefront.Web.Features.Checkout;

namespace Storefront.Web.Fraud;

/// <summary>What several events hold: addresses, cards, and the name a card goes by.</summary>
internal static class WireParts
{
    public static Address Address(PostalAddress address, string? phone, AddressType? type = null) => new()
    {
        Type = type,
        FirstName = address.FirstName,
        LastName = address.LastName,
        PhoneNumber = phone,
        Street1 = address.Street,
        Street2 = Given(address.Street2),
        City = address.City,
        State = Given(address.Region),
        ZipCode = Given(address.PostalCode),
        Country = address.Country,
    };

    public static CardType? CardType(string brand) => brand switch
    {
        "Visa" => FraudProtection.Events.CardType.Visa,
        "Mastercard" => FraudProtection.Events.CardType.Mastercard,
        "American Express" => FraudProtection.Events.CardType.Amex,
        "Discover" => FraudProtection.Events.CardType.Discover,
        "Diners Club" => FraudProtection.Events.CardType.DiscoverDiners,
        "JCB" => FraudProtection.Events.CardType.Jcb,
        "UnionPay" => FraudProtection.Events.CardType.UnionPay,
        _ => null,
    };

    /// <summary>
    /// A guest has one card and an ID that is used once. A customer's card has the same name whenever and wherever it is used,
    /// saved or not: it comes from the bank's fingerprint, which says nothing about the number.
    /// </summary>
    public static string InstrumentId(string userId, string fingerprint, bool guest) =>
        guest ? $"{userId}-CreditCard" : $"{userId}-CreditCard-{fingerprint[..Math.Min(16, fingerprint.Length)]}";

    public static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
