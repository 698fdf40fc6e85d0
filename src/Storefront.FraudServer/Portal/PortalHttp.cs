using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http.Features;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.People;

namespace Storefront.FraudServer.Portal;

/// <summary>How pages of the portal are asked for, shown and posted to.</summary>
internal static class PortalHttp
{
    public static void MapPage(this IEndpointRouteBuilder routes, string path, Func<HttpContext, Task> show, string policy = Policies.Read) =>
        routes.MapGet(path, (RequestDelegate)(http => PortalGate.EnterAsync(http, policy, () => show(http))));

    /// <summary>A form that changes something: its sender must have got it from us, and may do it.</summary>
    public static void MapForm(this IEndpointRouteBuilder routes, string path, string policy, Func<HttpContext, IFormCollection, Task> post) =>
        routes.MapPost(path, (RequestDelegate)(http => PortalGate.EnterAsync(http, policy, () => ReadAsync(http, post))));

    /// <summary>A form that only asks, because the question is too long for an address.</summary>
    public static void MapReadingForm(this IEndpointRouteBuilder routes, string path, Func<HttpContext, IFormCollection, Task> post) => MapForm(routes, path, Policies.Read, post);

    /// <summary>A form with a file that may be large; it is kept on the disk while it comes in.</summary>
    public static void MapUpload(this IEndpointRouteBuilder routes, string path, string policy, long largest, Func<HttpContext, IFormCollection, Task> post) =>
        routes.MapPost(path, (RequestDelegate)(http => PortalGate.EnterAsync(http, policy, () =>
        {
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = largest;
            http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = largest }));
            return ReadAsync(http, post);
        })));

    public static async Task ReadAsync(HttpContext http, Func<HttpContext, IFormCollection, Task> post)
    {
        if (await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            await post(http, await http.Request.ReadFormAsync(http.RequestAborted));
        else
            await http.SayAsync(StatusCodes.Status400BadRequest, "This form is too old",
                "It was made long ago, by another sign-in or by another site, so nothing was done. Go back, load the page again and repeat.");
    }

    public static async Task ShowAsync<TPage>(this HttpContext http, object model, int status = StatusCodes.Status200OK) where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(http.RequestServices, http.RequestServices.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<PageRoot>(ParameterView.FromDictionary(
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["Page"] = typeof(TPage), ["Model"] = model, ["Http"] = http }))).ToHtmlString());
        http.Response.Headers.CacheControl = "no-store";
        await Wire.AnswerAsync(http, status, System.Text.Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8");
    }

    /// <summary>A page of a few words.</summary>
    public static Task SayAsync(this HttpContext http, int status, string title, string text) => http.ShowAsync<MessagePage>(new Message(title, text), status);

    public static Task SeeOtherAsync(this HttpContext http, string address)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = address;
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    public static Task NotFoundAsync(this HttpContext http) => http.SayAsync(StatusCodes.Status404NotFound, "Not found", "There is nothing at this address.");

    public static bool May(this HttpContext http, string policy) => Policies.Allow(policy, http.User.Role());

    /// <summary>Notes that somebody took data along.</summary>
    public static Task RecordAsync(this HttpContext http, string action, string subject, object? what)
    {
        var by = http.Person();
        return http.RequestServices.GetRequiredService<Storage.Writer>().RunAsync(session =>
        {
            by.Record(session, action, subject, null, what);
            return 0;
        });
    }

    public static Person Person(this HttpContext http) => new(
        http.User.Identity?.Name ?? "nobody", http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), http.Connection.RemoteIpAddress?.ToString());
}

/// <summary>What a page of a few words says.</summary>
public sealed record Message(string Title, string Text);
