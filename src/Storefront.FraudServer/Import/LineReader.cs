using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Objects;

namespace Storefront.FraudServer.Import;

/// <summary>An event of earlier times, read and found good.</summary>
internal sealed record PastEvent(EventKind Kind, MerchantEnvironment Environment, DateTimeOffset At, string CorrelationId, byte[] Request, JsonObject Body);

/// <summary>
/// Reads a line: <c>{"type":…,"time":…,"event":{…}}</c>, or what the page Search exports. What the event itself must hold is what its
/// endpoint asks for.
/// </summary>
internal sealed class LineReader(MerchantEnvironments environments, CustomAssessments assessments, string? environmentId)
{
    private static readonly string[] Times = ["merchantLocalDate", "statusDate", "bankEventTimestamp", "eventTimeStamp", "customerLocalDate"];
    private readonly Dictionary<string, EventKind> _kinds = EventKind.All.Concat(assessments.Published)
        .GroupBy(kind => kind.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(kinds => kinds.Key, kinds => kinds.First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Null with the reason in <paramref name="problem"/>; null without one for a line that tells of something that was refused then.</summary>
    public PastEvent? Read(ReadOnlyMemory<byte> line, out string? problem)
    {
        problem = null;
        if (line.Length > EventLines.Longest)
            return Refuse("is longer than an event may be", out problem);
        using var document = Body.Parse(line);
        if (document is null)
            return Refuse("is no JSON object in UTF-8", out problem);
        var root = document.RootElement;
        var isExport = Member(root, "request").ValueKind == JsonValueKind.Object;
        if (isExport && Member(root, "status") is { ValueKind: JsonValueKind.Number } status && status.GetDouble() != StatusCodes.Status200OK)
            return null;
        var (type, sent) = isExport ? (Text(root, "event"), Member(root, "request")) : (Text(root, "type"), Member(root, "event"));
        if (type is null || sent.ValueKind != JsonValueKind.Object)
            return Refuse("""is not {"type":…,"time":…,"event":{…}}""", out problem);
        if (!_kinds.TryGetValue(type, out var kind))
            return Refuse($"has the type '{type}', which is no event", out problem);
        var named = Text(root, "environmentId") ?? environmentId;
        if ((named is null ? environments.All.FirstOrDefault() : environments.Find(named)) is not { } environment)
            return Refuse($"belongs to the environment '{named}', which is not there", out problem);
        var bytes = Encoding.UTF8.GetBytes(sent.GetRawText());
        if (bytes.Length > Body.Largest)
            return Refuse("holds a larger event than the service takes", out problem);

        var validation = new Validation();
        var body = validation.Read(sent.Clone(), kind.Shape);
        if (validation.Problems.Count > 0)
            return Refuse($"is refused: {validation.Problems[0]}", out problem);
        if ((Text(root, isExport ? "receivedAt" : "time") ?? OwnTime(body)) is not { } text || !Dates.TryRead(text, out var at))
            return Refuse("says no time", out problem);
        return new(kind, environment, at.ToUniversalTime(), Text(root, "correlationId") ?? "", bytes, body);
    }

    private static string? OwnTime(JsonObject body) => ObjectKind.Text(body, "_metadata", "merchantTimeStamp") ?? ObjectKind.Text(body, "metadata", "merchantTimeStamp")
        ?? Times.Select(name => ObjectKind.Text(body, name) ?? ObjectKind.Text(body, "statusDetails", name) ?? ObjectKind.Text(body, "label", name)).FirstOrDefault(text => text is not null);

    private static PastEvent? Refuse(string why, out string? problem)
    {
        problem = why;
        return null;
    }

    private static JsonElement Member(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement root, string name) => Member(root, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
