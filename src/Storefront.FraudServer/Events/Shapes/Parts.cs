using static Storefront.FraudServer.Events.Shapes.Member;

namespace Storefront.FraudServer.Events.Shapes;

/// <summary>Objects that several events carry (contract, events 4.2 to 4.11).</summary>
internal static class Parts
{
    public static Shape Metadata { get; } = new(Text("trackingId"), Date("merchantTimeStamp"));

    public static Shape Address { get; } = new(Texts(
        "firstName", "lastName", "phoneNumber", "street1", "street2", "street3", "city", "state", "district", "zipCode", "country"));

    public static Shape User { get; } = new(
        Mandatory(Text("userId")),
        Date("creationDate"), Date("updateDate"), Text("firstName"), Text("lastName"), Text("country"), Text("zipCode"), Text("timeZone"),
        Text("language"), Text("phoneNumber"), Text("email"), Text("membershipId"),
        Text("profileType", "Consumer", "Developer", "Seller", "Publisher", "Tenant"),
        Text("profileName"),
        Text("authenticationProvider", "MSA", "Facebook", "PSN", "MerchantAuth", "Google"),
        Text("authenticationMethod"),
        Text("displayName"),
        Boolean("isEmailValidated"), Date("emailValidatedDate"), Boolean("isPhoneNumberValidated"), Date("phoneNumberValidatedDate"),
        Text("membershipType", "FREE", "PAID", "PREMIUM"),
        Text("loginInputMethod", "MANUALINPUT", "AUTOFILL", "SCRIPT", "COPYPASTE", "SELECTPROFILE"),
        Text("loginChallengeType", "TEXT SMS", "PHONE SMS", "EMAIL PIN", "CAPTCHA"),
        Date("lastPasswordUpdatedDate"), Date("firstPurchaseDate"));

    public static Shape DeviceContext { get; } = new(
        Mandatory(Text("deviceContextId")),
        Text("ipAddress"),
        Text("provider", "DFPFingerPrinting", "Merchant"),
        Text("externalDeviceId"),
        Text("externalDeviceType", "Mobile", "Computer", "MerchantHardware", "Tablet", "GameConsole"),
        Text("deviceContextDC"));

    public static Shape Store { get; } = new(
        Mandatory(Text("storeId")), Text("storeName"), Text("terminalId"), Text("terminalName"),
        Object("address", Address.Without("firstName", "lastName", "phoneNumber")));

    public static Shape Organization { get; } = new(
        Mandatory(Text("organizationId")), Mandatory(Text("name")), Text("zipCode"), Text("state"), Text("countryISO"));

    public static Shape ThreeDS { get; } = new(
        [Boolean("isThreeDSAuth"),
        .. Texts(
            "messageCategory", "deviceChannel", "threeDSServerTransId", "threeDSRequestorAuthenticationInd", "threeDSRequestorChallengeInd",
            "threeRIInd", "threeDSReqPriorAuthMethod", "transStatus", "transStatusReason", "threeDSCompInd", "acsChallengeMandated", "eci",
            "shipNameIndicator", "challengeCompletionInd", "chAccPwChangeInd", "chAccAgeInd", "exemptionRaised", "suspiciousAccActivity"),
        Text("provisionAttemptsDay") with { MaxLength = 3 }]);

    public static Shape ExternalDevice { get; } = new(
        [.. Texts(
            "httpSignature", "httpUserAgent", "browserHeader", "browserResolution", "browserLanguage", "tcpSignature", "sslSignature",
            "screenAspectRatio", "screenColorDepth", "screenResolution", "siteHostName", "os", "oSFonts", "deviceProcessor", "sessionId",
            "trueIp", "proxyIp", "deviceId", "timeZone", "userAgentDetails", "appVersion", "browserPackagesList", "buildManufacturer",
            "buildModel", "buildSdkVersion", "dataNetworkType", "deviceModelName", "deviceSystemName", "deviceSystemVersion",
            "simNetworkCountryISO", "simNetworkType", "systemUpTime"),
        .. Booleans("enabledCookies", "enabledFlash", "enabledJavaScript", "isBluetoothEnabled")]);
}
