namespace Storefront.Web.Hosting;

/// <summary>A started shop with what runs inside its process. Disposing it stops the shop first, then what it talks to.</summary>
public sealed class RunningShop : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly IReadOnlyList<WebApplication> embedded;

    internal RunningShop(WebApplication app, IReadOnlyList<WebApplication> embedded) => (this.app, this.embedded) = (app, embedded);

    /// <summary>The addresses the shop listens on.</summary>
    public ICollection<string> Urls => app.Urls;

    public IServiceProvider Services => app.Services;

    public Task WaitForShutdownAsync() => app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        foreach (var host in embedded)
        {
            await host.StopAsync();
            await host.DisposeAsync();
        }
    }
}
