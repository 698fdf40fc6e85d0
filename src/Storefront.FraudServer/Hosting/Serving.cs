namespace Storefront.FraudServer.Hosting;

/// <summary>What a request is counted as: the event it brings, or that it asks for a token.</summary>
internal sealed record ApiName(string Value);

/// <summary>Measures from the first byte of a request until its answer leaves, refusals included that never came as far as an event.</summary>
internal static class Serving
{
    public static Task UseAsync(HttpContext http, RequestDelegate next)
    {
        var time = http.RequestServices.GetRequiredService<TimeProvider>();
        http.Response.OnStarting(Leave, (http, time, time.GetTimestamp())); // whoever has an answer finds it counted
        return next(http);
    }

    private static Task Leave(object state)
    {
        var (http, time, began) = ((HttpContext, TimeProvider, long))state;
        if (http.Features.Get<ApiName>() is { } api)
            http.RequestServices.GetRequiredService<Telemetry>().Served(api.Value, http.Response.StatusCode, time.GetElapsedTime(began));
        return Task.CompletedTask;
    }
}
