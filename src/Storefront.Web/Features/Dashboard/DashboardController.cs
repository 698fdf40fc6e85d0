using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Dashboard;

/// <summary>How the shop is doing, for everybody who runs it; each sees what belongs to the own work.</summary>
[Route("admin")]
[StaffOnly]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class DashboardController(DashboardReader reader, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? period, CancellationToken cancellationToken)
    {
        var (now, chosen) = (clock.GetUtcNow(), DashboardPeriod.Of(period));
        return View(new DashboardPage(chosen, await reader.ReadAsync(chosen.Starts(now)[0], cancellationToken), now));
    }
}
