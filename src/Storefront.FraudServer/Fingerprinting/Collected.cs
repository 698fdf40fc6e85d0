using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Rules.Outside;

namespace Storefront.FraudServer.Fingerprinting;

/// <summary>What the script of one session told, held to what it may tell, with what the connection itself shows.</summary>
internal sealed record Collected(string SessionId, JsonObject Attributes)
{
    private const int LongestValue = 512;

    private static readonly string[] Told =
    [
        "browserUserAgentLanguages", "platform", "screenResolution", "screenColorDepth", "timeZone", "realtimeTimezoneOffset", "timeZoneOffset",
        "cookieEnabled", "mimeTypesCount", "pluginsCount", "touchPoints", "automation", "timeOnPage",
    ];

    /// <summary>Null when it is nothing the script sends.</summary>
    public static Collected? Read(JsonElement body, string userAgent, IPAddress? address, GeoTable? geo)
    {
        if (Text(body, "sessionId") is not { } session || !IsSessionId(session)
            || !body.TryGetProperty("attributes", out var told) || told.ValueKind != JsonValueKind.Object)
            return null;

        var read = new JsonObject();
        foreach (var name in Told)
            if (Text(told, name) is { Length: > 0 and <= LongestValue } value)
                read[name] = value;
        if (Guid.TryParse(Text(told, "deviceId"), out var device))
            read["deviceId"] = device.ToString();
        AddConnection(read, userAgent, address, geo);
        return new(session, read);
    }

    /// <summary>Letters, digits, _ and -, at most 128; fewer than 22 cannot hold 16 random bytes.</summary>
    public static bool IsSessionId(string text) => text.Length is >= 22 and <= 128 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static void AddConnection(JsonObject read, string userAgent, IPAddress? address, GeoTable? geo)
    {
        var agent = UserAgent.Of(userAgent);
        Add("browserUserAgent", userAgent.Length > LongestValue ? userAgent[..LongestValue] : userAgent);
        Add("userAgentBrowser", agent.Browser);
        Add("userAgentOperatingSystem", agent.OperatingSystem);
        Add("userAgentPlatform", agent.IsMobile ? "mobile" : "desktop");
        Add("userAgentType", agent.IsMobile ? "browser_mobile" : "browser_computer");
        Add("platformMismatch", agent.FitsTo((string?)read["platform"] ?? "") ? "no" : "yes");
        Add("javaScriptEnabled", "yes");
        Add("sdkType", "web");
        Add("trueIp", address?.ToString() ?? "");
        if (address is null || geo?.Find(address.ToString()) is not { } place)
            return;
        Add("deviceCountryCode", place.CountryCode.ToLowerInvariant());
        Add("deviceState", place.Region.ToLowerInvariant());
        Add("deviceCity", place.City.ToLowerInvariant());
        Add("devicePostalCode", place.PostalCode);

        void Add(string name, string value)
        {
            if (value.Length > 0)
                read[name] = value;
        }
    }

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
