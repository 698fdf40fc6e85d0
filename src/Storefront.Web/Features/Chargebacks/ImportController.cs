using System.Text;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Chargebacks;

/// <summary>The bank's file: read and shown first, recorded when somebody says so.</summary>
[StaffOnly(Roles.Reviewer)]
[Route("admin/chargebacks/import")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ImportController(NoticeFile notices) : Controller
{
    private const string Page = "/Features/Chargebacks/Import.cshtml";

    [HttpGet("")]
    public IActionResult Index() => View(Page, new ImportPage("", [], IsDone: false));

    [HttpPost("")]
    public async Task<IActionResult> Preview(IFormFile? file, string? text, CancellationToken cancellationToken)
    {
        var given = file is { Length: > 0 } ? await ReadAsync(file, cancellationToken) : text ?? "";
        if (NoticeFile.Problem(given) is not { } problem)
            return View(Page, new ImportPage(given, await notices.ReadAsync(given, cancellationToken), IsDone: false));

        ModelState.AddModelError("text", problem);
        return this.Again(Page, new ImportPage(given.Length > NoticeFile.MostCharacters ? "" : given, [], IsDone: false));
    }

    /// <summary>Every line stands for itself. The same file again changes nothing.</summary>
    [HttpPost("record")]
    public async Task<IActionResult> Record(string? text, CancellationToken cancellationToken)
    {
        if (NoticeFile.Problem(text ?? "") is { } problem)
        {
            ModelState.AddModelError("text", problem);
            return this.Again(Page, new ImportPage("", [], IsDone: false));
        }

        var lines = await notices.RecordAsync(text!, User.Identity?.Name ?? "", cancellationToken);
        return lines.All(line => line.State != NoticeLineState.Wrong)
            ? new SeeOther("/admin/chargebacks")
            : View(Page, new ImportPage(text!, lines, IsDone: true));
    }

    private static async Task<string> ReadAsync(IFormFile file, CancellationToken cancellationToken)
    {
        var buffer = new char[NoticeFile.MostCharacters + 1]; // one more than is taken, so that too much is noticed
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        return new string(buffer, 0, await reader.ReadBlockAsync(buffer, cancellationToken));
    }
}

/// <param name="Text">The file.</param>
/// <param name="Lines">What its lines would do, or did.</param>
/// <param name="IsDone">Whether they were recorded.</param>
internal sealed record ImportPage(string Text, IReadOnlyList<NoticeLine> Lines, bool IsDone);
