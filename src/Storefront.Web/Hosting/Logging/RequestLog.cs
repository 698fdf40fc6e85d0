using System.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;

namespace Storefront.Web.Hosting.Logging;

/// <summary>
/// One line per request. It names the route, never the address: addresses carry order numbers and keys, and neither they nor
/// cookies nor anything typed belong in a log.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider clock, ILogger<RequestLog> log)
{
    private static readonly object Asked = new();

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
        Trace(context);
        var level = Level(context);
        if (log.IsEnabled(level))
            Answered(log, level, context.Request.Method, RouteOf(context), context.Response.StatusCode, milliseconds);
    }

    /// <summary>The platform gives the span of a request no route and no status; it is to know no more than the log does.</summary>
    private static void Trace(HttpContext context)
    {
        if (Activity.Current is not { } span || !span.Source.HasListeners())
            return;
        span.DisplayName = $"{context.Request.Method} {RouteOf(context)}";
        span.SetTag("http.request.method", context.Request.Method);
        span.SetTag("http.route", RouteOf(context));
        span.SetTag("http.response.status_code", context.Response.StatusCode);
    }

    /// <summary>After routing: an error page shown later has a route of its own, which is not what was asked for.</summary>
    public static Task RememberRouteAsync(HttpContext context, RequestDelegate next)
    {
        context.Items.TryAdd(Asked, context.GetEndpoint());
        return next(context);
    }

    /// <summary>The pattern the address matched, for example <c>/orders/{number}</c>.</summary>
    internal static string RouteOf(HttpContext context) =>
        EndpointOf(context) is RouteEndpoint endpoint ? "/" + endpoint.RoutePattern.RawText?.TrimStart('/') : "(no route)";

    private static Endpoint? EndpointOf(HttpContext context) => context.Items.TryGetValue(Asked, out var endpoint) ? endpoint as Endpoint : context.GetEndpoint();

    private static LogLevel Level(HttpContext context) =>
        context.Response.StatusCode >= 500 ? LogLevel.Warning
        : IsOfNoInterest(context) ? LogLevel.Debug
        : LogLevel.Information;

    private static bool IsOfNoInterest(HttpContext context) =>
        EndpointOf(context)?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage("{Method} {Route} answered {Status} in {Milliseconds:0.0} ms")]
    private static partial void Answered(ILogger log, LogLevel level, string method, string route, int status, double milliseconds);
}
