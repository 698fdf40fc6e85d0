using Serilog;
using Serilog.Core;
using Storefront.Web.Hosting.Logging;

namespace Storefront.Web.Hosting;

/// <summary>A started shop with what runs inside its process. Disposing it stops the shop first, then what it talks to, the log last.</summary>
public sealed class RunningShop : IAsyncDisposable
{
    private readonly Logger log;

    internal RunningShop(WebApplicationBuilder builder)
    {
        log = ShopLog.Create(builder.Configuration, builder.Environment.IsDevelopment());
        builder.Logging.AddSerilog(log);
        Neighbours = new EmbeddedServices(builder, log);
    }

    /// <summary>The addresses the shop listens on.</summary>
    public ICollection<string> Urls => Shop!.Urls;

    public IServiceProvider Services => Shop!.Services;

    internal WebApplication? Shop { get; set; }

    internal EmbeddedServices Neighbours { get; }

    public Task WaitForShutdownAsync() => Shop!.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        if (Shop is not null)
        {
            await Shop.StopAsync();
            await Shop.DisposeAsync();
        }

        await Neighbours.DisposeAsync();
        await log.DisposeAsync();
    }
}
