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

    private Uri Base => options.Value.PublicAddress ?? new Uri(Listening() ?? "http://localhost:5080");

    private string? Listening() => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
}
