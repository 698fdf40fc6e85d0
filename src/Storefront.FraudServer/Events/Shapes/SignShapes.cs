using static Storefront.FraudServer.Events.Shapes.Member;

namespace Storefront.FraudServer.Events.Shapes;

/// <summary>Sign-up and sign-in as purchase protection had them before there was account protection (contract, events 6).</summary>
internal static class SignShapes
{
    private static readonly Member AssessmentType = Text("assessmentType", "Evaluate", "Protect");
    private static readonly Member Metadata = Mandatory(Object("_metadata", Parts.Metadata));

    /// <summary>Who signs up has no ID yet.</summary>
    public static Shape NewUser { get; } = Parts.User.Without("userId").With(
        Text("userId"), Object("address", Parts.Address), Object("paymentInstrument", PaymentInstrument.OfAccount));

    public static Shape SignUp { get; } = new(
        Mandatory(Text("signUpId")), AssessmentType, Date("customerLocalDate"), Mandatory(Date("merchantLocalDate")),
        Mandatory(Object("user", NewUser)),
        Object("marketingContext", new(
            Text("type", "None", "Email", "Referral", "SearchEngine", "Direct", "SocialNetwork", "Other"), Text("trafficSource"),
            Text("incentiveType", "None", "CashBack", "Discount", "FreeTrial", "BonusPoints", "Gift", "Other"), Text("incentiveOffer"))),
        Object("storeFrontContext", new(
            Text("type", "AppStore", "Web", "App", "None", "Console", "MobileApp", "ComputerApp", "MobileWeb"), Text("storeName"), Text("market"))),
        Object("deviceContext", Parts.DeviceContext), Metadata);

    public static Shape SignUpStatus { get; } = new(
        Mandatory(Text("signUpId")), Mandatory(Text("statusType", "Approved", "Pending", "Rejected", "Failed")), Mandatory(Date("statusDate")),
        Text("reason"),
        Object("user", new(Mandatory(Text("userId")), Object("paymentInstrument", new(Text("merchantPaymentInstrumentId"))))),
        Metadata);

    public static Shape SignIn { get; } = new(
        Mandatory(Text("signInId")), Mandatory(Text("userId")), Mandatory(Date("merchantLocalDate")), Date("customerLocalDate"), AssessmentType,
        Text("passwordHash"), Text("currentIpAddress"), Text("deviceContextId"),
        Object("signInHistory", new(
            [.. Texts("signUpIpAddress", "lastSignInIpAddress", "frequentSignInIpAddress"),
            Integer("failedSignInAttemptsInLastHour"), Integer("failedSignInAttemptsFromCurrentIpAddress")])),
        Metadata);
}
