using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Storefront.FraudServer.Events.Answers;

/// <summary>The error body of account protection and custom assessments (contract, responses 6.3).</summary>
internal static class NamedErrorAnswer
{
    public static byte[] Body(string name, int status, IReadOnlyList<string> messages) =>
        Wire.Value(json => Write(json, name, status, messages[0], messages.Skip(1).ToList()));

    private static void Write(Utf8JsonWriter json, string name, int status, string message, List<string> others)
    {
        json.WriteStartObject();
        json.WriteString("name", name + ".Error");
        json.WriteString("version", "1.0");
        json.WriteString("code", status.ToString(CultureInfo.InvariantCulture));
        json.WriteString("description", ReasonPhrases.GetReasonPhrase(status));
        json.WriteBoolean("isRetryable", status >= 500);
        json.WriteString("message", message);
        if (others.Count == 0)
            json.WriteNull("otherErrors");
        else
        {
            json.WriteStartArray("otherErrors");
            foreach (var other in others)
                Write(json, name, status, other, []);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
