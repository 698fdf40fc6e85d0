using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Storefront.FraudServer.Tokens;

/// <summary>
/// Names under which this service may be meant: its listeners and its issuer. A Host header is only believed
/// when it is one of them, else an assertion made for another server could be handed in here.
/// </summary>
internal sealed class OwnAddresses(IServer server, Issuer issuer)
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    private readonly Lazy<HashSet<string>> _all = new(() => Names(server, issuer));

    /// <summary>The address the caller used, if it is ours, else the issuer's.</summary>
    public string Of(HttpRequest request)
    {
        var used = $"{request.Scheme}://{request.Host.Value}";
        return IsOwn(used) ? used : issuer.Authority;
    }

    public bool IsOwn(string authority) => _all.Value.Contains(authority);

    private static HashSet<string> Names(IServer server, Issuer issuer)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { issuer.Authority };
        foreach (var address in server.Features.Get<IServerAddressesFeature>()!.Addresses.Select(BindingAddress.Parse))
        {
            names.Add($"{address.Scheme}://{address.Host}:{address.Port}");
            if (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (IPAddress.IsLoopback(ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))))
                foreach (var name in Loopback)
                    names.Add($"{address.Scheme}://{name}:{address.Port}");
        }

        return names;
    }
}
