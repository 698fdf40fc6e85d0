using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Storefront.FraudServer.Rules.Evaluation;

/// <summary>Values as text and as JSON: one place, so that every way out prints the same.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };
    private const int DeepestContainer = 64;
    private const int LongestJson = 2 * EvaluationBudget.LongestText;

    public static string Of(in Value value) => value.Kind switch
    {
        ValueKind.Missing or ValueKind.Null => "",
        ValueKind.Bool => Of(value.Bool),
        ValueKind.Int => value.Int.ToString(CultureInfo.InvariantCulture),
        ValueKind.Double => Of(value.Double),
        ValueKind.String => value.Text,
        ValueKind.DateTime => Of(value.DateTime),
        ValueKind.TimeSpan => Of(value.TimeSpan),
        ValueKind.Call => Of(value.Call.Response),
        _ => Json(value),
    };

    public static string Of(bool value) => value ? "true" : "false";
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);
    public static string Of(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);

    public static string Of(DateTime value) => value.Ticks % TimeSpan.TicksPerSecond == 0
        ? value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Compact JSON.</summary>
    public static string Json(in Value value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
            Write(writer, value, 0);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static JsonNode? Node(in Value value) => value.IsAbsent ? null : JsonNode.Parse(Json(value), null, Deep);

    private static void Write(Utf8JsonWriter writer, in Value value, int depth)
    {
        switch (value.Kind)
        {
            case ValueKind.Bool:
                writer.WriteBooleanValue(value.Bool);
                break;
            case ValueKind.Int:
                writer.WriteNumberValue(value.Int);
                break;
            case ValueKind.Double when double.IsFinite(value.Double):
                writer.WriteNumberValue(value.Double);
                break;
            case ValueKind.String or ValueKind.DateTime or ValueKind.TimeSpan:
                writer.WriteStringValue(Of(value));
                break;
            case ValueKind.Json:
                value.Json.WriteTo(writer);
                break;
            case ValueKind.Call:
                Write(writer, value.Call.Response, depth);
                break;
            case ValueKind.Array when depth < DeepestContainer && IsRoomLeft(writer):
                writer.WriteStartArray();
                foreach (var item in value.Items)
                    Write(writer, item, depth + 1);
                writer.WriteEndArray();
                break;
            case ValueKind.Object when depth < DeepestContainer && IsRoomLeft(writer):
                writer.WriteStartObject();
                foreach (var (name, member) in value.Members.Members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member, depth + 1);
                }
                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    // A container may hold another many times over; what is printed stays bounded all the same.
    private static bool IsRoomLeft(Utf8JsonWriter writer) => writer.BytesCommitted + writer.BytesPending < LongestJson;
}
