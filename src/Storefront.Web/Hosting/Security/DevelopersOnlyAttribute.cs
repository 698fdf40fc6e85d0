using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Storefront.Web.Hosting.Security;

/// <summary>For the person at this machine, in Development. For everybody else the page is not there.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class DevelopersOnlyAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var http = context.HttpContext;
        if (!http.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment() || !IsHere(http))
            context.Result = new NotFoundResult();
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }

    // The name is looked at too: a page elsewhere could make its own name point to this machine.
    private static bool IsHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
        && (http.Request.Host.Host == "localhost" || (IPAddress.TryParse(http.Request.Host.Host, out var host) && IPAddress.IsLoopback(host)));
}
