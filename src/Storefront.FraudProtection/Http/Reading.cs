using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Storefront.FraudProtection.Http;

/// <summary>Reads answers tolerantly: names in any case, numbers as text, and what has an unexpected shape counts as absent.</summary>
internal static class Reading
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    /// <summary>The JSON object in a text, or null if it holds none.</summary>
    public static JsonObject? Object(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        try
        {
            return Opened(JsonNode.Parse(text, AnyCase)) as JsonObject;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)   // not JSON, a name twice, half a character
        {
            return null;
        }
    }

    // JsonNode opens objects when they are first looked into, and throws only then if a name occurs twice.
    private static JsonNode? Opened(JsonNode? node)
    {
        if (node is JsonObject members)
            foreach (var (_, value) in members)
                Opened(value);
        else if (node is JsonArray items)
            foreach (var item in items)
                Opened(item);

        return node;
    }

    public static string? Text(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array => null,
        JsonValueKind.String => Readable(node.GetValue<string>),
        _ => node.ToJsonString(),
    };

    /// <summary>A node as JSON text.</summary>
    public static string? Json(JsonNode? node) => node is null ? null : Readable(() => node.ToJsonString());

    // "\ud800" is JSON but half a character; what holds one cannot be read and counts as absent.
    private static string? Readable(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static int? Number(JsonNode? node) =>
        double.TryParse(Text(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < int.MaxValue
            ? (int)Math.Round(number, MidpointRounding.AwayFromZero)
            : null;

    public static bool? Truth(JsonNode? node) => bool.TryParse(Text(node), out var truth) ? truth : null;

    /// <summary>What a word advises, or null if nobody knows. Beginnings count: services have written APPROVED as well as Approve.</summary>
    public static Decision? Decision(string word)
    {
        bool Begins(string beginning) => word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);

        if (Begins("APPROVE")) return FraudProtection.Decision.Approve;
        if (Begins("REJECT")) return FraudProtection.Decision.Reject;
        if (Begins("CHALLENGE")) return FraudProtection.Decision.Challenge;
        if (Begins("REVIEW") || Begins("PENDING")) return FraudProtection.Decision.Review;
        return null;
    }

    /// <summary>A list of texts; a single text counts as a list of one.</summary>
    public static IReadOnlyList<string> List(JsonNode? node) =>
        node is JsonArray items ? [.. items.Select(Text).OfType<string>()] : Text(node) is { } single ? [single] : [];

    /// <summary>The parts of a text that commas separate.</summary>
    public static IReadOnlyList<string> Codes(JsonNode? node) =>
        Text(node)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public static IEnumerable<JsonObject> Objects(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();

    public static Dictionary<string, string> Texts(JsonNode? node) => Members(node, value => Text(value) ?? Json(value) ?? "");

    public static Dictionary<string, TValue> Members<TValue>(JsonNode? node, Func<JsonNode?, TValue> read)
    {
        var members = new Dictionary<string, TValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in node as JsonObject ?? [])
            members[name] = read(value);

        return members;
    }
}
