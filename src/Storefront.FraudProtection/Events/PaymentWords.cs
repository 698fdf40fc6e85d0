namespace Storefront.FraudProtection.Events;

/// <summary>What kind of payment instrument something is.</summary>
public sealed record PaymentInstrumentType(string Value) : WireWord(Value)
{
    /// <summary>A credit or debit card.</summary>
    public static PaymentInstrumentType CreditCard { get; } = new("CreditCard");

    /// <summary>A direct debit.</summary>
    public static PaymentInstrumentType DirectDebit { get; } = new("DirectDebit");

    /// <summary>PayPal.</summary>
    public static PaymentInstrumentType PayPal { get; } = new("PayPal");

    /// <summary>Paid with the telephone bill.</summary>
    public static PaymentInstrumentType MobileBilling { get; } = new("MobileBilling");

    /// <summary>A bank transfer made online.</summary>
    public static PaymentInstrumentType OnlineBankTransfer { get; } = new("OnlineBankTransfer");

    /// <summary>Paid later, against an invoice.</summary>
    public static PaymentInstrumentType Invoice { get; } = new("Invoice");

    /// <summary>A gift card of the merchant.</summary>
    public static PaymentInstrumentType MerchantGiftCard { get; } = new("MerchantGiftCard");

    /// <summary>Credit with the merchant.</summary>
    public static PaymentInstrumentType MerchantWallet { get; } = new("MerchantWallet");

    /// <summary>Paid at the door.</summary>
    public static PaymentInstrumentType CashOnDelivery { get; } = new("CashOnDelivery");

    /// <summary>Paytm.</summary>
    public static PaymentInstrumentType Paytm { get; } = new("Paytm");

    /// <summary>CCAvenue.</summary>
    public static PaymentInstrumentType CCAvenue { get; } = new("CCAvenue");

    /// <summary>Anything else.</summary>
    public static PaymentInstrumentType Other { get; } = new("Other");
}

/// <summary>Whether a payment instrument can be used.</summary>
public sealed record PaymentInstrumentState(string Value) : WireWord(Value)
{
    /// <summary>It can.</summary>
    public static PaymentInstrumentState Active { get; } = new("Active");

    /// <summary>It was blocked.</summary>
    public static PaymentInstrumentState Blocked { get; } = new("Blocked");

    /// <summary>It expired or was removed.</summary>
    public static PaymentInstrumentState Expired { get; } = new("Expired");

    /// <summary>It cannot; some services know this instead of blocked and expired.</summary>
    public static PaymentInstrumentState Inactive { get; } = new("Inactive");
}

/// <summary>The class of a payment.</summary>
public sealed record PaymentMethod(string Value) : WireWord(Value)
{
    /// <summary>A card.</summary>
    public static PaymentMethod Card { get; } = new("CARD");

    /// <summary>Cash.</summary>
    public static PaymentMethod Cash { get; } = new("CASH");

    /// <summary>A direct debit.</summary>
    public static PaymentMethod DirectDebit { get; } = new("DIRECTDEBIT");

    /// <summary>An electronic wallet.</summary>
    public static PaymentMethod Wallet { get; } = new("E-WALLET");

    /// <summary>The telephone bill.</summary>
    public static PaymentMethod Mobile { get; } = new("MOBILE");

    /// <summary>A bank transfer made online.</summary>
    public static PaymentMethod OnlineBanking { get; } = new("E-BANKING");

    /// <summary>Paid later.</summary>
    public static PaymentMethod Invoice { get; } = new("INVOICE");

    /// <summary>A voucher or gift card.</summary>
    public static PaymentMethod Voucher { get; } = new("VOUCHERS");
}

/// <summary>Brand of a card, or scheme of a direct debit.</summary>
public sealed record CardType(string Value) : WireWord(Value)
{
    /// <summary>Visa.</summary>
    public static CardType Visa { get; } = new("Visa");

    /// <summary>Mastercard.</summary>
    public static CardType Mastercard { get; } = new("Mastercard");

    /// <summary>American Express.</summary>
    public static CardType Amex { get; } = new("Amex");

    /// <summary>Automated Clearing House, United States.</summary>
    public static CardType Ach { get; } = new("ACH");

    /// <summary>Single Euro Payments Area.</summary>
    public static CardType Sepa { get; } = new("SEPA");

    /// <summary>UnionPay.</summary>
    public static CardType UnionPay { get; } = new("UnionPay");

    /// <summary>Inicis.</summary>
    public static CardType Inicis { get; } = new("Inicis");

    /// <summary>A telephone company.</summary>
    public static CardType MobileBillingCarrier { get; } = new("MobileBillingCarrier");

    /// <summary>Discover.</summary>
    public static CardType Discover { get; } = new("Discover");

    /// <summary>AllPay.</summary>
    public static CardType AllPay { get; } = new("AllPay");

    /// <summary>JCB.</summary>
    public static CardType Jcb { get; } = new("JCB");

    /// <summary>Diners Club by Discover.</summary>
    public static CardType DiscoverDiners { get; } = new("DiscoverDiners");
}

/// <summary>Whether PayPal has verified a payer.</summary>
public sealed record PayerStatus(string Value) : WireWord(Value)
{
    /// <summary>It has.</summary>
    public static PayerStatus Verified { get; } = new("Verified");

    /// <summary>It has not.</summary>
    public static PayerStatus Unverified { get; } = new("Unverified");
}

/// <summary>Whether PayPal has confirmed an address.</summary>
public sealed record PayerAddressStatus(string Value) : WireWord(Value)
{
    /// <summary>It has.</summary>
    public static PayerAddressStatus Confirmed { get; } = new("Confirmed");

    /// <summary>It has not.</summary>
    public static PayerAddressStatus Unconfirmed { get; } = new("Unconfirmed");
}

/// <summary>What a BIN says about how a card is funded.</summary>
public sealed record BinCardType(string Value) : WireWord(Value)
{
    /// <summary>From an account, at once.</summary>
    public static BinCardType Debit { get; } = new("DEBIT");

    /// <summary>On credit.</summary>
    public static BinCardType Credit { get; } = new("CREDIT");

    /// <summary>From money loaded before.</summary>
    public static BinCardType Prepaid { get; } = new("PREPAID");

    /// <summary>By a company, for its vehicles.</summary>
    public static BinCardType Fleet { get; } = new("FLEET");

    /// <summary>Either.</summary>
    public static BinCardType CreditDebit { get; } = new("CREDITDEBIT");
}

/// <summary>The card scheme a BIN belongs to.</summary>
public sealed record BinCardAssociation(string Value) : WireWord(Value)
{
    /// <summary>Visa.</summary>
    public static BinCardAssociation Visa { get; } = new("VISA");

    /// <summary>Mastercard.</summary>
    public static BinCardAssociation Mastercard { get; } = new("MASTERCARD");

    /// <summary>American Express.</summary>
    public static BinCardAssociation Amex { get; } = new("AMEX");

    /// <summary>Discover.</summary>
    public static BinCardAssociation Discover { get; } = new("DISCOVER");

    /// <summary>Maestro.</summary>
    public static BinCardAssociation Maestro { get; } = new("MAESTRO");

    /// <summary>JCB.</summary>
    public static BinCardAssociation Jcb { get; } = new("JCB");

    /// <summary>UnionPay.</summary>
    public static BinCardAssociation UnionPay { get; } = new("UNIONPAY");

    /// <summary>Diners Club.</summary>
    public static BinCardAssociation DinersClub { get; } = new("DINERSCLUB");
}

/// <summary>Kind of bank account.</summary>
public sealed record BankAccountType(string Value) : WireWord(Value)
{
    /// <summary>Not known.</summary>
    public static BankAccountType Unspecified { get; } = new("UNSPECIFIED");

    /// <summary>A cheque account.</summary>
    public static BankAccountType Cheque { get; } = new("CHEQUE_ACCOUNT");

    /// <summary>A credit facility.</summary>
    public static BankAccountType CreditFacility { get; } = new("CREDIT_FACILITY");
}
