using Microsoft.AspNetCore.Mvc;

namespace Storefront.Web.Features.Shared;

/// <summary>The answer to a form that did its work: look there. Reloading that page repeats nothing.</summary>
internal sealed class SeeOther(string path) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        context.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.HttpContext.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}
