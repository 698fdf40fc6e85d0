using System.Net;

namespace Storefront.Bank.Hosting;

/// <summary>
/// For addresses that show what the bank holds: in Development, to callers on this machine, by a name of this machine.
/// The name counts because a page elsewhere can point its own name here and let a local browser ask.
/// </summary>
internal sealed class LocalOnly(IHostEnvironment environment) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        environment.IsDevelopment() && IsLocal(context.HttpContext) ? await next(context) : Results.NotFound();

    private static bool IsLocal(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return context.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
            && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var named) && IPAddress.IsLoopback(named)));
    }
}
