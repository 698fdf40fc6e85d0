using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Retention;
using Storefront.FraudServer.Rules.Outside;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Fingerprinting;

/// <summary>Sessions of the fingerprinting script, found by the ID that events name until retention takes them away.</summary>
internal sealed class DeviceSessions(FraudServerSettings settings, Surroundings surroundings, Database database, Writer writer)
{
    private static readonly string[] Common =
    [
        "trueIp", "deviceId", "deviceCountryCode", "deviceState", "deviceCity", "devicePostalCode", "platform", "browserUserAgent", "browserUserAgentLanguages",
        "userAgentPlatform", "userAgentBrowser", "userAgentOperatingSystem", "userAgentType", "screenResolution", "timeZoneOffset", "cookieEnabled", "sdkType",
    ];

    private readonly List<IPNetwork> _proxies = [.. settings.Fingerprinting.KnownNetworks];

    public bool IsEnabled => settings.Fingerprinting.Enabled;

    /// <summary>Whether whoever forwards from there says truly for whom.</summary>
    public bool Believes(IPAddress proxy) => IPAddress.IsLoopback(proxy) || _proxies.Any(network => network.Contains(proxy));

    public Task KeepAsync(Collected collected) => writer.RunAsync(session => session.Execute(
        "INSERT INTO device_session (session_id, at, attributes) VALUES ($1, $2, $3) ON CONFLICT (session_id) DO UPDATE SET at = excluded.at, attributes = excluded.attributes",
        new Key(collected.SessionId), surroundings.Time.GetUtcNow().ToUnixTimeMilliseconds(), collected.Attributes.ToJsonString()));

    public DeviceSession? Find(string sessionId)
    {
        if (!IsEnabled || sessionId.Length == 0)
            return null;
        return database.Read(
            "SELECT attributes FROM device_session WHERE session_id = $1 AND at >= $2", row => row.GetString(0),
            new Key(sessionId), RetentionClass.Before(surroundings.Time.GetUtcNow(), settings.Retention.FingerprintDays)) is [var attributes, ..]
            ? new DeviceSession(JsonElement.Parse(attributes), Common, SpeedOfTravel: 0)
            : null;
    }

    /// <summary>The session an event names, if the merchant says that it is one of ours.</summary>
    public DeviceSession? Of(JsonObject body)
    {
        var device = body["deviceContext"] as JsonObject ?? body["device"] as JsonObject;
        if (ObjectKind.Text(device, "provider") is { } provider && !provider.Equals("DFPFingerPrinting", StringComparison.OrdinalIgnoreCase))
            return null;
        var id = ObjectKind.Text(body, "deviceFingerprinting", "id") ?? ObjectKind.Text(device, "deviceContextId") ?? ObjectKind.Text(body, "deviceContextId");
        return id is null ? null : Find(id);
    }
}
