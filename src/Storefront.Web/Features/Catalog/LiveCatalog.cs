using Microsoft.AspNetCore.OutputCaching;
using Storefront.Web.Data;
using Storefront.Web.Features.Pricing;

namespace Storefront.Web.Features.Catalog;

/// <summary>
/// The catalogue in memory. It is read before the first request, again when somebody says it changed, and every few seconds in
/// case another process changed it. Pages made from an older one leave the output cache.
/// </summary>
internal sealed partial class LiveCatalog(
    IServiceScopeFactory scopes, OrderPricing pricing, IOutputCacheStore pages, IConfiguration settings, TimeProvider time, ILogger<LiveCatalog> log) : BackgroundService
{
    public const string CacheTag = "catalog";

    private readonly TimeSpan interval = settings.GetValue("Catalog:RefreshInterval", TimeSpan.FromSeconds(10));
    private readonly SemaphoreSlim changed = new(0, 1);
    private volatile CatalogSnapshot? current;

    public CatalogSnapshot Current => current ?? throw new InvalidOperationException("The catalogue is read when the shop starts.");

    /// <summary>Call it after products, prices or stock were changed and committed.</summary>
    public void Changed()
    {
        try
        {
            changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // A reading that has not begun yet will see this change too.
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var pause = new CancellationTokenSource(interval, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, pause.Token);
                await changed.WaitAsync(either.Token);
            }
            catch (OperationCanceledException)
            {
                // The interval is over, or the shop stops.
            }
            await TryRefreshAsync(stoppingToken);
        }
    }

    private async Task TryRefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            NotRead(log, e);
        }
        catch (OperationCanceledException)
        {
            // The shop stops.
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var fresh = await CatalogSnapshot.ReadAsync(scope.ServiceProvider.GetRequiredService<StoreDb>(), pricing.Currency, cancellationToken);
        if (fresh.Stamp == current?.Stamp)
            return;

        current = fresh;
        await pages.EvictByTagAsync(CacheTag, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The catalogue could not be read again; the pages go on with the last one.")]
    private static partial void NotRead(ILogger log, Exception exception);
}
