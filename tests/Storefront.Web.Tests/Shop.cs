using Microsoft.AspNetCore.Builder;
using Storefront.Web;
using Storefront.Web.Hosting;

namespace Storefront.Tests.Web;

/// <summary>
/// The real shop on a free loopback port, with a data folder of its own that goes when it goes. As a class fixture it is started
/// once for all tests of the class.
/// </summary>
public class Shop : IAsyncLifetime, IAsyncDisposable
{
    private readonly string[] settings;
    private RunningShop? running;

    public Shop()
        : this([])
    {
    }

    /// <param name="settings">Settings as on the command line: <c>Shop:Currency=EUR</c>.</param>
    protected Shop(string[] settings) => this.settings = settings;

    /// <summary>DIR of this shop.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("shop-").FullName;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => running!.Services;

    protected virtual string EnvironmentName => "Development";

    public static async Task<Shop> StartAsync(params string[] settings)
    {
        var shop = new Shop(settings);
        await shop.InitializeAsync();
        return shop;
    }

    /// <summary>A browser that has never been here.</summary>
    public Visitor Visitor() => new(Address);

    public async Task InitializeAsync()
    {
        string[] own =
        [
            $"environment={EnvironmentName}", "urls=http://127.0.0.1:0", $"Storage:Directory={Folder}",
            "EmbeddedServices:FraudServer=false", "EmbeddedServices:Bank=false", "Logging:LogLevel:Default=Warning",
        ];
        running = await ShopHost.StartAsync([.. own.Concat(settings).Select(setting => "--" + setting)], Adapt);
        Address = new Uri(running.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        if (running is not null)
            await running.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    /// <summary>Where a test puts what it watches or slows the shop with.</summary>
    protected virtual void Adapt(WebApplicationBuilder builder)
    {
    }
}
