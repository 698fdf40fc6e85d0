using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Hosting.Logging;

namespace Storefront.Web.Features.Pages;

/// <summary>Pages that are only words: privacy, and what is said when something is not there or went wrong.</summary>
internal sealed class PagesController : Controller
{
    [HttpGet("/privacy")]
    public IActionResult Privacy() => View();

    /// <summary>Shown in place of an answer that has no page of its own; the status stays what it was.</summary>
    [Route("/error/{status:int}")]
    [ResponseCache(NoStore = true)]
    public IActionResult Error()
    {
        // Not a parameter: binding would look into the form that may be the reason we are here.
        var status = int.Parse((string)RouteData.Values["status"]!, CultureInfo.InvariantCulture);
        if (status is < 400 or > 599)
            status = StatusCodes.Status404NotFound;
        Response.StatusCode = status;
        return View(new ErrorPage(status, Correlation.Current));
    }
}

/// <param name="Number">What finds the request in the log.</param>
internal sealed record ErrorPage(int Status, string Number);
