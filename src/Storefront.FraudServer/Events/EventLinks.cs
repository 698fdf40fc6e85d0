using System.Text.Json.Nodes;
using static Storefront.FraudServer.Objects.ObjectKind;

namespace Storefront.FraudServer.Events;

/// <summary>Every ID an event can be found by.</summary>
internal static class EventLinks
{
    private static readonly string[] Top = ["purchaseId", "userId", "refundId", "chargebackId", "bankEventId", "labelObjectId", "signUpId", "signInId"];
    private static readonly string[] Metadata = ["trackingId", "signUpId", "loginId", "accountUpdateId", "userId", "eventId"];

    public static IEnumerable<string> Of(JsonObject body) => Top.Select(id => Text(body, id))
        .Concat(Metadata.Select(id => Text(body, "metadata", id)))
        .Append(Text(body, "user", "userId"))
        .Append(Text(body, "_metadata", "trackingId"))
        .Append(Text(body, "user", "id"))
        .Append(Text(body, "label", "labelObjectId"))
        .OfType<string>()
        .Distinct(StringComparer.Ordinal);
}
