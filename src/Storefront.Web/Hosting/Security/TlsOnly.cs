using Microsoft.Extensions.Options;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Hosting.Security;

/// <summary>Behind a proxy that says how visitors came, whoever came without TLS is sent to the same address with it.</summary>
internal static class TlsOnly
{
    public static void UseTlsOnly(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
            return;
        var hosting = app.Services.GetRequiredService<IOptions<HostingOptions>>(); // read once settings are checked
        var behindProxy = new Lazy<bool>(() => hosting.Value.KnownNetworks.Any());
        app.Use((http, next) =>
        {
            if (!behindProxy.Value || http.Request.IsHttps || http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) || !http.Request.Headers.ContainsKey("X-Original-Proto"))
                return next(http);
            http.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            http.Response.Headers.Location = $"https://{http.Request.Host}{http.Request.Path}{http.Request.QueryString}";
            return Task.CompletedTask;
        });
    }
}
