using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Hosting;

/// <summary>Makes the addresses that leave the shop, in mails or to the bank. They never come from a request: its Host header is anybody's.</summary>
internal sealed class ShopAddress(IOptions<PublicAddressOptions> options, IServer server)
{
    /// <param name="path">Begins with a slash.</param>
    public Uri Of(string path) => new(Base, path);

    /// <summary>Where a shopper's own browser is to come back to: without a public address, where it is now.</summary>
    public Uri ReturnTo(HttpRequest request, string path) =>
        options.Value.PublicAddress is null ? new Uri($"{request.Scheme}://{request.Host}{path}") : Of(path);

    private Uri Base => options.Value.PublicAddress ?? new Uri(Listening() ?? "http://localhost:5080");

    private string? Listening() => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
}
