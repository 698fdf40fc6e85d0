using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Storefront.FraudServer.Events.Answers;

namespace Storefront.FraudServer.Events;

/// <summary>How answers are written: compact, only the characters escaped that JSON demands, members in the order given.</summary>
internal static class Wire
{
    public const string Json = "application/json";
    public const string JsonUtf8 = "application/json; charset=utf-8";
    public const string CorrelationHeader = "x-ms-correlation-id";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Object(Action<Utf8JsonWriter> members) => Value(json =>
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    });

    public static byte[] Value(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Compact))
            write(json);
        return buffer.WrittenSpan.ToArray();
    }

    public static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    public static Task AnswerAsync(HttpContext http, int status, byte[] body, string contentType)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, 0, body.Length, http.RequestAborted);
    }

    /// <summary>An error in the words of the purchase family, which also says what no family does: too many, too large, not found.</summary>
    public static Task ErrorAsync(HttpContext http, int status, params string[] messages) =>
        AnswerAsync(http, status, ErrorAnswer.Body(status, messages), Json);
}
