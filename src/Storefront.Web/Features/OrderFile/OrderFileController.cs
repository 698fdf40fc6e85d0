using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Fulfilment;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.OrderFile;

/// <summary>One order as staff see it, and what they can do to it. What is refused comes back with what was typed.</summary>
[Route("admin/orders/{number}")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class OrderFileController(OrderFiles files, FulfilmentDesk fulfilment, Cancelling cancelling, RefundDesk refunds, ParkedEvents events) : Controller
{
    [StaffOnly]
    [HttpGet("")]
    public async Task<IActionResult> Index(string number, CancellationToken cancellationToken) =>
        await files.OpenAsync(number, refused: null, cancellationToken) is { } page ? View(page) : NotFound();

    [StaffOnly(Roles.Support)]
    [HttpPost("ship")]
    public Task<IActionResult> Ship(string number, Guid id, string? carrier, string? trackingNumber, [FromForm(Name = "pieces")] Dictionary<long, int?>? pieces, CancellationToken cancellationToken) =>
        ActAsync(number, "ship", orderId =>
            string.IsNullOrWhiteSpace(carrier) || carrier.Length > 60 ? Refuse("Say who carries the parcel, in at most 60 characters.")
            : string.IsNullOrWhiteSpace(trackingNumber) || trackingNumber.Length > 60 ? Refuse("Enter the carrier's number of the parcel, in at most 60 characters.")
            : fulfilment.ShipAsync(orderId, new Parcel(id, carrier.Trim(), trackingNumber.Trim(), Chosen(pieces)), cancellationToken), cancellationToken);

    [StaffOnly(Roles.Support)]
    [HttpPost("deliver")]
    public Task<IActionResult> Deliver(string number, Guid shipment, CancellationToken cancellationToken) =>
        ActAsync(number, "deliver", orderId => fulfilment.DeliverAsync(orderId, shipment, cancellationToken), cancellationToken);

    [StaffOnly(Roles.Support)]
    [HttpPost("fail")]
    public Task<IActionResult> Fail(string number, Guid id, [FromForm(Name = "pieces")] Dictionary<long, int?>? pieces, bool restock, string? note, CancellationToken cancellationToken) =>
        ActAsync(number, "fail", orderId => fulfilment.CannotSendAsync(orderId, id, Chosen(pieces), restock, Short(note), cancellationToken), cancellationToken);

    [StaffOnly(Roles.Support)]
    [HttpPost("cancel")]
    public Task<IActionResult> Cancel(string number, CancellationToken cancellationToken) =>
        ActAsync(number, "cancel", orderId => cancelling.CancelAsync(orderId, cancellationToken), cancellationToken);

    [StaffOnly(Roles.Support)]
    [HttpPost("refund")]
    public Task<IActionResult> Refund(string number, RefundForm form, CancellationToken cancellationToken) =>
        ActAsync(number, "refund", orderId => form.Read() is { } asked
            ? refunds.RefundAsync(orderId, asked, cancellationToken)
            : Refuse("Choose what to refund: everything that remains, pieces, or an amount like 12.50."), cancellationToken);

    [StaffOnly(Roles.Support, Roles.Reviewer)]
    [HttpPost("resend")]
    public Task<IActionResult> Resend(string number, long @event, CancellationToken cancellationToken) =>
        ActAsync(number, "resend", orderId => events.ResendAsync(orderId, @event, cancellationToken), cancellationToken);

    private async Task<IActionResult> ActAsync(string number, string action, Func<long, Task<Refusal?>> act, CancellationToken cancellationToken)
    {
        if (await files.IdAsync(number, cancellationToken) is not { } orderId)
            return NotFound();
        if (await act(orderId) is not { } refusal)
            return new SeeOther($"/admin/orders/{number}");

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(nameof(Index), await files.OpenAsync(number, new Refused(action, refusal.Words, Request.Form), cancellationToken));
    }

    internal static IReadOnlyList<Pieces> Chosen(Dictionary<long, int?>? pieces) =>
        [.. (pieces ?? []).Where(line => line.Value is not (null or 0)).Select(line => new Pieces(line.Key, line.Value!.Value))];

    internal static string Short(string? note) => (note ?? "").Trim() is { Length: > 500 } many ? many[..500] : (note ?? "").Trim();

    private static Task<Refusal?> Refuse(string words) => Task.FromResult<Refusal?>(new Refusal(words));
}

/// <summary>A refund as it is typed.</summary>
internal sealed class RefundForm
{
    public Guid Id { get; set; }

    /// <summary>full, lines or amount.</summary>
    public string What { get; set; } = "";

    public Dictionary<long, int?> Pieces { get; set; } = [];

    public string? Amount { get; set; }

    public RefundReason Reason { get; set; }

    public string? Note { get; set; }

    public bool Restock { get; set; }

    public RefundOrder? Read()
    {
        var lines = OrderFileController.Chosen(Pieces);
        decimal? amount = decimal.TryParse(Amount, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var typed) ? typed : null;
        var complete = Id != Guid.Empty && What switch
        {
            "full" => true,
            "lines" => lines.Count > 0,
            "amount" => amount is not null,
            _ => false,
        };
        return complete
            ? new RefundOrder
            {
                Id = Id,
                Lines = What == "lines" ? lines : [],
                Amount = What == "amount" ? amount : null,
                Reason = Reason,
                Note = OrderFileController.Short(Note),
                Restock = Restock && What == "lines",
            }
            : null;
    }
}
