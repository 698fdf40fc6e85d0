using static Storefront.FraudServer.Events.Shapes.Member;

namespace Storefront.FraudServer.Events.Shapes;

/// <summary>How something is paid (contract, events 4.5), and the values the bank event shares with it.</summary>
internal static class PaymentInstrument
{
    public static string[] Methods { get; } = ["CARD", "CASH", "DIRECTDEBIT", "E-WALLET", "MOBILE", "E-BANKING", "INVOICE", "VOUCHERS"];

    public static string[] Types { get; } =
    [
        "CreditCard", "DirectDebit", "PayPal", "MobileBilling", "OnlineBankTransfer", "Invoice", "MerchantGiftCard", "MerchantWallet", "CashOnDelivery",
        "Paytm", "CCAvenue", "Other",
    ];

    public static string[] CardTypes { get; } =
        ["Visa", "Mastercard", "Amex", "ACH", "SEPA", "UnionPay", "Inicis", "MobileBillingCarrier", "Discover", "AllPay", "JCB", "DiscoverDiners"];

    public static string[] Results { get; } = ["APPROVE", "DECLINE", "PENDING"];

    public static string[] ResultTexts { get; } =
        ["MISMATCH_CVV", "MISMATCH_ADDRESS", "MISMATCH_EXPIRATIONDATE", "NOACCOUNT", "INVALIDPIN", "LOWFUND", "OVERLIMIT", "SUSPICIOUSACCOUNT"];

    public static string[] Verifications { get; } = ["Y", "N", "U", "A"];

    /// <summary>As a purchase carries it.</summary>
    public static Shape OfPurchase { get; } = new(
        Text("merchantPaymentInstrumentId"),
        Mandatory(Text("type", Types)),
        Number("purchaseAmount"),
        Text("paymentMethod", Methods),
        Date("creationDate"), Date("updateDate"),
        Text("state", "Active", "Blocked", "Expired", "Inactive"),
        Text("cardType", CardTypes),
        Text("holderName"), Text("holderCompanyName"), Text("bin"), Text("lastFourDigits"),
        Text("expirationDate"), // free text, MM/YY as a rule: not a date
        Object("billingAddress", Parts.Address),
        Text("email"), Text("billingAgreementId"), Text("payerId"),
        Text("payerStatus", "Verified", "Unverified"), Text("addressStatus", "Confirmed", "Unconfirmed"),
        Text("imei"), Text("binName"), Text("binBankGroup"), Text("binCountryISO"),
        Text("binCardType", "DEBIT", "CREDIT", "PREPAID", "FLEET", "CREDITDEBIT"),
        Text("binCardAssociation", "VISA", "MASTERCARD", "AMEX", "DISCOVER", "MAESTRO", "JCB", "UNIONPAY", "DINERSCLUB"),
        Text("currency"), Text("paymentCheckoutProvider"),
        Boolean("isLowLiabilityPIType"), Boolean("isInternationalMoneyTransfer"), Boolean("settlementApprovalRequired"),
        Boolean("instantPaymentSettlement"), Boolean("autoCaptureEnabled"),
        Text("bankIdentifierCode"), Text("bankName"), Text("bankZipCode"), Text("bankState"), Text("bankCountryISO"),
        Date("paymentCollectionDate"),
        Text("accountType", "UNSPECIFIED", "CHEQUE_ACCOUNT", "CREDIT_FACILITY"),
        Text("authorizationType", "PRE_AUTHORIZATION", "FINAL_AUTHORIZATION"),
        Text("authorizationResultCode", Results), Text("authorizationResultText", ResultTexts),
        Text("acquirerId"), Text("acquirerCountryISO"),
        Text("cvvVerify", Verifications), Text("avsVerify", Verifications), Text("cavVerify", Verifications),
        Text("piInputMethod"), Text("encryptedCreditCardNumber"));

    /// <summary>As an account holds it.</summary>
    public static Shape OfAccount { get; } = OfPurchase.Without("purchaseAmount");
}
