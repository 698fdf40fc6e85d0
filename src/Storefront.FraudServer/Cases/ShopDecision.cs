using System.Text.Json.Nodes;
using Storefront.FraudServer.Objects;

namespace Storefront.FraudServer.Cases;

/// <summary>What a shop tells of a purchase that was under review: nobody need look at it any more.</summary>
internal sealed record ShopDecision(string PurchaseId, string Decision, string Reason)
{
    /// <summary>Every status ends the case but Unknown, which a shop sends to say that it waits (contract, events D13).</summary>
    public static ShopDecision? Of(JsonObject status) => ObjectKind.Text(status, "statusType")!.ToUpperInvariant() switch
    {
        "APPROVED" => Told(status, "Approve"),
        "REJECTED" or "FAILED" or "CANCELED" => Told(status, "Reject"),
        "PENDING" => Told(status, "Pending"),
        _ => null,
    };

    private static ShopDecision Told(JsonObject status, string decision) => new(
        ObjectKind.Text(status, "purchaseId")!, decision, ObjectKind.Text(status, "reason") ?? ObjectKind.Text(status, "statusType")!);
}
