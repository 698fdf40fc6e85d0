using System.Globalization;
using Storefront.FraudServer.Events;

namespace Storefront.FraudServer.Tokens;

/// <summary>Bodies of the token endpoint, in the order Entra writes them.</summary>
internal static class TokenAnswers
{
    public static byte[] Token(string token, AccessTokens.Times times, string? resource) => Wire.Object(json =>
    {
        json.WriteString("token_type", "Bearer");
        json.WriteNumber("expires_in", times.Seconds);
        json.WriteNumber("ext_expires_in", times.Seconds);
        if (resource is not null) // v1: epoch seconds, as strings
        {
            json.WriteString("expires_on", times.End.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            json.WriteString("not_before", times.Start.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            json.WriteString("resource", resource);
        }

        json.WriteString("access_token", token);
    });

    public static byte[] Problem(TokenProblem problem, DateTimeOffset now, string correlationId, string authority) => Wire.Object(json =>
    {
        json.WriteString("error", problem.Error);
        json.WriteString("error_description", $"AADSTS{problem.Code}: {problem.Text}");
        json.WriteStartArray("error_codes");
        json.WriteNumberValue(problem.Code);
        json.WriteEndArray();
        json.WriteString("timestamp", now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteString("trace_id", Guid.NewGuid());
        json.WriteString("correlation_id", correlationId);
        json.WriteString("error_uri", $"{authority}/error?code={problem.Code}");
    });
}
