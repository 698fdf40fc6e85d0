using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Hosting;

/// <summary>Turns the addresses of the settings into listeners. In code, so that nothing is inherited from the surroundings by accident.</summary>
internal static class Listeners
{
    public static void Listen(KestrelServerOptions kestrel, string urls, Func<ServerCertificate> certificate)
    {
        kestrel.AddServerHeader = false;
        foreach (var address in SettingsCheck.Addresses(urls).Select(BindingAddress.Parse))
        {
            void Configure(ListenOptions listen)
            {
                if (address.Scheme != Uri.UriSchemeHttps)
                    listen.Protocols = HttpProtocols.Http1;
                else
                    listen.UseHttps(https =>
                    {
                        https.ServerCertificateSelector = (_, _) => certificate().Current;
                        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                    });
            }

            if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
                kestrel.Listen(ip, address.Port, Configure);
            else if (address.Host != "localhost")
                kestrel.ListenAnyIP(address.Port, Configure);
            else if (address.Port == 0) // a free port of one loopback address; the other might have it taken
                kestrel.Listen(IPAddress.Loopback, 0, Configure);
            else
                kestrel.ListenLocalhost(address.Port, Configure);
        }
    }

    /// <summary>What to tell the operator when the start failed because somebody else has the port.</summary>
    public static StartException PortTaken(IOException e) => new(
        $"{e.Message.TrimEnd('.')}. Move the Fraud Protection service with the setting FraudServer:Urls, "
        + "for example FraudServer__Urls=http://localhost:6090;https://localhost:6091", e);
}
