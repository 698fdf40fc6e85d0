using System.Text.Json;
using Storefront.FraudServer.Rules.Outside;

namespace Storefront.FraudServer.Events.Answers;

/// <summary>What fingerprinting found out, as each family writes it (contract, responses 3.3, 4.3 and 5.2). Nothing is written without a session.</summary>
internal static class DeviceAttributes
{
    private static readonly string[] OfPurchase =
    [
        "browserUserAgent", "browserUserAgentLanguages", "cookieEnabled", "deviceCity", "deviceCountryCode", "deviceId", "devicePostalCode", "deviceState",
        "javaScriptEnabled", "mimeTypesCount", "platform", "pluginsCount", "screenResolution", "timeZoneOffset", "trueIp", "userAgentType",
    ];

    private static readonly string[] OfAccount =
    [
        "trueIp", "realtimeTimezoneOffset", "timeZone", "deviceId", "deviceCountryCode", "deviceState", "deviceCity", "devicePostalCode", "platform",
        "browserUserAgentLanguages", "browserUserAgent", "userAgentPlatform", "userAgentBrowser", "userAgentOperatingSystem", "sdkType",
    ];

    private static readonly string[] OfAssessment =
        [.. OfAccount, "userAgentType", "cookieEnabled", "javaScriptEnabled", "mimeTypesCount", "pluginsCount", "screenResolution", "timeZoneOffset"];

    /// <summary>In the words of purchase protection, where every name begins with a capital.</summary>
    public static void WritePurchase(Utf8JsonWriter json, DeviceSession? session) =>
        Write(json, "DeviceAttributes", session, OfPurchase, name => char.ToUpperInvariant(name[0]) + name[1..]);

    public static void WriteAccount(Utf8JsonWriter json, DeviceSession? session) => Write(json, "deviceAttributes", session, OfAccount, name => name);

    public static void WriteAssessment(Utf8JsonWriter json, DeviceSession? session) => Write(json, "deviceAttributes", session, OfAssessment, name => name);

    private static void Write(Utf8JsonWriter json, string member, DeviceSession? session, string[] names, Func<string, string> spelled)
    {
        if (session is null)
            return;
        json.WriteStartObject(member);
        foreach (var name in names)
            if (session.Attributes.TryGetProperty(name, out var value))
                json.WriteString(spelled(name), value.GetString());
        json.WriteEndObject();
    }
}
