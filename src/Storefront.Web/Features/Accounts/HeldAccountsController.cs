using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Accounts;

/// <summary>Accounts that wait for a person to look at them.</summary>
[Area("Accounts")]
[Route("admin/accounts")]
[StaffOnly(Roles.Reviewer)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class HeldAccountsController(StoreDb db, UserManager<Customer> customers, AccountReview review, TimeProvider clock) : Controller
{
    private const int PageSize = 25;

    [HttpGet("")]
    public async Task<IActionResult> HeldAccounts(string? done, CancellationToken cancellationToken, int page = 1)
    {
        page = Math.Clamp(page, 1, 100_000);
        var held = await db.Users.AsNoTracking().Where(customer => customer.Standing == AccountStanding.Held)
            .OrderBy(customer => customer.HeldAt).ThenBy(customer => customer.Id)
            .Skip((page - 1) * PageSize).Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        return View(nameof(HeldAccounts), new HeldAccountsPage(held.Take(PageSize).ToList(), page, held.Count > PageSize, clock.GetUtcNow(), done));
    }

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Decide(Guid id, string? decision, string? reason)
    {
        if (await customers.FindByIdAsync(id.ToString()) is not { HeldCheckId: not null } customer)
            return NotFound();

        var why = reason?.Trim() is { Length: > 500 } much ? much[..500] : reason?.Trim() ?? "";
        var (decided, done) = decision switch
        {
            "open" => (await review.PassAsync(customer, why, HttpContext.Connection.RemoteIpAddress?.MapToIPv4Or6() ?? ""), "passed"),
            "close" => (await review.FailAsync(customer, why), "refused"),
            _ => (false, ""),
        };
        return new SeeOther($"/admin/accounts?done={(decided ? done : "before")}");
    }
}

internal sealed record HeldAccountsPage(IReadOnlyList<Customer> Held, int Page, bool HasMore, DateTimeOffset Now, string? Done);
