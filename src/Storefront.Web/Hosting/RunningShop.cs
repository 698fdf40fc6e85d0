using Serilog;
using Serilog.Core;
using Storefront.Web.Hosting.Logging;

namespace Storefront.Web.Hosting;

/// <summary>A started shop with what runs inside its process. Disposing it stops the shop first, then what it talks to, the log last.</summary>
public sealed class RunningShop : IAsyncDisposable
{
    private readonly Logger log;

    internal RunningShop(WebApplicationBuilder builder, Task store)
    {
        Store = store;
        log = ShopLog.Create(builder.Configuration, builder.Environment.IsDevelopment());
        builder.Logging.AddSerilog(log);
        Neighbours = new EmbeddedServices(builder, log);
    }

    /// <summary>The addresses the shop listens on.</summary>
    public ICollection<string> Urls => Shop!.Urls;

    public IServiceProvider Services => Shop!.Services;

    internal WebApplication? Shop { get; set; }

    /// <summary>Done when the database may be used.</summary>
    internal Task Store { get; }

    internal EmbeddedServices Neighbours { get; }

    public Task WaitForShutdownAsync() => Shop!.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        if (Shop is not null)
        {
            await Shop.StopAsync();
            await Shop.DisposeAsync();
        }

        await Store.ContinueWith(_ => { }, TaskScheduler.Default); // a start that was refused meanwhile leaves nothing half done
        await Neighbours.DisposeAsync();
        await log.DisposeAsync();
    }
}
