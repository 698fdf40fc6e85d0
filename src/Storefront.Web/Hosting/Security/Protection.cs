using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Hosting.Security;

/// <summary>Keys, cookies, form tokens, limits and proxies, in one place.</summary>
internal static class Protection
{
    public static void AddProtection(this WebApplicationBuilder builder)
    {
        builder.AddKeyRing();
        builder.AddCookiePolicy();
        builder.Services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = ShopCookies.Antiforgery;
            antiforgery.Cookie.SameSite = SameSiteMode.Lax;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // the cookie policy makes it Always outside Development
            antiforgery.SuppressXFrameOptionsHeader = true; // frame-ancestors says it
        });
        builder.Services.Configure<FormOptions>(form =>
        {
            form.ValueCountLimit = 512;
            form.KeyLengthLimit = 128;
            form.ValueLengthLimit = 16 * 1024;
        });

        // After everything else: ASPNETCORE_FORWARDEDHEADERS_ENABLED would believe anybody.
        builder.Services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<HostingOptions>>((forwarded, hosting) =>
        {
            var proxies = hosting.Value.KnownNetworks.ToList();
            forwarded.ForwardedHeaders = proxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = null; // every hop must be known
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in proxies)
                forwarded.KnownIPNetworks.Add(proxy);
        });
    }
}
