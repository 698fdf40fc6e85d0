using System.Text.Json.Nodes;
using Storefront.FraudServer.Objects;

namespace Storefront.FraudServer.Cases;

/// <summary>What a shop tells of an event that was under review: nobody need look at it any more.</summary>
internal sealed record ShopDecision(string Event, string SubjectId, string Decision, string Reason)
{
    public static ShopDecision? OfPurchase(JsonObject status) => Of("Purchase", ObjectKind.Text(status, "purchaseId"), status);

    public static ShopDecision? OfSignUp(JsonObject status) => Of("SignUp", ObjectKind.Text(status, "signUpId"), status);

    public static ShopDecision? OfCreation(JsonObject body) => Of("AccountCreation", ObjectKind.Text(body, "metadata", "signUpId"), body["statusDetails"] as JsonObject);

    public static ShopDecision? OfLogin(JsonObject body) => Of("AccountLogin", ObjectKind.Text(body, "metadata", "loginId"), body["statusDetails"] as JsonObject);

    // Every status ends the case but Unknown, which a shop sends to say that it waits (contract, events D13).
    private static ShopDecision? Of(string name, string? id, JsonObject? status) => id is null ? null : ObjectKind.Text(status, "statusType")?.ToUpperInvariant() switch
    {
        "APPROVED" => Told(name, id, status, "Approve"),
        "REJECTED" or "FAILED" or "CANCELED" => Told(name, id, status, "Reject"),
        "PENDING" => Told(name, id, status, "Pending"),
        _ => null,
    };

    private static ShopDecision Told(string name, string id, JsonObject? status, string decision) =>
        new(name, id, decision, ObjectKind.Text(status, "reason") ?? ObjectKind.Text(status, "reasonType") ?? ObjectKind.Text(status, "statusType")!);
}
