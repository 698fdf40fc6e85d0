using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.OrderFile;

/// <summary>Writes to the buyer: a draft is chosen, changed, sent, and stays listed with the order.</summary>
[StaffOnly(Roles.Support)]
[Route("admin/orders/{number}/write")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class WriteController(StoreDb db, OrderDesk desk, OrderMails mails, AuditTrail audit) : Controller
{
    private const string Page = "/Features/OrderFile/Write.cshtml";
    private const int LongestText = 4000;

    [HttpGet("")]
    public async Task<IActionResult> Index(string number, string? draft, CancellationToken cancellationToken)
    {
        var chosen = Draft.All.FirstOrDefault(known => known.Key == draft) ?? Draft.All[0];
        return await OrderAsync(number, cancellationToken) is { } order
            ? View(Page, new WritePage(order, chosen, new WriteForm { Id = Guid.NewGuid(), Subject = chosen.Subject, Text = chosen.TextFor(order) }))
            : NotFound();
    }

    [HttpPost("")]
    public async Task<IActionResult> Send(string number, WriteForm form, CancellationToken cancellationToken)
    {
        if (await OrderAsync(number, cancellationToken) is not { } order)
            return NotFound();
        if (!this.Take(Mistakes(form)))
            return this.Again(Page, new WritePage(order, Draft.All[^1], form));

        await desk.ChangeAsync(order.Id, async (current, _) =>
        {
            if (await db.Mail.AnyAsync(mail => mail.Id == form.Id, cancellationToken))
                return null; // sent twice, written once

            var paragraphs = form.Text!.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            db.Mail.Add(mails.Write(current, form.Subject!.Trim(), paragraphs, [], id: form.Id));
            audit.Record("Buyer written to", $"order {current.Number}", before: null, after: new { Mail = form.Id, form.Subject });
            return null;
        }, cancellationToken);
        return new SeeOther($"/admin/orders/{number}#mails");
    }

    private Task<Order?> OrderAsync(string number, CancellationToken cancellationToken) =>
        db.Orders.AsNoTracking().SingleOrDefaultAsync(order => order.Number == number, cancellationToken);

    private static IEnumerable<(string Field, string Message)> Mistakes(WriteForm form)
    {
        if (form.Id == Guid.Empty)
            yield return ("", "This page is too old. Open it again.");
        if (string.IsNullOrWhiteSpace(form.Subject) || form.Subject.Length > 120 || form.Subject.Any(char.IsControl))
            yield return (nameof(form.Subject), "Enter a subject of one line and at most 120 characters.");
        if (string.IsNullOrWhiteSpace(form.Text) || form.Text.Length > LongestText)
            yield return (nameof(form.Text), $"Write something, at most {LongestText} characters.");
    }
}

internal sealed class WriteForm
{
    public Guid Id { get; set; }

    public string? Subject { get; set; }

    public string? Text { get; set; }
}

internal sealed record WritePage(Order Order, Draft Draft, WriteForm Form);

/// <summary>What staff write again and again, to begin from.</summary>
internal sealed record Draft(string Key, string Name, string Subject, string Text)
{
    public static readonly IReadOnlyList<Draft> All =
    [
        new("question", "A question about the order", "A question about your order", "Hello {name},\n\nthank you for your order. Before we send it we need to know:\n\n\n\nJust answer this mail. We send your order as soon as we have heard from you."),
        new("late", "It takes longer", "Your order takes a little longer", "Hello {name},\n\nwe are sorry: your order leaves later than we said. We expect to hand it to the carrier by \n\nIf you would rather not wait, you can cancel it on its page until it has left."),
        new("address", "The address does not work", "We cannot deliver to your address", "Hello {name},\n\nthe carrier cannot find the address of your order:\n\n{address}\n\nIs something missing? Just answer this mail."),
        new("refund", "About a refund", "About your refund", "Hello {name},\n\nwe have refunded your order in part. The money goes to the card you paid with; your bank may take a few days to show it."),
        new("empty", "Nothing yet", "About your order", "Hello {name},\n\n"),
    ];

    public string TextFor(Order order)
    {
        var to = order.Purchase.Shipping;
        var address = string.Join('\n', new[] { $"{to.FirstName} {to.LastName}", to.Street, to.Street2, $"{to.City} {to.Region} {to.PostalCode}".Trim(), to.Country }.Where(line => line.Length > 0));
        return Text.Replace("{name}", order.Purchase.Billing.FirstName, StringComparison.Ordinal).Replace("{address}", address, StringComparison.Ordinal);
    }
}
