using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Hosting.Security;

namespace Storefront.Web.Features.Mail;

/// <summary>The mailbox of a developer: every mail this shop wrote.</summary>
[DevelopersOnly]
[Route("mailbox")]
internal sealed class MailController(StoreDb db) : Controller
{
    private const int PageSize = 25;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken, int page = 1)
    {
        page = Math.Clamp(page, 1, 100_000);
        var mails = await db.Mail.AsNoTracking()
            .OrderByDescending(mail => mail.CreatedAt).ThenByDescending(mail => mail.Id)
            .Skip((page - 1) * PageSize).Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        return View(new Mailbox(mails.Take(PageSize).ToList(), page, mails.Count > PageSize));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Message(Guid id, CancellationToken cancellationToken) =>
        await db.Mail.AsNoTracking().SingleOrDefaultAsync(mail => mail.Id == id, cancellationToken) is { } mail ? View(mail) : NotFound();

    /// <summary>The mail itself, as a page that may do nothing but be looked at.</summary>
    [HttpGet("{id:guid}/html")]
    public async Task<IActionResult> Html(Guid id, CancellationToken cancellationToken)
    {
        var html = await db.Mail.Where(mail => mail.Id == id).Select(mail => mail.Html).SingleOrDefaultAsync(cancellationToken);
        if (html is null)
            return NotFound();
        Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src {MailHtml.StyleHash}; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";
        return Content(html, "text/html");
    }
}

/// <summary>One page of the mailbox, newest first.</summary>
internal sealed record Mailbox(IReadOnlyList<MailMessage> Mails, int Page, bool HasMore);
