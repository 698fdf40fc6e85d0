using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Labels;

/// <summary>What was said of purchases, accounts, cards and addresses, and a form to say more.</summary>
[StaffOnly(Roles.Reviewer)]
[Route("admin/labels")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class LabelsController(LabelDesk desk, OrderPricing pricing) : Controller
{
    private const int LastPage = 1000;

    [HttpGet("")]
    public async Task<IActionResult> Index(int? page, CancellationToken cancellationToken) =>
        View(await desk.PageAsync(Math.Clamp(page ?? 1, 1, LastPage), cancellationToken));

    [HttpGet("new")]
    public IActionResult New(string? about) => View(new LabelForm { Id = Guid.NewGuid(), About = about });

    [HttpPost("")]
    public async Task<IActionResult> Give(LabelForm form, CancellationToken cancellationToken)
    {
        if (!this.Take(form.Mistakes(pricing.Currency)))
            return this.Again(nameof(New), form);
        if (await desk.GiveAsync(form, User.Identity?.Name ?? "", cancellationToken) is not { } refusal)
            return new SeeOther("/admin/labels");

        ModelState.AddModelError(nameof(form.About), refusal.Words);
        return this.Again(nameof(New), form);
    }
}
