using Microsoft.AspNetCore.Diagnostics;

namespace Storefront.Bank.Hosting;

/// <summary>One line for each request, with the route's pattern: addresses hold session names, and bodies hold cards.</summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint; // a failure clears it
            var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "no address of the bank";
            Answered(log, context.Request.Method, route, context.Response.StatusCode, time.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Method} {Route} answered {Status} in {Milliseconds:0.0} ms")]
    private static partial void Answered(ILogger log, string method, string route, int status, double milliseconds);
}
