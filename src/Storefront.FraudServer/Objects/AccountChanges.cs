using System.Globalization;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Events;
using static Storefront.FraudServer.Objects.ObjectKind;

namespace Storefront.FraudServer.Objects;

/// <summary>What events of account protection and custom assessments create or update: each its own ID, the latest of several counts (contract, responses 8).</summary>
internal static class AccountChanges
{
    public static IEnumerable<ObjectChange> OfCreation(JsonObject body) => [new(AccountCreation, Text(body, "metadata", "signUpId")!, body)];

    public static IEnumerable<ObjectChange> OfLogin(JsonObject body) => [new(AccountLogin, Text(body, "metadata", "loginId")!, body)];

    public static IEnumerable<ObjectChange> OfUpdate(JsonObject body) => [new(AccountUpdate, Text(body, "metadata", "accountUpdateId")!, body)];

    public static IEnumerable<ObjectChange> OfCreationStatus(JsonObject body) => OfStatus(AccountCreationStatus, body);

    public static IEnumerable<ObjectChange> OfLoginStatus(JsonObject body) => OfStatus(AccountLoginStatus, body);

    /// <summary>One label for each tracking ID, beside those of purchase protection.</summary>
    public static IEnumerable<ObjectChange> OfLabel(JsonObject body) => [new(Label, Text(body, "metadata", "trackingId")!, WithMetadata(body, "label"))];

    /// <summary>A custom assessment, if it says which event it is.</summary>
    public static IEnumerable<ObjectChange> OfAssessment(string apiName, JsonObject body, string id) =>
        Text(body, "metadata", id) is { } eventId ? [new(ObjectKind.Assessment, $"{apiName}/{eventId}", body)] : [];

    // A status has no ID of its own: it is its sign-up or sign-in and its moment.
    private static IEnumerable<ObjectChange> OfStatus(ObjectKind kind, JsonObject body)
    {
        var status = WithMetadata(body, "statusDetails");
        _ = Dates.TryRead(Text(status, "statusDate")!, out var at);
        return [new(kind, string.Create(CultureInfo.InvariantCulture, $"{kind.Subject(status)}/{at.UtcTicks}"), status)];
    }

    private static JsonObject WithMetadata(JsonObject body, string part)
    {
        var state = (JsonObject)body[part]!.DeepClone();
        state["metadata"] = body["metadata"]!.DeepClone();
        return state;
    }
}
