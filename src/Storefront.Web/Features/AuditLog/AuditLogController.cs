using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.AuditLog;

internal sealed record AuditPage(AuditFilter Filter, IReadOnlyList<AuditEntry> Entries, bool HasMore, IReadOnlyList<string> Actions);

/// <summary>What staff did, to be looked through. Nothing here changes anything.</summary>
[Route("admin")]
[StaffOnly(Roles.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class AuditLogController(StoreDb db) : Controller
{
    private const int PageSize = 50;
    private const int LastPage = 2000;
    private const int MostExported = 10_000;

    [HttpGet("audit")]
    public async Task<IActionResult> Index(AuditFilter filter, CancellationToken cancellationToken)
    {
        filter = filter with { Page = Math.Clamp(filter.Page, 1, LastPage) };
        var found = await Newest(filter).Skip((filter.Page - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellationToken);
        var actions = await db.AuditEntries.Select(entry => entry.Action).Distinct().OrderBy(action => action).Take(100).ToListAsync(cancellationToken);
        return View(new AuditPage(filter, found.Count > PageSize ? found[..PageSize] : found, found.Count > PageSize && filter.Page < LastPage, actions));
    }

    /// <summary>The newest entries the filter finds, line by line as they are read.</summary>
    [HttpGet("audit.csv")]
    public async Task Export(AuditFilter filter, CancellationToken cancellationToken)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=audit.csv";
        await using var text = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await text.WriteAsync(Csv.Line("at", "who", "action", "subject", "before", "after", "ip"));
        await foreach (var entry in Newest(filter).Take(MostExported).AsAsyncEnumerable().WithCancellation(cancellationToken))
            await text.WriteAsync(Csv.Line(entry.At, entry.Actor, entry.Action, entry.Subject, entry.Before, entry.After, entry.IpAddress));
    }

    private IQueryable<AuditEntry> Newest(AuditFilter filter) => filter.Of(db.AuditEntries.AsNoTracking()).OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id);
}
