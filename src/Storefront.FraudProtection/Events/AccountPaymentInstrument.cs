namespace Storefront.FraudProtection.Events;

/// <summary>A card or other way to pay, as account protection spells it.</summary>
/// <remarks>Wire: events.md section 7.1.</remarks>
public sealed record AccountPaymentInstrument : EventPart
{
    /// <summary>The merchant's ID of the instrument.</summary>
    public required string MerchantPaymentInstrumentId { get; init; }

    /// <summary>What kind of instrument it is.</summary>
    public required PaymentInstrumentType Type { get; init; }

    /// <summary>When the merchant first saw it.</summary>
    public DateTimeOffset? CreationDate { get; init; }

    /// <summary>When it last changed; not before it was made.</summary>
    public DateTimeOffset? UpdateDate { get; init; }

    /// <summary>Whether it can be used: active, blocked or expired.</summary>
    public PaymentInstrumentState? State { get; init; }

    /// <summary>Brand of a card, or scheme of a direct debit.</summary>
    public CardType? CardType { get; init; }

    /// <summary>Name on the card.</summary>
    public string? HolderName { get; init; }

    /// <summary>First six digits of the card. Never send a whole card number or a security code.</summary>
    public string? Bin { get; init; }

    /// <summary>Free text, for example <c>03/28</c>.</summary>
    public string? ExpirationDate { get; init; }

    /// <summary>Last four digits of the card.</summary>
    public string? LastFourDigits { get; init; }

    /// <summary>Where its invoices go.</summary>
    public AccountAddress? Address { get; init; }

    /// <summary>PayPal: e-mail of the account.</summary>
    public string? Email { get; init; }

    /// <summary>PayPal: the agreement.</summary>
    public string? BillingAgreementId { get; init; }

    /// <summary>PayPal: the payer.</summary>
    public string? PayerId { get; init; }

    /// <summary>PayPal: whether the payer is verified.</summary>
    public PayerStatus? PayerStatus { get; init; }

    /// <summary>PayPal: whether the address is confirmed.</summary>
    public PayerAddressStatus? AddressStatus { get; init; }

    /// <summary>Mobile billing: number of the device.</summary>
    public string? Imei { get; init; }
}
