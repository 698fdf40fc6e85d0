using System.Net;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Resources;

namespace Storefront.FraudServer.Fingerprinting;

/// <summary>The script and what it calls (contract, events 9). All of it is 404 until it is enabled.</summary>
internal static class ScriptPages
{
    private const int LargestBody = 16 * 1024;
    private static readonly byte[] Script = Read();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mdt.js", (RequestDelegate)ScriptAsync);
        routes.MapPost("/mdt/collect", (RequestDelegate)CollectAsync);
        routes.MapGet("/health/ping", (RequestDelegate)(http =>
        {
            http.Response.StatusCode = Sessions(http).IsEnabled ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
    }

    private static DeviceSessions Sessions(HttpContext http) => http.RequestServices.GetRequiredService<DeviceSessions>();

    private static Task ScriptAsync(HttpContext http)
    {
        var query = http.Request.Query; // its names are compared without case
        if (!Sessions(http).IsEnabled)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (!Collected.IsSessionId(query["session_id"].ToString()) || (query["instanceId"].ToString() + query["customerId"]).Length == 0)
            return Wire.ErrorAsync(http, StatusCodes.Status400BadRequest, "session_id (22 to 128 of A-Z a-z 0-9 _ -) and instanceId are required");
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin"; // the merchant's pages are on another host
        return Wire.AnswerAsync(http, StatusCodes.Status200OK, Script, "text/javascript; charset=utf-8");
    }

    private static async Task CollectAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        if (!Sessions(http).IsEnabled)
            return;
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        if (http.Request.ContentLength is null or > LargestBody || await Body.ReadAsync(http) is not { } bytes)
            return;
        using var body = Body.Parse(bytes);
        var geo = http.RequestServices.GetRequiredService<OperatorTables>().Geo;
        if (body is null || Collected.Read(body.RootElement, http.Request.Headers.UserAgent.ToString(), Address(http), geo) is not { } collected)
            return;
        await Sessions(http).KeepAsync(collected);
        http.Response.Headers.AccessControlAllowOrigin = "*"; // nothing is answered that anybody could read
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    // A known shop that forwards for its visitors says who they are; anybody else is who the socket says.
    private static IPAddress? Address(HttpContext http)
    {
        var socket = http.Connection.RemoteIpAddress;
        if (socket is { IsIPv4MappedToIPv6: true })
            socket = socket.MapToIPv4();
        return socket is not null && Sessions(http).Believes(socket) && IPAddress.TryParse(http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim(), out var visitor)
            ? visitor
            : socket;
    }

    private static byte[] Read()
    {
        using var stream = typeof(ScriptPages).Assembly.GetManifestResourceStream("Storefront.FraudServer.Fingerprinting.mdt.js")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
