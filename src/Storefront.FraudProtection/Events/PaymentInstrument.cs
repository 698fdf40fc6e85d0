namespace Storefront.FraudProtection.Events;

/// <summary>A card or other way to pay. One entry for each instrument a purchase is paid with.</summary>
/// <remarks>Wire: events.md section 4.5.</remarks>
public sealed record PaymentInstrument : EventPart
{
    /// <summary>The merchant's ID of the instrument, stable for a returning customer.</summary>
    public string? MerchantPaymentInstrumentId { get; init; }

    /// <summary>What kind of instrument it is.</summary>
    public required PaymentInstrumentType Type { get; init; }

    /// <summary>The part of the total paid with it. Purchases only.</summary>
    public decimal? PurchaseAmount { get; init; }

    /// <summary>The class of payment.</summary>
    public PaymentMethod? PaymentMethod { get; init; }

    /// <summary>When the merchant first saw it.</summary>
    public DateTimeOffset? CreationDate { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? UpdateDate { get; init; }

    /// <summary>Whether it can be used.</summary>
    public PaymentInstrumentState? State { get; init; }

    /// <summary>Brand of a card, or scheme of a direct debit.</summary>
    public CardType? CardType { get; init; }

    /// <summary>Name on the card.</summary>
    public string? HolderName { get; init; }

    /// <summary>Company on the card.</summary>
    public string? HolderCompanyName { get; init; }

    /// <summary>First six digits of the card. Never send a whole card number or a security code.</summary>
    public string? Bin { get; init; }

    /// <summary>Last four digits of the card.</summary>
    public string? LastFourDigits { get; init; }

    /// <summary>Free text, for example <c>03/28</c>.</summary>
    public string? ExpirationDate { get; init; }

    /// <summary>Where its invoices go.</summary>
    public Address? BillingAddress { get; init; }

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

    /// <summary>Issuer the BIN belongs to.</summary>
    public string? BinName { get; init; }

    /// <summary>Group of the issuer.</summary>
    public string? BinBankGroup { get; init; }

    /// <summary>Country of the BIN, ISO 3166-1 alpha-2.</summary>
    public string? BinCountryISO { get; init; }

    /// <summary>Debit, credit or prepaid, by BIN.</summary>
    public BinCardType? BinCardType { get; init; }

    /// <summary>Card scheme, by BIN.</summary>
    public BinCardAssociation? BinCardAssociation { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>Provider of the wallet checkout.</summary>
    public string? PaymentCheckoutProvider { get; init; }

    /// <summary>Whether somebody else bears the loss, as with Apple Pay or Alipay.</summary>
    public bool? IsLowLiabilityPIType { get; init; }

    /// <summary>Whether money crosses a border.</summary>
    public bool? IsInternationalMoneyTransfer { get; init; }

    /// <summary>Whether settlement waits for an approval.</summary>
    public bool? SettlementApprovalRequired { get; init; }

    /// <summary>Whether settlement is immediate.</summary>
    public bool? InstantPaymentSettlement { get; init; }

    /// <summary>Whether the authorization is captured by itself.</summary>
    public bool? AutoCaptureEnabled { get; init; }

    /// <summary>BIC (SWIFT code).</summary>
    public string? BankIdentifierCode { get; init; }

    /// <summary>Name of the bank.</summary>
    public string? BankName { get; init; }

    /// <summary>Postal code of the bank.</summary>
    public string? BankZipCode { get; init; }

    /// <summary>State or region of the bank.</summary>
    public string? BankState { get; init; }

    /// <summary>Country of the bank, ISO 3166-1 alpha-2.</summary>
    public string? BankCountryISO { get; init; }

    /// <summary>When the money is collected.</summary>
    public DateTimeOffset? PaymentCollectionDate { get; init; }

    /// <summary>Kind of bank account.</summary>
    public BankAccountType? AccountType { get; init; }

    /// <summary>Preliminary or final authorization.</summary>
    public AuthorizationType? AuthorizationType { get; init; }

    /// <summary>What the bank answered, if it was asked before.</summary>
    public AuthorizationResult? AuthorizationResultCode { get; init; }

    /// <summary>Why it answered so.</summary>
    public AuthorizationResultText? AuthorizationResultText { get; init; }

    /// <summary>The acquirer.</summary>
    public string? AcquirerId { get; init; }

    /// <summary>Country of the acquirer, ISO 3166-1 alpha-2.</summary>
    public string? AcquirerCountryISO { get; init; }

    /// <summary>Result of the check of the security code.</summary>
    public Verification? CvvVerify { get; init; }

    /// <summary>Result of the check of the address.</summary>
    public Verification? AvsVerify { get; init; }

    /// <summary>Result of the check of the cardholder authentication value.</summary>
    public Verification? CavVerify { get; init; }

    /// <summary>How it was entered, for example <c>CustomerInput</c> or <c>FromSavedProfile</c>.</summary>
    public string? PiInputMethod { get; init; }

    /// <summary>Hash or ciphertext of the number, never the number.</summary>
    public string? EncryptedCreditCardNumber { get; init; }
}
