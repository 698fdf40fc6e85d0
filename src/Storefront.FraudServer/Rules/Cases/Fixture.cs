using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Rules.Calls;
using Storefront.FraudServer.Rules.Outside;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Cases;

/// <summary>The world a case starts in: clock, lists, models, devices, calls, functions. Made anew for every case.</summary>
internal sealed class Fixture
{
    private readonly JsonElement json;

    private Fixture(JsonElement json) => this.json = json;

    public static Fixture Empty { get; } = Read("{}");

    public static Fixture Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var fixture = new Fixture(document.RootElement.Clone());
        fixture.Resources(AssessmentKind.Assessment); // a fixture that cannot be built is found here, not in the middle of a case
        return fixture;
    }

    public DateTimeOffset Now => Text(json, "now") is { Length: > 0 } text
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : DateTimeOffset.UnixEpoch;

    public string CorrelationId => Text(json, "correlationId");

    public ScoreSample? Scores
    {
        get
        {
            if (Part("models") is not { } models)
                return null;
            var sessions = Members(models, "bot").ToDictionary(m => m.Name, m => Score(m.Value), StringComparer.Ordinal);
            var risk = models.TryGetProperty("risk", out var r) ? Score(r) : null;
            return new ScoreSample
            {
                RiskScore = risk?.Score,
                RiskReason = risk?.Reason ?? "",
                BotScore = models.TryGetProperty("botScore", out var bot) ? bot.GetInt32() : null,
                Sessions = sessions,
            };
        }
    }

    public RuleResources Resources(AssessmentKind kind)
    {
        var resources = new RuleResources
        {
            Kind = kind,
            Lists = FixtureLists.Read(Members(json, "lists"), Members(json, "supportLists")),
            Geo = Part("geo") is { } geo ? new GeoTable(geo.EnumerateArray().Select(Place).ToList()) : null,
            Bin = Part("bin") is { } bin ? new BinTable(bin.EnumerateArray().ToDictionary(b => Text(b, "bin"), BinRow, StringComparer.Ordinal)) : null,
            Devices = Part("devices") is { } devices ? id => Device(devices, id) : null,
            ExternalCalls = [.. Members(json, "external").Select(m => FixtureCalls.Definition(m.Name, m.Value))],
            ExternalCaller = new FixtureCalls(Members(json, "external")),
            Assessments = Members(json, "assessments").ToDictionary(m => m.Name, m => FixtureCalls.Assessment(m.Value), StringComparer.OrdinalIgnoreCase),
            Functions = [.. Members(json, "functions").Select(Function)],
            Random = new Random(4711),
        };
        return resources with
        {
            Queues = Part("queues") is { } queues ? [.. queues.EnumerateArray().Select(q => q.GetString()!)] : resources.Queues,
            EventTypes = Part("eventTypes") is { } types ? [.. types.EnumerateArray().Select(t => t.GetString()!)] : resources.EventTypes,
        };
    }

    private JsonElement? Part(string name) => json.TryGetProperty(name, out var part) ? part : null;

    private static IReadOnlyList<JsonProperty> Members(JsonElement of, string name) =>
        of.TryGetProperty(name, out var part) ? [.. part.EnumerateObject()] : [];

    public static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    private static ModelScore Score(JsonElement score) => new(score.GetProperty("score").GetInt32(), Text(score, "reason"));

    private static (string Range, GeoPlace Place) Place(JsonElement row) => (Text(row, "range"), new GeoPlace(
        Text(row, "countryCode"), Text(row, "countryRegion"), Text(row, "regionCode"), Text(row, "region"), Text(row, "city"),
        Text(row, "marketCode"), Text(row, "postalCode"), Text(row, "isp")));

    private static BinRecord BinRow(JsonElement row) => new(
        Text(row, "cardNetwork"), Text(row, "cardType"), Text(row, "issuer"), Text(row, "countryCode"), Text(row, "cardCategory"), "");

    private static DeviceSession? Device(JsonElement devices, string id) => devices.TryGetProperty(id, out var session)
        ? new DeviceSession(session.GetProperty("full"), [.. session.GetProperty("common").EnumerateArray().Select(n => n.GetString()!)],
            session.TryGetProperty("speed", out var speed) ? speed.GetDouble() : 0)
        : null;

    /// <summary>The session an event names.</summary>
    public DeviceSession? DeviceOf(JsonElement payload) =>
        Part("devices") is { } devices && JsonObject.Create(payload) is { } body && DeviceSession.IdIn(body) is { } id ? Device(devices, id) : null;

    private static UserFunctionDefinition Function(JsonProperty function) => new(function.Name,
        [.. function.Value.GetProperty("parameters").EnumerateArray().Select(p => new UserFunctionParameter(Text(p, "name"), Text(p, "type"), p.GetProperty("default")))],
        [.. Members(function.Value, "outputs").Select(o => new UserFunctionOutput(o.Name, Text(o.Value, "type"), o.Value.GetProperty("default"), new SourceSection(Text(o.Value, "fql"))))]);
}
