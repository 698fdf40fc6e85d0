using Microsoft.AspNetCore.OutputCaching;

namespace Storefront.Web.Features.Developer;

/// <summary>Knows which action led to the page that is being made: a form was sent, and what it led to is shown where the browser ends.</summary>
internal sealed class PageCalls(RequestDelegate next, SentCalls calls, TimeProvider time)
{
    private static readonly object Key = new();

    public Task InvokeAsync(HttpContext http)
    {
        var isPost = HttpMethods.IsPost(http.Request.Method);
        var earlier = calls.BeginningOf(http.Request.Path);
        var action = isPost || earlier is null ? time.GetUtcNow() : earlier.Value;
        http.Items[Key] = new PageAction(action, calls);
        if (isPost || earlier is not null)
            http.Response.OnStarting(() =>
            {
                if (http.Response.StatusCode is >= 300 and < 400 && Page(http) is { } page)
                    calls.LeadsTo(page, action);
                return Task.CompletedTask;
            });
        return next(http);
    }

    /// <summary>The action that led to this page, if it called anybody; always null outside Development.</summary>
    public static PageAction? Action(HttpContext http) => http.Items[Key] is PageAction { Count: > 0 } action ? action : null;

    /// <summary>A page that shows one developer's calls is nobody else's.</summary>
    public static void KeepOutOfCache(HttpContext http)
    {
        if (http.Features.Get<IOutputCacheFeature>() is { } cache)
            cache.Context.AllowCacheStorage = false;
    }

    private static string? Page(HttpContext http) =>
        Uri.TryCreate(new Uri($"{http.Request.Scheme}://{http.Request.Host}{http.Request.Path}"), http.Response.Headers.Location.ToString(), out var target) ? target.AbsolutePath : null;
}

/// <summary>An action, when it began.</summary>
internal sealed record PageAction(DateTimeOffset Began, SentCalls Calls)
{
    public int Count => Calls.IsEmpty ? 0 : Calls.After(Began).Count;

    public string Address => $"/developer/calls?after={Began.ToUnixTimeMilliseconds()}";
}
