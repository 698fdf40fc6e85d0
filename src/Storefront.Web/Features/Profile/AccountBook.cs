using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Profile;

/// <summary>
/// What a customer has noted down here: profile, addresses, cards. Whose it is stands in every query. Each change is stored
/// together with the event that tells of it.
/// </summary>
internal sealed class AccountBook(StoreDb db, AccountEvents events, OutboxSignal signal, TimeProvider clock)
{
    public const int MostAddresses = 30;
    public const int MostCards = 10;

    public Task<Customer> CustomerAsync(Guid customer, CancellationToken cancellationToken) =>
        db.Users.SingleAsync(found => found.Id == customer, cancellationToken);

    /// <summary>The usual ones first, then as they were added.</summary>
    public Task<List<CustomerAddress>> AddressesAsync(Guid customer, CancellationToken cancellationToken) =>
        db.Addresses.Where(address => address.CustomerId == customer)
            .OrderByDescending(address => address.ForShipping).ThenByDescending(address => address.ForBilling).ThenBy(address => address.CreatedAt)
            .Take(MostAddresses).ToListAsync(cancellationToken);

    public Task<CustomerAddress?> AddressAsync(Guid customer, Guid id, CancellationToken cancellationToken) =>
        db.Addresses.SingleOrDefaultAsync(address => address.CustomerId == customer && address.Id == id, cancellationToken);

    /// <summary>The usual one first.</summary>
    public Task<List<SavedCard>> CardsAsync(Guid customer, CancellationToken cancellationToken) =>
        db.Cards.Where(card => card.CustomerId == customer)
            .OrderByDescending(card => card.IsDefault).ThenBy(card => card.AddedAt)
            .Take(MostCards).ToListAsync(cancellationToken);

    public Task<SavedCard?> CardAsync(Guid customer, Guid id, CancellationToken cancellationToken) =>
        db.Cards.SingleOrDefaultAsync(card => card.CustomerId == customer && card.Id == id, cancellationToken);

    public async Task ChangeProfileAsync(Guid customer, ProfileForm form, CancellationToken cancellationToken)
    {
        form.Fill(await CustomerAsync(customer, cancellationToken), clock.GetUtcNow());
        await StoreProfileAsync(customer, await AddressesAsync(customer, cancellationToken), cancellationToken);
    }

    /// <summary>Adds an address, or changes the one of that ID; false where the book is full or has no such address.</summary>
    public async Task<bool> SetAddressAsync(Guid customer, Guid? id, PostalAddress address, bool forShipping, bool forBilling, CancellationToken cancellationToken)
    {
        var book = await AddressesAsync(customer, cancellationToken);
        var entry = book.Find(known => known.Id == id);
        if (entry is null && (id is not null || book.Count >= MostAddresses))
            return false;

        // Told again, a form sent twice included, it is the same address.
        entry ??= book.Find(known => known.Address == address);
        if (entry is null)
        {
            entry = new CustomerAddress { CustomerId = customer, CreatedAt = clock.GetUtcNow() };
            db.Addresses.Add(entry);
            book.Add(entry);
        }

        entry.Address = address;
        Choose(book, entry, forShipping, forBilling);
        await StoreProfileAsync(customer, book, cancellationToken);
        return true;
    }

    public async Task RemoveAddressAsync(Guid customer, Guid id, CancellationToken cancellationToken)
    {
        var book = await AddressesAsync(customer, cancellationToken);
        if (book.Find(known => known.Id == id) is not { } entry)
            return;

        db.Addresses.Remove(entry);
        book.Remove(entry);
        if (book.FirstOrDefault() is { } next)
            Choose(book, next, entry.ForShipping, entry.ForBilling);
        await StoreProfileAsync(customer, book, cancellationToken);
    }

    /// <summary>Notes a card the bank gave a token for; one that is there already is renewed.</summary>
    public async Task<bool> SaveCardAsync(Guid customer, CheckoutCard card, PostalAddress? billing, CancellationToken cancellationToken)
    {
        var cards = await CardsAsync(customer, cancellationToken);
        var saved = cards.Find(known => known.Fingerprint == card.Fingerprint);
        if (saved is null && cards.Count >= MostCards)
            return false;

        if (saved?.ToCheckout() == card)
            return true;
        if (saved is null)
        {
            saved = new SavedCard
            {
                CustomerId = customer,
                Token = card.Token,
                Fingerprint = card.Fingerprint,
                Bin = card.Bin,
                LastFour = card.LastFour,
                Brand = card.Brand,
                Expiry = card.Expiry,
                HolderName = card.HolderName,
                IsDefault = cards.Count == 0,
                AddedAt = clock.GetUtcNow(),
            };
            db.Cards.Add(saved);
        }

        (saved.Token, saved.Expiry, saved.HolderName) = (card.Token, card.Expiry, card.HolderName);
        saved.Billing = billing ?? (await AddressesAsync(customer, cancellationToken)).Find(address => address.ForBilling)?.Address ?? saved.Billing;
        events.Card(await CustomerAsync(customer, cancellationToken), saved);
        await StoreAsync(cancellationToken);
        return true;
    }

    public async Task ChooseCardAsync(Guid customer, Guid id, CancellationToken cancellationToken)
    {
        var cards = await CardsAsync(customer, cancellationToken);
        if (!cards.Exists(card => card.Id == id))
            return;

        cards.ForEach(card => card.IsDefault = card.Id == id);
        await StoreAsync(cancellationToken);
    }

    public async Task RemoveCardAsync(Guid customer, Guid id, CancellationToken cancellationToken)
    {
        var cards = await CardsAsync(customer, cancellationToken);
        if (cards.Find(card => card.Id == id) is not { } gone)
            return;

        db.Cards.Remove(gone);
        if (gone.IsDefault && cards.Find(card => card != gone) is { } next)
            next.IsDefault = true;
        events.CardRemoved(await CustomerAsync(customer, cancellationToken), gone);
        await StoreAsync(cancellationToken);
    }

    // One address of a book is the usual one for each purpose; the first is both.
    private static void Choose(List<CustomerAddress> book, CustomerAddress entry, bool forShipping, bool forBilling)
    {
        forShipping |= entry.ForShipping || book.TrueForAll(other => other == entry || !other.ForShipping);
        forBilling |= entry.ForBilling || book.TrueForAll(other => other == entry || !other.ForBilling);
        foreach (var other in book.Where(other => other != entry))
        {
            other.ForShipping &= !forShipping;
            other.ForBilling &= !forBilling;
        }

        (entry.ForShipping, entry.ForBilling) = (forShipping, forBilling);
    }

    private async Task StoreProfileAsync(Guid customer, List<CustomerAddress> book, CancellationToken cancellationToken)
    {
        var profile = await CustomerAsync(customer, cancellationToken);
        profile.UpdatedAt = clock.GetUtcNow();
        events.Profile(profile, book);
        await StoreAsync(cancellationToken);
    }

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        signal.Set();
    }
}
