using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Storefront.FraudServer.Rules.Cases;

/// <summary>Equal as JSON: members in any order, numbers within 1e-9.</summary>
internal static class JsonComparison
{
    private static readonly JsonSerializerOptions Printed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static bool AreEqual(JsonElement a, JsonElement b)
    {
        if (a.ValueKind != b.ValueKind)
            return false;
        switch (a.ValueKind)
        {
            case JsonValueKind.Number:
                var (x, y) = (a.GetDouble(), b.GetDouble());
                return Math.Abs(x - y) <= 1e-9 * Math.Max(1, Math.Abs(x));
            case JsonValueKind.String:
                return a.GetString() == b.GetString();
            case JsonValueKind.Array:
                return a.GetArrayLength() == b.GetArrayLength() && a.EnumerateArray().Zip(b.EnumerateArray()).All(p => AreEqual(p.First, p.Second));
            case JsonValueKind.Object:
                return a.EnumerateObject().Count() == b.EnumerateObject().Count()
                    && a.EnumerateObject().All(p => b.TryGetProperty(p.Name, out var other) && AreEqual(p.Value, other));
            default:
                return true;
        }
    }

    public static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node);

    public static string Text(JsonNode? node) => node?.ToJsonString(Printed) ?? "null";
}
