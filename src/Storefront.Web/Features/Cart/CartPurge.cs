using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;

namespace Storefront.Web.Features.Cart;

/// <summary>Forgets carts nobody has touched for as long as their cookie lives.</summary>
internal sealed partial class CartPurge(IServiceScopeFactory scopes, TimeProvider time, ILogger<CartPurge> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await PurgeAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task PurgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
            var before = time.GetUtcNow() - CartCookie.Lifetime;
            await db.CartLines.Where(line => db.Carts.Any(cart => cart.Id == line.CartId && cart.UpdatedAt < before)).ExecuteDeleteAsync(cancellationToken);
            await db.Carts.Where(cart => cart.UpdatedAt < before).ExecuteDeleteAsync(cancellationToken);
        }
        catch (Exception e) when (e is DbUpdateException or System.Data.Common.DbException)
        {
            NotPurged(log, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old carts could not be deleted; they are tried again later.")]
    private static partial void NotPurged(ILogger log, Exception exception);
}
