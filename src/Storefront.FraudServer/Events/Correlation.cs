namespace Storefront.FraudServer.Events;

/// <summary>The ID of a call: the caller's, whatever it looks like, or one of ours.</summary>
internal static class Correlation
{
    private const int Longest = 256;

    public static Task UseAsync(HttpContext http, RequestDelegate next)
    {
        var given = http.Request.Headers[Wire.CorrelationHeader].ToString();
        http.Items[typeof(Correlation)] = CanBeSent(given) ? given : Guid.NewGuid().ToString();
        http.Response.Headers[Wire.CorrelationHeader] = Of(http);
        return next(http);
    }

    public static string Of(HttpContext http) => (string)http.Items[typeof(Correlation)]!;

    private static bool CanBeSent(string value) => value.Length is > 0 and <= Longest && value.All(c => c is >= ' ' and <= '~');
}
