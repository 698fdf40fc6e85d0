using System.Globalization;
using System.Net.Http.Headers;
using Storefront.FraudServer.Tokens;

namespace Storefront.FraudServer.Events;

/// <summary>What every event passes before it is read: token, rate, kind and size of the body, in this order.</summary>
internal static class Gate
{
    private static readonly byte[] Unauthorized =
        """{ "statusCode": 401, "message": "Unauthorized. Access token is missing or invalid." }"""u8.ToArray();

    public static async Task EnterAsync(HttpContext http, Func<Credential, byte[], Task> inside)
    {
        var (caller, fault) = await http.RequestServices.GetRequiredService<AccessTokenCheck>().CheckAsync(http.Request.Headers.Authorization);
        if (caller is null)
            await RefuseAsync(http, fault!);
        else if (http.RequestServices.GetRequiredService<RateLimit>().Wait(caller) is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await Wire.ErrorAsync(http, StatusCodes.Status429TooManyRequests, "Too many requests");
        }
        else if (!IsJson(http.Request.ContentType))
            await Wire.ErrorAsync(http, StatusCodes.Status415UnsupportedMediaType, "Content-Type must be application/json in UTF-8");
        else if (await Body.ReadAsync(http) is { } body)
            await inside(caller, body);
        else
            await Wire.ErrorAsync(http, StatusCodes.Status413PayloadTooLarge, $"Request body is larger than {Body.Largest} bytes");
    }

    private static Task RefuseAsync(HttpContext http, TokenFault fault)
    {
        var headers = http.Response.Headers;
        headers["ErrorSource"] = "validate-jwt";
        headers["ErrorMessage"] = fault.Message;
        headers["ErrorScope"] = "global";
        headers["ErrorSection"] = "inbound";
        headers["ErrorStatusCode"] = "401";
        headers["ErrorReason"] = fault.Reason;
        headers.WWWAuthenticate = "Bearer";
        return Wire.AnswerAsync(http, StatusCodes.Status401Unauthorized, Unauthorized, Wire.Json);
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && "application/json".Equals(type.MediaType, StringComparison.OrdinalIgnoreCase)
        && (type.CharSet is null || "utf-8".Equals(type.CharSet.Trim('"'), StringComparison.OrdinalIgnoreCase));
}
