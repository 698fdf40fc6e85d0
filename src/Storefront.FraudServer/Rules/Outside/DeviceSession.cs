using System.Text.Json;
using System.Text.Json.Nodes;

namespace Storefront.FraudServer.Rules.Outside;

/// <summary>What fingerprinting saw of one session.</summary>
/// <param name="Common">The names <c>Device.GetAttributes</c> shows.</param>
/// <param name="SpeedOfTravel">Miles per hour, the most between two of the last sessions of the same device; null when nobody knows where they were.</param>
internal sealed record DeviceSession(JsonElement Attributes, IReadOnlyList<string> Common, double? SpeedOfTravel)
{
    private const string Provider = "DFPFingerPrinting";

    /// <summary>The ID under which an event names its session, if the merchant says that it is one of ours; null when it names none.</summary>
    public static string? IdIn(JsonObject body)
    {
        var device = body["deviceContext"] as JsonObject ?? body["device"] as JsonObject;
        if (Text(device, "provider") is { } provider && !provider.Equals(Provider, StringComparison.OrdinalIgnoreCase))
            return null;
        return Text(body["deviceFingerprinting"] as JsonObject, "id") ?? Text(device, "deviceContextId") ?? Text(body, "deviceContextId");
    }

    private static string? Text(JsonObject? of, string name) => of?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
