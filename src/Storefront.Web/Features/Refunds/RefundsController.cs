using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Refunds;

/// <summary>All refunds, and how far each is.</summary>
[StaffOnly(Roles.Support)]
[Route("admin/refunds")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class RefundsController(StoreDb db) : Controller
{
    private const int PageSize = 25;

    [HttpGet("")]
    public async Task<IActionResult> Index(RefundState? state, int page, CancellationToken cancellationToken)
    {
        if (state is { } asked && !Enum.IsDefined(asked))
            state = null;
        page = Math.Clamp(page, 1, 1000);
        var counts = await db.Refunds.GroupBy(refund => refund.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var rows = await db.Refunds.AsNoTracking().Include(refund => refund.Order)
            .Where(refund => state == null || refund.State == state)
            .OrderByDescending(refund => refund.RequestedAt).ThenBy(refund => refund.Id)
            .Skip((page - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellationToken);
        return View(new RefundsPage(state, page, [.. rows.Take(PageSize)], rows.Count > PageSize, counts));
    }
}

internal sealed record RefundsPage(RefundState? State, int Page, IReadOnlyList<Refund> Rows, bool HasMore, IReadOnlyDictionary<RefundState, int> Counts)
{
    public string Link(RefundState? state, int page = 1) =>
        "/admin/refunds" + (state, page) switch { (null, 1) => "", (null, _) => $"?page={page}", (_, 1) => $"?state={state}", _ => $"?state={state}&page={page}" };
}
