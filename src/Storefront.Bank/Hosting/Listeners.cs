using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Storefront.Bank.Hosting;

/// <summary>Turns a list of addresses into Kestrel's listeners, in code, so that no other setting can add or move one.</summary>
internal static class Listeners
{
    public static void Listen(this KestrelServerOptions kestrel, string urls)
    {
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.Length == 0)
            throw Wrong(urls);

        foreach (var address in addresses)
            kestrel.Listen(Parse(address));
    }

    private static void Listen(this KestrelServerOptions kestrel, BindingAddress address)
    {
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
            kestrel.Listen(ip, address.Port);
        else if (!address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            kestrel.ListenAnyIP(address.Port);
        else if (address.Port == 0)
            kestrel.Listen(IPAddress.Loopback, 0); // one free port cannot be had on both loopback addresses
        else
            kestrel.ListenLocalhost(address.Port);
    }

    private static BindingAddress Parse(string address)
    {
        BindingAddress parsed;
        try
        {
            parsed = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            throw Wrong(address);
        }

        if (parsed.Scheme == "https")
            throw new StartRefusedException($"Bank__Urls: {address} is https, which the bank leaves to a proxy before it. Listen on http and set for example Bank__PublicAddress=https://bank.example.com.");

        return parsed.Scheme == "http" && parsed.PathBase.Length == 0 ? parsed : throw Wrong(address);
    }

    private static StartRefusedException Wrong(string address) =>
        new($"Bank:Urls: '{address}' is not an address to listen on. Set for example Bank__Urls=http://localhost:5092.");
}
