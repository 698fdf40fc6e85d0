using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Storefront.Web.Hosting.Logging;

namespace Storefront.Web.Hosting.Security;

/// <summary>
/// Nothing is changed in a shopper's name by a page of somebody else. Whatever is not a plain read must come from our own
/// pages, as far as the browser says where it comes from; and once it carries a cookie that opens something, it needs the
/// token of one of our forms. This stands before every endpoint, so none can forget it.
/// </summary>
internal sealed partial class PostGuard(RequestDelegate next, IAntiforgery antiforgery, ILogger<PostGuard> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (IsRead(context.Request.Method) || IsErrorPage(context))
        {
            await next(context);
            return;
        }

        var refused = IsForeign(context.Request) ? StatusCodes.Status400BadRequest
            : context.Request.CarriesAuthority() && !SameOriginSuffices(context) ? await WithoutTokenAsync(context)
            : null;
        if (refused is null)
            await next(context);
        else
            Refuse(context, refused.Value);
    }

    private void Refuse(HttpContext context, int status)
    {
        Refused(log, context.Request.Method, RequestLog.RouteOf(context));
        context.Response.StatusCode = status;
    }

    private async Task<int?> WithoutTokenAsync(HttpContext context)
    {
        try
        {
            await antiforgery.ValidateRequestAsync(context);
            return null;
        }
        catch (AntiforgeryValidationException e)
        {
            return e.InnerException is BadHttpRequestException unreadable ? unreadable.StatusCode : StatusCodes.Status400BadRequest;
        }
    }

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    // The page that tells of a refused or failed post is asked for with the method of that post.
    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerPathFeature>() is not null;

    private static bool SameOriginSuffices(HttpContext context) =>
        context.Request.Headers["Sec-Fetch-Site"] == "same-origin"
        && context.GetEndpoint()?.Metadata.GetMetadata<SameOriginSufficesAttribute>() is not null;

    private static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site is not ("same-origin" or "none");

        // The scheme is not compared: a proxy may have ended TLS before us.
        return request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    [LoggerMessage(LogLevel.Warning, "{Method} {Route} was refused: it did not come from one of our own forms.")]
    private static partial void Refused(ILogger log, string method, string route);
}
