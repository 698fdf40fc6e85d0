using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Chargebacks;

/// <summary>The chargebacks, one of them, and what is shown to the bank.</summary>
[StaffOnly(Roles.Reviewer)]
[Route("admin/chargebacks")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ChargebacksController(ChargebackList list, ChargebackFiles files, ChargebackDesk desk, OrderPricing pricing, TimeProvider clock) : Controller
{
    private string By => User.Identity?.Name ?? "";

    [HttpGet("")]
    public async Task<IActionResult> Index(string? show, int? page, CancellationToken cancellationToken)
    {
        var part = show switch { "disputed" => ChargebackPart.Disputed, "all" => ChargebackPart.All, _ => ChargebackPart.Due };
        return View(await list.PageAsync(part, Math.Clamp(page ?? 1, 1, ChargebackList.CountLimit), cancellationToken));
    }

    [HttpGet("new")]
    public IActionResult New(string? order) => View(new NoticeForm { Id = Guid.NewGuid(), Order = order, Noticed = Day(0), Due = Day(14) });

    [HttpPost("")]
    public async Task<IActionResult> Record(NoticeForm form, CancellationToken cancellationToken)
    {
        if (!this.Take(form.Mistakes(pricing.Currency, clock.GetUtcNow())))
            return this.Again(nameof(New), form);

        var id = form.Id == Guid.Empty ? Guid.NewGuid() : form.Id;
        var notice = form.Read(pricing.Currency) with { Status = ChargebackStatus.Inquiry };
        if (await desk.RecordAsync(id, notice, By, cancellationToken) is { } refusal)
        {
            ModelState.AddModelError(refusal.Words.StartsWith("There is no order", StringComparison.Ordinal) ? nameof(form.Order) : nameof(form.Amount), refusal.Words);
            return this.Again(nameof(New), form);
        }

        return new SeeOther($"/admin/chargebacks/{await desk.IdAsync(notice.BankCase, cancellationToken)}");
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Case(Guid id, CancellationToken cancellationToken) =>
        await files.OpenAsync(id, cancellationToken) is { } file ? View(file) : NotFound();

    [HttpPost("{id:guid}/move")]
    public async Task<IActionResult> Move(Guid id, int step, ChargebackStatus? to, string? on, string? due, string? note, CancellationToken cancellationToken)
    {
        if (await files.OpenAsync(id, cancellationToken) is null)
            return NotFound();
        if (await MoveAsync(id, step, to, on, due, note, cancellationToken) is not { } refusal)
            return new SeeOther($"/admin/chargebacks/{id}");

        Response.StatusCode = StatusCodes.Status409Conflict;
        return View(nameof(Case), (await files.OpenAsync(id, cancellationToken))! with { Refused = refusal.Words });
    }

    [HttpGet("{id:guid}/evidence")]
    public async Task<IActionResult> Evidence(Guid id, CancellationToken cancellationToken) =>
        await files.EvidenceAsync(id, cancellationToken) is { } evidence ? View(evidence) : NotFound();

    private async Task<Refusal?> MoveAsync(Guid id, int step, ChargebackStatus? to, string? on, string? due, string? note, CancellationToken cancellationToken)
    {
        if (to is null || !Enum.IsDefined(to.Value))
            return new Refusal("Choose what became of it.");
        if (NoticeForm.Day(on) is not { } day || day > DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
            return new Refusal("Enter the day it happened, today at the latest.");
        if (to == ChargebackStatus.ResubmittedRequest && NoticeForm.Day(due) is null)
            return new Refusal("Enter the new last day for our answer.");

        var written = (note ?? "").Trim();
        var move = new ChargebackMove(to.Value)
        {
            BankAt = day == DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) ? null : new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero),
            DueOn = to == ChargebackStatus.ResubmittedRequest ? NoticeForm.Day(due) : null,
            Note = written.Length > 500 ? written[..500] : written,
        };
        return await desk.MoveAsync(id, step, move, By, cancellationToken);
    }

    private string Day(int ahead) => clock.GetUtcNow().AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
