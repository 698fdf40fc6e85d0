using static Storefront.FraudServer.Events.Shapes.Member;

namespace Storefront.FraudServer.Events.Shapes;

/// <summary>Objects that events of account protection carry (contract, events 7.1 and 7.6 to 7.8).</summary>
internal static class AccountParts
{
    public static Shape Device { get; } = new(
        Mandatory(Text("deviceContextId")), Text("ipAddress"),
        OneOf("provider", "DFPFingerprinting", "Merchant", "Unknown"),
        Text("externalDeviceId"), Text("externalDeviceType"));

    public static Shape User { get; } = new(
        Text("userId"), OneOf("userType", "Consumer", "Developer", "Seller", "Publisher", "Tenant"), Mandatory(Text("username")),
        Text("firstName"), Text("lastName"), Text("countryRegion"), Text("zipCode"), Text("timeZone"), Text("language"), Text("membershipId"),
        Boolean("isMembershipIdUsername"));

    /// <summary>Who signs in has an account already.</summary>
    public static Shape KnownUser { get; } = User.Without("userId").With(Mandatory(Text("userId")));

    public static Shape Email { get; } = new(
        Mandatory(OneOf("emailType", "Primary", "Alternative")), Mandatory(Text("emailValue")),
        Boolean("isEmailValidated"), Date("emailValidatedDate"), Boolean("isEmailUsername"));

    public static Shape Phone { get; } = new(
        Mandatory(OneOf("phoneType", "Primary", "Alternative")), Mandatory(Text("phoneNumber")),
        Boolean("isPhoneNumberValidated"), Date("phoneNumberValidatedDate"), Boolean("isPhoneUsername"));

    public static Shape Address { get; } = new(
        [Mandatory(OneOf("addressType", "Primary", "Billing", "Shipping", "Alternative")),
        .. Texts("firstName", "lastName", "phoneNumber", "street1", "street2", "street3", "city", "state", "district", "zipCode", "countryRegion")]);

    public static Shape Instrument { get; } = new(
        Mandatory(Text("merchantPaymentInstrumentId")), Mandatory(OneOf("type", PaymentInstrument.Types)),
        Date("creationDate"), Date("updateDate") with { NotBefore = "creationDate" },
        OneOf("state", "Active", "Blocked", "Expired"), OneOf("cardType", PaymentInstrument.CardTypes),
        Text("holderName"), Text("bin"), Text("expirationDate"), Text("lastFourDigits"), Object("address", Address),
        Text("email"), Text("billingAgreementId"), Text("payerId"),
        Text("payerStatus", "Verified", "Unverified"), Text("addressStatus", "Confirmed", "Unconfirmed"), Text("imei"));

    public static Shape SingleSignOn { get; } = new(
        Mandatory(OneOf("authenticationProvider", "MSA", "Facebook", "PSN", "MerchantAuth", "Google")), Mandatory(Text("displayName")));

    public static Shape MarketingContext { get; } = new(
        OneOf("campaignType", "Unknown", "Direct", "Email", "Referral", "PaidSearch", "OrganicSearch", "Advertising", "SocialNetwork", "GeneralMarketing", "Other"),
        Text("trafficSourceReferrer"), Text("trafficSourceReferralLink"), Text("trafficSourceReferralSite"),
        OneOf("incentiveType", "None", "Cashback", "Discount", "FreeTrial", "BonusPoints", "Gift", "Unknown", "Other"),
        Text("incentiveOffer"), Date("campaignStartDate"), Date("campaignEndDate"),
        new("incentiveQuantitiyLimit", Kind.TextOrNumber)); // sic, on the wire

    /// <summary>What a new and a changed account have in common.</summary>
    public static Member[] Account { get; } =
    [
        Mandatory(Object("device", Device)),
        Object("user", User),
        Several("email", Email), Several("phone", Phone), Several("address", Address), Several("paymentInstruments", Instrument),
        Object("ssoAuthenticationProvider", SingleSignOn),
    ];

    private static Member Several(string name, Shape entries) => List(name, entries) with { AllowsSingle = true };
}
