using System.Net;

namespace Storefront.FraudServer.Received;

/// <summary>Who may see what is shown without a sign-in: a person at this machine. For all others the address does not exist.</summary>
internal static class Audience
{
    public static RequestDelegate Only(RequestDelegate inside) => http =>
    {
        if (IsAtThisMachine(http))
            return inside(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    };

    // The name is looked at as well: a foreign page can have its own name lead to this machine.
    public static bool IsAtThisMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && (http.Request.Host.Host == "localhost" || (IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)));
}
