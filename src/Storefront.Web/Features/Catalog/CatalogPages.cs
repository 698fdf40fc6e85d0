using Microsoft.AspNetCore.OutputCaching;

namespace Storefront.Web.Features.Catalog;

/// <summary>
/// Keeps the pages that are the same for every visitor without a cookie: home, category and search. They hold no form that
/// posts, no token and no name, so nothing of one visitor can reach another.
/// </summary>
internal sealed class CatalogPages : IOutputCachePolicy
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);
    private static readonly string[] QueryKeys = ["q", "brand", "price", "stock", "sort", "page"];

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        var anybody = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.Headers.Cookie.Count == 0 && request.Headers.Authorization.Count == 0;
        context.EnableOutputCaching = true;
        context.AllowCacheLookup = anybody;
        context.AllowCacheStorage = anybody;
        context.AllowLocking = true;
        context.Tags.Add(LiveCatalog.CacheTag);
        context.CacheVaryByRules.QueryKeys = QueryKeys;
        context.ResponseExpirationTimeSpan = Lifetime;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        if (response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0)
            context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }
}

internal static class CatalogSetup
{
    public static void AddCatalog(this WebApplicationBuilder builder)
    {
        builder.Services.AddOutputCache(cache =>
        {
            cache.AddPolicy(nameof(CatalogPages), new CatalogPages());
            cache.SizeLimit = 32 * 1024 * 1024;
            cache.MaximumBodySize = 256 * 1024;
        });
        builder.Services.AddSingleton<LiveCatalog>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LiveCatalog>());
    }
}
