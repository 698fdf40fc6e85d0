using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Storefront.Web.Hosting.Security;

/// <summary>What every answer says to the browser, error pages and files included. An endpoint that needs another policy sets its own.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, IHostEnvironment environment)
{
    public const string ContentPolicy =
        "default-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    private static readonly KeyValuePair<string, StringValues>[] Always =
    [
        new(HeaderNames.ContentSecurityPolicy, ContentPolicy),
        new(HeaderNames.XContentTypeOptions, "nosniff"),
        new("Referrer-Policy", "same-origin"), // links to orders carry keys
        new("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    private static readonly StringValues OneYear = "max-age=31536000";

    private readonly bool overHttps = !environment.IsDevelopment(); // in Development it would lock localhost into https for every program on it

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: an error page begins by clearing what was set before it.
        context.Response.OnStarting(static state => Set(((SecurityHeaders Self, HttpContext Context))state), (this, context));
        return next(context);
    }

    private static Task Set((SecurityHeaders Self, HttpContext Context) state)
    {
        var headers = state.Context.Response.Headers;
        foreach (var (name, value) in Always)
            headers.TryAdd(name, value);
        if (state.Self.overHttps && state.Context.Request.IsHttps)
            headers.StrictTransportSecurity = OneYear;
        return Task.CompletedTask;
    }
}
