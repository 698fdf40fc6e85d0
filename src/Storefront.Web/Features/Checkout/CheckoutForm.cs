using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Profile;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Checkout;

/// <summary>The delivery page as it was typed. Names, phones and postal codes are checked as people everywhere write them.</summary>
public sealed class CheckoutForm
{
    public string? Email { get; set; }

    public string? Phone { get; set; }

    /// <summary>An entry of the customer's address book; null: as typed.</summary>
    public Guid? ShippingFrom { get; set; }

    public AddressForm Shipping { get; set; } = new();

    public string? ShippingMethod { get; set; }

    public bool BillingSame { get; set; }

    public Guid? BillingFrom { get; set; }

    public AddressForm Billing { get; set; } = new();

    /// <summary>The browser may be looked at.</summary>
    public bool DeviceAllowed { get; set; }

    public static CheckoutForm From(CheckoutSession? checkout, string homeCountry) => checkout is null
        ? new CheckoutForm { BillingSame = true, Shipping = { Country = homeCountry }, Billing = { Country = homeCountry } }
        : new CheckoutForm
        {
            Email = checkout.Email,
            Phone = checkout.Phone,
            Shipping = AddressForm.From(checkout.Shipping),
            ShippingMethod = checkout.ShippingMethod,
            BillingSame = checkout.BillingSameAsShipping,
            DeviceAllowed = checkout.DeviceAllowed,
            Billing = checkout.BillingSameAsShipping ? new AddressForm { Country = checkout.Shipping.Country } : AddressForm.From(checkout.Billing),
        };

    /// <summary>What has to be put right: the field's name and what to do.</summary>
    internal IEnumerable<(string Field, string Message)> Mistakes(DeliveryTable delivery, decimal subtotal)
    {
        if (!EmailAddress.IsValid(Email))
            yield return (nameof(Email), EmailAddress.Wanted);
        if (!PhoneNumber.IsValid(Phone))
            yield return (nameof(Phone), PhoneNumber.Wanted);
        foreach (var (field, message) in Shipping.Mistakes(delivery))
            yield return ($"{nameof(Shipping)}.{field}", message);
        if (delivery.Find(Shipping.Country) is { } country && (ShippingMethod is null || delivery.Offer(country, subtotal, ShippingMethod) is null))
            yield return (nameof(ShippingMethod), $"Choose how we send it: {string.Join(" or ", delivery.Offers(country, subtotal).Select(offer => offer.Name))} to {country.Name}");
        if (BillingSame)
            yield break;
        foreach (var (field, message) in Billing.Mistakes(delivery))
            yield return ($"{nameof(Billing)}.{field}", $"Billing address: {char.ToLowerInvariant(message[0])}{message[1..]}");
    }

    /// <summary>Takes the chosen entries of the address book. What is in no book of this customer counts as typed.</summary>
    internal void Take(IReadOnlyList<CustomerAddress> book)
    {
        ShippingFrom = book.FirstOrDefault(entry => entry.Id == ShippingFrom)?.Id;
        BillingFrom = book.FirstOrDefault(entry => entry.Id == BillingFrom)?.Id;
        if (ShippingFrom is not null)
            Shipping = AddressForm.From(book.First(entry => entry.Id == ShippingFrom).Address);
        if (BillingFrom is not null && !BillingSame)
            Billing = AddressForm.From(book.First(entry => entry.Id == BillingFrom).Address);
    }

    /// <summary>Which entries of the address book a saved checkout holds.</summary>
    internal void Recognize(CheckoutSession checkout, IReadOnlyList<CustomerAddress> book)
    {
        ShippingFrom = book.FirstOrDefault(entry => entry.Address == checkout.Shipping)?.Id;
        BillingFrom = book.FirstOrDefault(entry => entry.Address == checkout.BillingAddress)?.Id;
    }

    internal void Fill(CheckoutSession checkout, DeliveryTable delivery)
    {
        checkout.Email = Email!.Trim();
        checkout.Phone = Phone?.Trim() ?? "";
        checkout.Shipping = Shipping.ToAddress(delivery);
        checkout.ShippingMethod = ShippingMethod!;
        checkout.BillingSameAsShipping = BillingSame;
        checkout.Billing = BillingSame ? new PostalAddress() : Billing.ToAddress(delivery);
        if (checkout.DeviceAllowed && !DeviceAllowed)
            checkout.DeviceId = null;
        checkout.DeviceAllowed = DeviceAllowed;
    }
}

public sealed class AddressForm
{
    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Country { get; set; }

    public string? Street { get; set; }

    public string? Street2 { get; set; }

    public string? City { get; set; }

    public string? Region { get; set; }

    public string? PostalCode { get; set; }

    internal static AddressForm From(PostalAddress address) => new()
    {
        FirstName = address.FirstName,
        LastName = address.LastName,
        Country = address.Country,
        Street = address.Street,
        Street2 = address.Street2,
        City = address.City,
        Region = address.Region,
        PostalCode = address.PostalCode,
    };

    internal IEnumerable<(string Field, string Message)> Mistakes(DeliveryTable delivery)
    {
        if (Missing(FirstName, 100))
            yield return (nameof(FirstName), "Enter a first name");
        if (Missing(LastName, 100))
            yield return (nameof(LastName), "Enter a last name");
        var country = delivery.Find(Country);
        if (country is null)
            yield return (nameof(Country), "Choose a country from the list");
        if (Missing(Street, 200))
            yield return (nameof(Street), "Enter a street and a number");
        if (Street2 is { Length: > 200 })
            yield return (nameof(Street2), "Use at most 200 characters");
        if (Missing(City, 100))
            yield return (nameof(City), "Enter a city or town");
        if (country is null)
            yield break;

        if (country.Region is { Required: true } region && (string.IsNullOrWhiteSpace(Region) || (country.Regions.Count > 0 && country.FindRegion(Region) is null)))
            yield return (nameof(Region), $"Enter the {region.Name.ToLowerInvariant()}{(country.Regions is [var first, ..] ? $", like {first.Name} or {first.Code}" : "")}");
        else if (Region is { Length: > 100 })
            yield return (nameof(Region), "Use at most 100 characters");
        if (PostalCode is { Length: > 20 } || !country.PostalCode.Accepts(PostalCode?.Trim() ?? ""))
            yield return (nameof(PostalCode), $"Enter the {country.PostalCode.Name}{(country.PostalCode.Example is { } example ? $", like {example}" : "")}");
    }

    internal PostalAddress ToAddress(DeliveryTable delivery) => new()
    {
        FirstName = FirstName!.Trim(),
        LastName = LastName!.Trim(),
        Country = delivery.Find(Country)!.Code,
        Street = Street!.Trim(),
        Street2 = Street2?.Trim() ?? "",
        City = City!.Trim(),
        Region = delivery.Find(Country)!.FindRegion(Region)?.Code ?? Region?.Trim() ?? "",
        PostalCode = PostalCode?.Trim() ?? "",
    };

    private static bool Missing(string? text, int atMost) => string.IsNullOrWhiteSpace(text) || text.Length > atMost;
}
