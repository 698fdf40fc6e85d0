using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;

namespace Storefront.Web.Hosting;

/// <summary>Where the shop listens, and how much it listens to.</summary>
internal static class Listeners
{
    private const string Default = "http://localhost:5080";

    public static void AddListeners(this WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureHttpsDefaults(https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
            kestrel.Limits.MaxRequestBodySize = 256 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        });

    /// <summary>The default address is set here and nowhere else: every other place for it would beat ASPNETCORE_URLS without a word.</summary>
    public static void UseDefaultAddress(this WebApplication app)
    {
        string[] keys = ["urls", "http_ports", "https_ports"];
        if (Array.TrueForAll(keys, key => string.IsNullOrWhiteSpace(app.Configuration[key])))
            app.Urls.Add(Default);
    }

    public static async Task ListenAsync(this WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new StartRefusedException($"{e.Message.TrimEnd('.')}. Move the shop with the setting urls. Example: ASPNETCORE_URLS=http://localhost:6080", e);
        }
        catch (FormatException e)
        {
            throw new StartRefusedException($"The setting urls cannot be read: {e.Message} Example: ASPNETCORE_URLS=http://localhost:6080", e);
        }
    }
}
