using System.Text.Json.Nodes;
using Storefront.FraudServer.Events;

namespace Storefront.FraudServer.Objects;

/// <summary>A kind of thing that events create and update, and what of it decides which one is in force.</summary>
internal sealed record ObjectKind(string Name)
{
    /// <summary>What it is about, from its merged state: the purchase of a refund, the user of an account.</summary>
    public required Func<JsonObject, string> Subject { get; init; }

    /// <summary>The member that says when it happened at the merchant; without it the moment of receipt counts.</summary>
    public string? At { get; init; }

    /// <summary>The status in force after an update, from the one before and the merged state.</summary>
    public Func<string?, JsonObject, string?> Outcome { get; init; } = (_, state) => Text(state, "status");

    public static ObjectKind Purchase { get; } = new("purchase") { Subject = s => Text(s, "purchaseId")!, At = "merchantLocalDate", Outcome = (_, _) => null };
    public static ObjectKind User { get; } = new("user") { Subject = s => Text(s, "userId")!, Outcome = (_, _) => null };
    public static ObjectKind Status { get; } = new("status") { Subject = OfPurchase, At = "statusDate", Outcome = (_, s) => Text(s, "statusType") };
    public static ObjectKind BankEvent { get; } = new("bank event") { Subject = OfPurchase, At = "bankEventTimestamp" };
    public static ObjectKind Refund { get; } = new("refund") { Subject = OfPurchase, At = "bankEventTimestamp" };

    /// <summary>While a chargeback is disputed, what it came to before stays in force.</summary>
    public static ObjectKind Chargeback { get; } = new("chargeback")
    {
        Subject = OfPurchase,
        At = "bankEventTimestamp",
        Outcome = (before, s) => Text(s, "status") is { } status && !status.Equals("Disputed", StringComparison.OrdinalIgnoreCase) ? status : before,
    };

    public static ObjectKind SignUp { get; } = new("sign-up") { Subject = s => Text(s, "signUpId")!, At = "merchantLocalDate", Outcome = (_, _) => null };
    public static ObjectKind SignIn { get; } = new("sign-in") { Subject = s => Text(s, "userId")!, At = "merchantLocalDate", Outcome = (_, _) => null };
    public static ObjectKind SignUpStatus { get; } = new("sign-up status") { Subject = s => Text(s, "signUpId")!, At = "statusDate", Outcome = (_, s) => Text(s, "statusType") };
    public static ObjectKind AccountCreation { get; } = new("account creation") { Subject = s => Text(s, "metadata", "signUpId")!, Outcome = (_, _) => null };
    public static ObjectKind AccountLogin { get; } = new("account login") { Subject = s => Text(s, "metadata", "loginId")!, Outcome = (_, _) => null };
    public static ObjectKind AccountUpdate { get; } = new("account update") { Subject = s => Text(s, "metadata", "accountUpdateId")!, Outcome = (_, _) => null };
    public static ObjectKind Assessment { get; } = new("assessment") { Subject = s => Text(s, "user", "id") ?? Text(s, "user", "userId") ?? "", Outcome = (_, _) => null };
    public static ObjectKind AccountCreationStatus { get; } = new("account creation status")
    {
        Subject = s => Text(s, "metadata", "signUpId")!,
        At = "statusDate",
        Outcome = (_, s) => Text(s, "statusType"),
    };

    public static ObjectKind AccountLoginStatus { get; } = AccountCreationStatus with { Name = "account login status", Subject = s => Text(s, "metadata", "loginId")! };

    public static ObjectKind Label { get; } = new("label")
    {
        Subject = s => LabelSubject(Text(s, "labelObjectType")!, Text(s, "labelObjectId")!),
        At = "eventTimeStamp",
        Outcome = (_, s) => Text(s, "labelState"),
    };

    public static string LabelSubject(string type, string id) => $"{type.ToLowerInvariant()}/{id}";

    public static string? Text(JsonObject? state, string member) =>
        state?[member] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static string? Text(JsonObject? state, string part, string member) => Text(state?[part] as JsonObject, member);

    public DateTimeOffset When(JsonObject state, DateTimeOffset received) =>
        At is not null && Text(state, At) is { } text && Dates.TryRead(text, out var at) ? at : received;

    private static string OfPurchase(JsonObject state) => Text(state, "purchaseId")!;
}

/// <summary>What one event says about one thing: merged into what is known of it.</summary>
internal sealed record ObjectChange(ObjectKind Kind, string Id, JsonObject Part);
