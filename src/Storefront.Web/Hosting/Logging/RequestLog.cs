using Microsoft.AspNetCore.StaticAssets;

namespace Storefront.Web.Hosting.Logging;

/// <summary>
/// One line per request. It names the route, never the address: addresses carry order numbers and keys, and neither they nor
/// cookies nor anything typed belong in a log.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider clock, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = clock.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Write(context, clock.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    private void Write(HttpContext context, double milliseconds)
    {
        var level = Level(context);
        if (log.IsEnabled(level))
            Answered(log, level, context.Request.Method, RouteOf(context), context.Response.StatusCode, milliseconds);
    }

    /// <summary>The pattern the address matched, for example <c>orders/{number}</c>.</summary>
    internal static string RouteOf(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint endpoint ? "/" + endpoint.RoutePattern.RawText?.TrimStart('/') : "(no route)";

    private static LogLevel Level(HttpContext context) =>
        context.Response.StatusCode >= 500 ? LogLevel.Warning
        : context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null ? LogLevel.Debug
        : LogLevel.Information;

    [LoggerMessage("{Method} {Route} answered {Status} in {Milliseconds:0.0} ms")]
    private static partial void Answered(ILogger log, LogLevel level, string method, string route, int status, double milliseconds);
}
