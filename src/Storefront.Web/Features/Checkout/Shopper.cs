using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Profile;

namespace Storefront.Web.Features.Checkout;

/// <summary>Whoever checks out: a guest, or a customer who brings names, addresses and cards along.</summary>
internal sealed class Shopper(AccountBook book, IHttpContextAccessor request, TimeProvider clock)
{
    /// <summary>Null for a guest.</summary>
    public Guid? Id => request.HttpContext?.User.CustomerId();

    /// <summary>A checkout a customer began is that customer's alone, also where others have the cart's cookie.</summary>
    public bool Owns(CheckoutSession checkout) => checkout.CustomerId is null || checkout.CustomerId == Id;

    public async Task<IReadOnlyList<CustomerAddress>> AddressesAsync(CancellationToken cancellationToken) =>
        Id is { } customer ? await book.AddressesAsync(customer, cancellationToken) : [];

    /// <summary>The cards that can be paid with.</summary>
    public async Task<IReadOnlyList<SavedCard>> CardsAsync(CancellationToken cancellationToken) =>
        Id is { } customer ? (await book.CardsAsync(customer, cancellationToken)).FindAll(card => !card.IsExpired(clock.GetUtcNow())) : [];

    public async Task<SavedCard?> CardAsync(Guid id, CancellationToken cancellationToken) =>
        (await CardsAsync(cancellationToken)).FirstOrDefault(card => card.Id == id);

    public Task SaveCardAsync(CheckoutSession checkout, CancellationToken cancellationToken) =>
        Id is { } customer && checkout.Card is { } card ? book.SaveCardAsync(customer, card, checkout.BillingAddress, cancellationToken) : Task.CompletedTask;

    /// <summary>The delivery page before anything was typed.</summary>
    public async Task<CheckoutForm> FirstFormAsync(string homeCountry, CancellationToken cancellationToken)
    {
        var form = CheckoutForm.From(null, homeCountry);
        if (Id is not { } id)
            return form;

        var customer = await book.CustomerAsync(id, cancellationToken);
        var addresses = await book.AddressesAsync(id, cancellationToken);
        (form.Email, form.Phone) = (customer.Email, customer.PhoneNumber);
        (form.Shipping.FirstName, form.Shipping.LastName) = (form.Billing.FirstName, form.Billing.LastName) = (customer.FirstName, customer.LastName);
        form.ShippingFrom = addresses.Find(address => address.ForShipping)?.Id;
        form.BillingFrom = addresses.Find(address => address.ForBilling)?.Id;
        form.BillingSame = form.ShippingFrom == form.BillingFrom;
        form.Take(addresses);
        return form;
    }

    /// <summary>What Fraud Protection is told of a customer besides what was typed; null for a guest's checkout.</summary>
    public async Task<PurchaseAccount?> AccountAsync(CheckoutSession checkout, CancellationToken cancellationToken)
    {
        if (checkout.CustomerId is not { } id)
            return null;

        var customer = await book.CustomerAsync(id, cancellationToken);
        var saved = (await book.CardsAsync(id, cancellationToken)).Find(card => card.Fingerprint == checkout.Card?.Fingerprint);
        var proven = customer.EmailConfirmed && string.Equals(customer.Email, checkout.Email, StringComparison.OrdinalIgnoreCase);
        return new PurchaseAccount
        {
            CreatedAt = customer.CreatedAt,
            UpdatedAt = customer.UpdatedAt ?? customer.CreatedAt,
            Name = customer.FullName,
            EmailIsProven = proven,
            EmailProvenAt = proven ? customer.EmailConfirmedAt : null,
            CardAddedAt = saved?.AddedAt,
        };
    }
}
