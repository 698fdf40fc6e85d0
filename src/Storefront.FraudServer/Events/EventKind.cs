using System.Text.Json.Nodes;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Events.Answers;
using Storefront.FraudServer.Events.Shapes;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Outside;
using static Storefront.FraudServer.Objects.ObjectKind;

namespace Storefront.FraudServer.Events;

/// <summary>An event the service takes: where it is posted, what it must look like, what it changes, how it is answered.</summary>
/// <param name="Name">What it is called in the list of what was received.</param>
/// <param name="Path">Where it is posted. The ID at the end, where there is one, may be left out.</param>
internal sealed record EventKind(string Name, string Path, Shape Shape, EventFamily Family, Func<JsonObject, IEnumerable<ObjectChange>> Changes)
{
    private const string MerchantServices = "/v1.0/MerchantServices/events/";

    /// <summary>What the rules are asked, where the answer is a decision; the other events are acknowledged.</summary>
    public Assessment? Assessment { get; init; }

    /// <summary>The IDs of a body one of which the path must end with, if it ends with one.</summary>
    public Func<JsonObject, IEnumerable<string?>> PathIds { get; init; } = _ => [];

    /// <summary>The names FROM of a velocity may know it by.</summary>
    public IReadOnlyList<string> CountsAs { get; init; } = [Name];

    /// <summary>Whether its acknowledgement tells what is known of the device.</summary>
    public bool TellsDevice { get; init; }

    /// <summary>What it says about an event that people were to decide about, if it does.</summary>
    public Func<JsonObject, ShopDecision?> EndsCase { get; init; } = _ => null;

    /// <summary>Why every such event is refused, if it is.</summary>
    public string? Refusal { get; init; }

    public static EventKind Purchase { get; } = Merchant("Purchase", PurchaseShape.Purchase, Objects.Changes.OfPurchase) with
    {
        Assessment = new(AssessmentKind.Purchase, body => Text(body, "purchaseId")!, body => Text(body, "assessmentType"), PurchaseAnswer.Body),
    };

    public static IReadOnlyList<EventKind> All { get; } =
    [
        Purchase,
        Merchant("PurchaseStatus", IngestionShapes.PurchaseStatus, Objects.Changes.OfStatus) with { EndsCase = ShopDecision.OfPurchase },
        Merchant("BankEvent", IngestionShapes.BankEvent, Objects.Changes.OfBankEvent),
        Merchant("Refund", IngestionShapes.Refund, Objects.Changes.OfRefund),
        Merchant("Chargeback", IngestionShapes.Chargeback, Objects.Changes.OfChargeback),
        Merchant("UpdateAccount", IngestionShapes.UpdateAccount, Objects.Changes.OfAccount) with { TellsDevice = true },
        Merchant("Label", IngestionShapes.Label, Objects.Changes.OfLabel),
        Merchant("SignUp", SignShapes.SignUp, Objects.Changes.OfSignUp) with
        {
            Assessment = new(AssessmentKind.AccountCreation, body => Text(body, "signUpId")!, body => Text(body, "assessmentType"), SignAnswer.Up),
            CountsAs = ["AccountCreation"],
        },
        Merchant("SignUpStatus", SignShapes.SignUpStatus, Objects.Changes.OfSignUpStatus) with { EndsCase = ShopDecision.OfSignUp },
        Merchant("SignIn", SignShapes.SignIn, Objects.Changes.OfSignIn) with
        {
            Assessment = new(AssessmentKind.AccountLogin, body => Text(body, "signInId")!, body => Text(body, "assessmentType"), SignAnswer.In),
            CountsAs = ["AccountLogin"],
        },
        Account("AccountCreation", "/v1.0/action/account/create", AccountShapes.Creation, AccountChanges.OfCreation,
            body => [Text(body, "metadata", "signUpId")]) with
        {
            Assessment = new(AssessmentKind.AccountCreation, body => Text(body, "metadata", "signUpId")!, body => Text(body, "metadata", "assessmentType"), AccountAnswer.Creation)
            {
                NeedsDevice = true,
            },
        },
        Account("AccountCreation.Status", "/v1.0/observe/account/create/status", AccountShapes.CreationStatus, AccountChanges.OfCreationStatus,
            body => [Text(body, "metadata", "signUpId")]) with { EndsCase = ShopDecision.OfCreation },
        Account("AccountLogin", "/v1.0/action/account/login", AccountShapes.Login, AccountChanges.OfLogin,
            body => [Text(body, "metadata", "loginId"), Text(body, "user", "userId")]) with
        {
            Assessment = new(AssessmentKind.AccountLogin, body => Text(body, "metadata", "loginId")!, body => Text(body, "metadata", "assessmentType"), AccountAnswer.Login)
            {
                NeedsDevice = true,
            },
        },
        Account("AccountLogin.Status", "/v1.0/observe/account/login/status", AccountShapes.LoginStatus, AccountChanges.OfLoginStatus,
            body => [Text(body, "metadata", "userId")]) with { EndsCase = ShopDecision.OfLogin },
        Account("AccountUpdate", "/v1.0/observe/account/update", AccountShapes.Update, AccountChanges.OfUpdate,
            body => [Text(body, "user", "userId")]),
        Account("AccountLabel", "/v1.0/label/account/create", AccountShapes.Label, AccountChanges.OfLabel,
            body => [Text(body, "metadata", "userId")]) with { CountsAs = ["Label"] },
    ];

    private static EventKind Merchant(string name, Shape shape, Func<JsonObject, IEnumerable<ObjectChange>> changes) =>
        new(name, MerchantServices + name, shape, EventFamily.PurchaseProtection, changes);

    private static EventKind Account(
        string name, string path, Shape shape, Func<JsonObject, IEnumerable<ObjectChange>> changes, Func<JsonObject, IEnumerable<string?>> pathIds) =>
        new(name, path + "/{id?}", shape, EventFamily.AccountProtection(name == "AccountLabel" ? "AP.Label" : "AP." + name), changes) { PathIds = pathIds };
}

/// <summary>What the rules are asked about an event.</summary>
/// <param name="Kind">The kind of assessment.</param>
/// <param name="EventId">The event's own ID.</param>
/// <param name="Type">Evaluate or Protect, if the event says.</param>
/// <param name="Answer">The body of the answer.</param>
internal sealed record Assessment(
    AssessmentKind Kind, Func<JsonObject, string> EventId, Func<JsonObject, string?> Type, Func<Assessed, byte[]> Answer)
{
    /// <summary>Whose rules are asked: those of a custom assessment, or the ones for everything else.</summary>
    public string ApiName { get; init; } = "";

    /// <summary>Whether the scores are at their maximum when nobody fingerprinted the device.</summary>
    public bool NeedsDevice { get; init; }
}

/// <summary>An event that was judged, with everything its answer is made of.</summary>
internal sealed record Assessed(JsonObject Event, Ruling Ruling, MerchantEnvironment Environment, string CorrelationId, DateTimeOffset At)
{
    /// <summary>The decision on the wire, which a setting may soften for callers who only compare.</summary>
    public required Decision Shown { get; init; }

    /// <summary>The fingerprinting session it came from, if it is known.</summary>
    public DeviceSession? Device { get; init; }
}
