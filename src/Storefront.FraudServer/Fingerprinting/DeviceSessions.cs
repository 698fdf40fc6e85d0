using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Retention;
using Storefront.FraudServer.Rules.Outside;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Fingerprinting;

/// <summary>Sessions of the fingerprinting script, found by the ID that events name until retention takes them away.</summary>
internal sealed class DeviceSessions(FraudServerSettings settings, Surroundings surroundings, Database database, Writer writer, OperatorTables tables)
{
    private const int Remembered = 5; // sessions of the same browser that an assessment sees
    private const int MostCounted = 1000;
    private const string DeviceId = "deviceId";

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
        """
        INSERT INTO device_session (session_id, at, attributes, device_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT (session_id) DO UPDATE SET at = excluded.at, attributes = excluded.attributes, device_id = excluded.device_id
        """,
        new Key(collected.SessionId), surroundings.Time.GetUtcNow().ToUnixTimeMilliseconds(), collected.Attributes.ToJsonString(), (string?)collected.Attributes[DeviceId]));

    public DeviceSession? Find(string sessionId)
    {
        if (!IsEnabled || sessionId.Length == 0)
            return null;
        var oldest = RetentionClass.Before(surroundings.Time.GetUtcNow(), settings.Retention.FingerprintDays);
        return database.Read(
            "SELECT at, attributes FROM device_session WHERE session_id = $1 AND at >= $2", row => (At: row.GetInt64(0), Attributes: row.GetString(1)),
            new Key(sessionId), oldest) is [var (at, attributes), ..] ? WithHistory(JsonNode.Parse(attributes)!.AsObject(), at, oldest) : null;
    }

    /// <summary>The session an event names, if the merchant says that it is one of ours.</summary>
    public DeviceSession? Of(JsonObject body) => DeviceSession.IdIn(body) is { } id ? Find(id) : null;

    // What came before from the same browser, as far as it says truly that it is the same.
    private DeviceSession WithHistory(JsonObject attributes, long at, long oldest)
    {
        var speed = tables.Geo is { HasCoordinates: true } ? 0.0 : (double?)null;
        if ((string?)attributes[DeviceId] is { } device)
        {
            var last = database.Read(
                "SELECT at, attributes FROM device_session WHERE device_id = $1 AND at <= $2 AND at >= $3 ORDER BY at DESC LIMIT $4",
                row => (At: DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), Ip: Ip(row.GetString(1))), device, at, oldest, Remembered);
            var count = last.Count < Remembered ? last.Count : database.Read(
                "SELECT at FROM device_session WHERE device_id = $1 AND at <= $2 AND at >= $3 ORDER BY at DESC LIMIT $4", row => row.GetInt64(0), device, at, oldest, MostCounted).Count;
            attributes["cookieDeviceId"] = device;
            attributes["sessionCount"] = count.ToString(CultureInfo.InvariantCulture);
            attributes["ipAddressHistory"] = new JsonArray([.. last.Select(visit => new JsonObject { ["ipAddress"] = visit.Ip, ["timestamp"] = visit.At.UtcDateTime })]);
            if (tables.Geo is { HasCoordinates: true } geo)
                speed = TravelSpeed.Most(last.Reverse().Select(visit => (visit.At, visit.Ip is null ? null : geo.Find(visit.Ip))));
        }
        return new DeviceSession(JsonSerializer.SerializeToElement(attributes), Common, speed);
    }

    private static string? Ip(string attributes) => (string?)JsonNode.Parse(attributes)!["trueIp"];
}
