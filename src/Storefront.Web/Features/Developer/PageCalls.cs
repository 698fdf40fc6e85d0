using Microsoft.AspNetCore.OutputCaching;

namespace Storefront.Web.Features.Developer;

/// <summary>Knows which action led to the page that is being made: a form was sent, and what it led to is shown where the browser ends.</summary>
internal sealed class PageCalls(RequestDelegate next, SentCalls calls, TimeProvider time)
{
    private static readonly object Key = new();

    public async Task InvokeAsync(HttpContext http)
    {
        var earlier = calls.BeginningOf(http.Request.Path);
        var action = HttpMethods.IsPost(http.Request.Method) || earlier is null ? time.GetUtcNow() : earlier.Value;
        http.Items[Key] = action;
        http.Response.OnStarting(() =>
        {
            var leads = http.Response.StatusCode is >= 300 and < 400 && (HttpMethods.IsPost(http.Request.Method) || earlier is not null);
            if (leads && Page(http) is { } page)
                calls.LeadsTo(page, action);
            return Task.CompletedTask;
        });
        await next(http);
    }

    /// <summary>When the action began that led to this page; null outside Development.</summary>
    public static DateTimeOffset? Action(HttpContext http) => http.Items[Key] as DateTimeOffset?;

    /// <summary>A page that shows one developer's calls is nobody else's.</summary>
    public static void KeepOutOfCache(HttpContext http)
    {
        if (http.Features.Get<IOutputCacheFeature>() is { } cache)
            cache.Context.AllowCacheStorage = false;
    }

    private static string? Page(HttpContext http) =>
        Uri.TryCreate(new Uri($"{http.Request.Scheme}://{http.Request.Host}{http.Request.Path}"), http.Response.Headers.Location.ToString(), out var target) ? target.AbsolutePath : null;
}
