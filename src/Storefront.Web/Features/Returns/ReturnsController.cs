using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Returns;

/// <summary>What buyers ask to send back, oldest question first, and the decision on each.</summary>
[StaffOnly(Roles.Support)]
[Route("admin/returns")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ReturnsController(StoreDb db, ReturnDesk desk) : Controller
{
    private const int PageSize = 20;

    [HttpGet("")]
    public async Task<IActionResult> Index(ReturnState? state, int page, CancellationToken cancellationToken) =>
        View(await PageAsync(state is { } asked && Enum.IsDefined(asked) ? asked : ReturnState.Asked, Math.Clamp(page, 1, 1000), refused: null, cancellationToken));

    [HttpPost("{id:guid}/accept")]
    public Task<IActionResult> Accept(Guid id, string? amount, bool restock, string? answer, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(amount))
            return DecidedAsync(id, desk.AcceptAsync(id, null, restock, answer ?? "", cancellationToken), cancellationToken);
        return decimal.TryParse(amount, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var typed) && typed == decimal.Round(typed, 2)
            ? DecidedAsync(id, desk.AcceptAsync(id, typed, restock, answer ?? "", cancellationToken), cancellationToken)
            : DecidedAsync(id, Task.FromResult<Orders.Refusal?>(new("Enter the amount like 12.50.")), cancellationToken);
    }

    [HttpPost("{id:guid}/refuse")]
    public Task<IActionResult> Refuse(Guid id, string? answer, CancellationToken cancellationToken) => DecidedAsync(
        id,
        string.IsNullOrWhiteSpace(answer) ? Task.FromResult<Orders.Refusal?>(new("Tell the buyer why: write an answer.")) : desk.RefuseAsync(id, answer, cancellationToken),
        cancellationToken);

    private async Task<IActionResult> DecidedAsync(Guid id, Task<Orders.Refusal?> decision, CancellationToken cancellationToken)
    {
        if (await decision is not { } refusal)
            return new SeeOther("/admin/returns");
        if (refusal == Orders.Refusal.NotFound)
            return NotFound();

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(nameof(Index), await PageAsync(ReturnState.Asked, 1, new RefusedDecision(id, refusal.Words, Request.Form), cancellationToken));
    }

    private async Task<ReturnsPage> PageAsync(ReturnState state, int page, RefusedDecision? refused, CancellationToken cancellationToken)
    {
        var matching = db.Returns.AsNoTracking().Where(request => request.State == state);
        var sorted = state == ReturnState.Asked ? matching.OrderBy(request => request.AskedAt) : matching.OrderByDescending(request => request.AskedAt);
        var rows = await sorted.Include(request => request.Lines).Include(request => request.Refund).Include(request => request.Order!.Lines).AsSplitQuery()
            .Skip((page - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellationToken);
        return new ReturnsPage(state, page, [.. rows.Take(PageSize)], rows.Count > PageSize, refused);
    }
}

internal sealed record RefusedDecision(Guid Id, string Words, IFormCollection Form);

internal sealed record ReturnsPage(ReturnState State, int Page, IReadOnlyList<ReturnRequest> Rows, bool HasMore, RefusedDecision? Refused)
{
    public string? Typed(Guid id, string field) => Refused is { } refused && refused.Id == id ? (string?)refused.Form[field] : null;

    public static string Link(ReturnState state, int page = 1) => $"/admin/returns?state={state}" + (page > 1 ? $"&page={page}" : "");
}
