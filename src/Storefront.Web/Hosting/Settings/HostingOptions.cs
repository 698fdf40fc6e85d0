using System.Net;

namespace Storefront.Web.Hosting.Settings;

/// <summary>What stands in front of the shop.</summary>
internal sealed class HostingOptions : ISettings
{
    public static string Section => "Hosting";

    /// <summary>Addresses or networks of the proxies whose forwarded headers are believed, separated by semicolons. Empty: nobody's are.</summary>
    public string KnownProxies { get; set; } = "";

    public IEnumerable<IPNetwork> KnownNetworks => Entries.Select(entry => Network(entry)!.Value);

    private IEnumerable<string> Entries => KnownProxies.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IEnumerable<string> Problems(bool development) => Entries
        .Where(entry => Network(entry) is null)
        .Select(entry => $"Hosting__KnownProxies holds '{entry}', which is no address and no network. Example: Hosting__KnownProxies=10.0.0.7;10.1.0.0/16");

    private static IPNetwork? Network(string entry) =>
        IPNetwork.TryParse(entry, out var network) ? network
        : IPAddress.TryParse(entry, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
