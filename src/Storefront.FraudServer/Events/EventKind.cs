using System.Text.Json.Nodes;
using Storefront.FraudServer.Events.Shapes;
using Storefront.FraudServer.Objects;

namespace Storefront.FraudServer.Events;

/// <summary>An event the service takes: where it is posted, what it must look like, what it changes.</summary>
internal sealed record EventKind(string Name, Shape Shape, Func<JsonObject, IEnumerable<ObjectChange>> Changes)
{
    public string Path => "/v1.0/MerchantServices/events/" + Name;

    /// <summary>Whether the answer is a decision; the others are acknowledged.</summary>
    public bool IsAssessed { get; init; }

    public static EventKind Purchase { get; } = new("Purchase", PurchaseShape.Purchase, Objects.Changes.OfPurchase) { IsAssessed = true };

    public static IReadOnlyList<EventKind> All { get; } =
    [
        Purchase,
        new("PurchaseStatus", IngestionShapes.PurchaseStatus, Objects.Changes.OfStatus),
        new("BankEvent", IngestionShapes.BankEvent, Objects.Changes.OfBankEvent),
        new("Refund", IngestionShapes.Refund, Objects.Changes.OfRefund),
        new("Chargeback", IngestionShapes.Chargeback, Objects.Changes.OfChargeback),
        new("UpdateAccount", IngestionShapes.UpdateAccount, Objects.Changes.OfAccount),
        new("Label", IngestionShapes.Label, Objects.Changes.OfLabel),
    ];

    private static readonly string[] Ids = ["purchaseId", "userId", "refundId", "chargebackId", "bankEventId", "labelObjectId"];

    /// <summary>Every ID the event can be found by.</summary>
    public static IEnumerable<string> Links(JsonObject body) => Ids.Select(id => ObjectKind.Text(body, id))
        .Append(ObjectKind.Text(body["user"] as JsonObject, "userId"))
        .OfType<string>()
        .Distinct(StringComparer.Ordinal);
}
