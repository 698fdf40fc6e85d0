using System.Text.Json;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Received;

/// <summary>What was received, as a list for programs: oldest first, whole.</summary>
internal static class ReceivedFeed
{
    public static byte[] Json(IReadOnlyList<ReceivedRow> rows) => Wire.Value(json =>
    {
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            WriteMembers(json, row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>What was received and answered, into an object that may hold more.</summary>
    public static void WriteMembers(Utf8JsonWriter json, ReceivedRow row)
    {
        json.WriteNumber("sequence", row.Sequence);
        json.WriteString("receivedAt", row.At);
        json.WriteString("event", row.Event);
        json.WriteString("path", row.Path);
        json.WriteString("correlationId", row.CorrelationId);
        json.WriteString("environmentId", row.EnvironmentId);
        json.WriteNumber("status", row.Status);
        json.WritePropertyName("request");
        WriteBody(json, row.Request);
        json.WritePropertyName("response");
        WriteBody(json, row.Response);
    }

    /// <summary>A body; one that was refused for not being JSON is shown as the text it was.</summary>
    public static void WriteBody(Utf8JsonWriter json, byte[] body)
    {
        using var document = Body.Parse(body);
        if (document is null)
            json.WriteStringValue(System.Text.Encoding.UTF8.GetString(body));
        else
            document.RootElement.WriteTo(json);
    }
}
