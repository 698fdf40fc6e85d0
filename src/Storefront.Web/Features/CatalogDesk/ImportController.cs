using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.CatalogDesk;

internal sealed record ImportPage(CatalogImport Import, ImportPlan Plan);

/// <summary>A file is uploaded, looked at line by line, and then applied as a whole or not at all.</summary>
[Area("CatalogDesk")]
[Route("admin/catalog/import")]
[StaffOnly(Roles.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ImportController(StoreDb db, ApplyImport apply, TimeProvider clock) : Controller
{
    private const int LargestFile = 200 * 1024;

    [HttpGet("")]
    public IActionResult Upload() => View("Upload");

    [HttpPost("")]
    public async Task<IActionResult> Upload(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is not { Length: > 0 and <= LargestFile })
        {
            ModelState.AddModelError("file", "Choose a CSV file of at most 200 kB.");
            return this.Again("Upload", new object());
        }

        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        var import = new CatalogImport { Text = await reader.ReadToEndAsync(cancellationToken), UploadedBy = User.Identity?.Name ?? "", UploadedAt = clock.GetUtcNow() };
        await ForgetOldAsync(cancellationToken);
        db.CatalogImports.Add(import);
        await db.SaveChangesAsync(cancellationToken);
        return new SeeOther($"/admin/catalog/import/{import.Id}");
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Preview(Guid id, CancellationToken cancellationToken) =>
        await db.CatalogImports.AsNoTracking().SingleOrDefaultAsync(import => import.Id == id, cancellationToken) is { } import
            ? View("Preview", new ImportPage(import, await ImportPlan.ReadAsync(db, import.Text, track: false, cancellationToken)))
            : NotFound();

    /// <summary>Where a line has become impossible meanwhile, the preview shows it and nothing is done.</summary>
    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Apply(Guid id, CancellationToken cancellationToken)
    {
        if (!await db.CatalogImports.AnyAsync(import => import.Id == id, cancellationToken))
            return NotFound();

        await apply.RunAsync(id, cancellationToken);
        return new SeeOther($"/admin/catalog/import/{id}");
    }

    /// <summary>What nobody applied within a day is not wanted; what was applied stands in the audit trail.</summary>
    private Task<int> ForgetOldAsync(CancellationToken cancellationToken)
    {
        var yesterday = clock.GetUtcNow().AddDays(-1);
        return db.CatalogImports.Where(import => import.UploadedAt < yesterday).ExecuteDeleteAsync(cancellationToken);
    }
}
