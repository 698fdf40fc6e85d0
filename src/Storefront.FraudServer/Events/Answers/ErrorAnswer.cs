using System.Text.Json;

namespace Storefront.FraudServer.Events.Answers;

/// <summary>The error body of the purchase family: the first problem, and the others beside it.</summary>
internal static class ErrorAnswer
{
    public const string Internal = "Internal Server Error";
    public const string Unavailable = "Service Unavailable";

    public static byte[] Body(int status, IReadOnlyList<string> messages) =>
        Wire.Value(json => Write(json, status, messages[0], messages.Skip(1).ToList()));

    private static void Write(Utf8JsonWriter json, int status, string message, List<string> others)
    {
        json.WriteStartObject();
        json.WriteString("ErrorType", status >= 500 ? "ServerError" : "ClientError");
        json.WriteString("Message", message);
        json.WriteBoolean("Retryable", status is >= 500 or StatusCodes.Status429TooManyRequests);
        if (others.Count == 0)
            json.WriteNull("OtherErrors");
        else
        {
            json.WriteStartArray("OtherErrors");
            foreach (var other in others)
                Write(json, status, other, []);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
