using Microsoft.Extensions.Options;
using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Features.Profile;

namespace Storefront.Web.Fraud;

/// <summary>
/// Accounts and cards as Fraud Protection is told of them (docs/contract/flows.md section 6): one UpdateAccount each, with a
/// correlation ID of its own, in the transaction of the change it tells of. There is no separate event for a new account; the
/// ID decides.
/// </summary>
internal sealed class AccountEvents(
    FraudConnection connection, IOptions<AccountProtectionOptions> protection, OutboxWriter outbox, OutboxSignal signal, IHttpContextAccessor request, TimeProvider clock)
{
    private const string Erased = "Erased";

    /// <summary>False: accounts are told to nobody.</summary>
    public bool Enabled => connection.Enabled && protection.Value.Mode != AccountProtectionMode.Off;

    /// <summary>A new account.</summary>
    public PreparedEvent Created(Customer customer, string ipAddress) => connection.Service.Prepare(
        new AccountUpdate
        {
            UserId = customer.Id.ToString("D"),
            CreationDate = customer.CreatedAt,
            FirstName = customer.FirstName,
            LastName = customer.LastName,
            Language = customer.Language,
            Email = customer.Email,
            ProfileType = ProfileType.Consumer,
            IsEmailValidated = customer.EmailConfirmed,
            DeviceContext = new DeviceContext { DeviceContextId = Guid.NewGuid().ToString(), IpAddress = ipAddress },
        });

    /// <summary>After the commit: what was told is sent on.</summary>
    public void Wake() => signal.Set();

    /// <summary>The profile as it is now. Without an address book, what is known of addresses stays as it is.</summary>
    public void Profile(Customer customer, IReadOnlyCollection<CustomerAddress> book)
    {
        var billing = book.FirstOrDefault(address => address.ForBilling);
        var shipping = book.FirstOrDefault(address => address.ForShipping);
        var home = billing ?? shipping;
        Tell(customer.Id, (user, device) => new AccountUpdate
        {
            UserId = user,
            CreationDate = customer.CreatedAt,
            UpdateDate = clock.GetUtcNow(),
            FirstName = WireParts.Given(customer.FirstName),
            LastName = WireParts.Given(customer.LastName),
            Country = home?.Address.Country,
            ZipCode = WireParts.Given(home?.Address.PostalCode),
            Language = customer.Language,
            PhoneNumber = WireParts.Given(customer.PhoneNumber),
            Email = customer.Email,
            ProfileType = ProfileType.Consumer,
            DisplayName = WireParts.Given(customer.FullName),
            IsEmailValidated = customer.EmailConfirmed,
            EmailValidatedDate = customer.EmailConfirmedAt,
            IsPhoneNumberValidated = false,
            AddressList = home is null ? null :
            [
                .. billing is null ? [] : new[] { WireParts.Address(billing.Address, customer.PhoneNumber, AddressType.Billing) },
                .. shipping is null ? [] : new[] { WireParts.Address(shipping.Address, customer.PhoneNumber, AddressType.Shipping) },
            ],
            DeviceContext = device,
        });
    }

    /// <summary>A card that was added, or that the bank knows anew.</summary>
    public void Card(Customer customer, SavedCard card) => Tell(customer.Id, card, PaymentInstrumentState.Active, customer.PhoneNumber);

    public void CardRemoved(Customer customer, SavedCard card) => Tell(customer.Id, card, PaymentInstrumentState.Expired, customer.PhoneNumber);

    /// <summary>
    /// An account that is erased. The contract knows no deletion, and a member that is left out stays as it was; so what names a
    /// person is written over, and every card is expired.
    /// </summary>
    public void Erase(Customer customer, IReadOnlyCollection<SavedCard> cards)
    {
        var nowhere = new PostalAddress { FirstName = Erased, LastName = Erased, Street = Erased, Street2 = Erased, City = Erased, Region = Erased, PostalCode = Erased };
        Tell(customer.Id, (user, device) => new AccountUpdate
        {
            UserId = user,
            UpdateDate = clock.GetUtcNow(),
            FirstName = Erased,
            LastName = Erased,
            ZipCode = Erased,
            PhoneNumber = Erased,
            Email = $"{user}@erased.invalid",
            DisplayName = Erased,
            IsEmailValidated = false,
            AddressList = [Unnamed(AddressType.Billing), Unnamed(AddressType.Shipping)],
            PaymentInstrumentList = cards.Count == 0 ? null :
            [
                .. cards.Select(card => new PaymentInstrument
                {
                    MerchantPaymentInstrumentId = WireParts.InstrumentId(user, card.Fingerprint, guest: false),
                    Type = PaymentInstrumentType.CreditCard,
                    UpdateDate = clock.GetUtcNow(),
                    State = PaymentInstrumentState.Expired,
                    HolderName = Erased,
                    BillingAddress = Unnamed(type: null),
                }),
            ],
        });

        Address Unnamed(AddressType? type) => WireParts.Address(nowhere, Erased, type) with { Country = null };
    }

    private void Tell(Guid customer, SavedCard card, PaymentInstrumentState state, string? phone) => Tell(customer, (user, device) => new AccountUpdate
    {
        UserId = user,
        UpdateDate = clock.GetUtcNow(),
        PaymentInstrumentList =
        [
            new PaymentInstrument
            {
                MerchantPaymentInstrumentId = WireParts.InstrumentId(user, card.Fingerprint, guest: false),
                Type = PaymentInstrumentType.CreditCard,
                CreationDate = card.AddedAt,
                UpdateDate = clock.GetUtcNow(),
                State = state,
                CardType = WireParts.CardType(card.Brand),
                HolderName = card.HolderName,
                Bin = card.Bin,
                LastFourDigits = card.LastFour,
                ExpirationDate = card.Expiry,
                BillingAddress = card.Billing.Street.Length > 0 ? WireParts.Address(card.Billing, phone) : null,
            },
        ],
        DeviceContext = device,
    });

    private void Tell(Guid customer, Func<string, DeviceContext, AccountUpdate> make)
    {
        if (!Enabled)
            return;

        var user = customer.ToString();
        var correlationId = Guid.NewGuid().ToString();
        var device = new DeviceContext
        {
            DeviceContextId = correlationId,
            IpAddress = request.HttpContext?.Connection.RemoteIpAddress?.MapToIPv4Or6(),
        };
        outbox.Add(user, user, connection.Service.Prepare(make(user, device), correlationId));
    }
}
