using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Reviews;

/// <summary>The queue of held orders, and one of them.</summary>
[StaffOnly(Roles.Reviewer)]
[Route("admin/reviews")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ReviewsController(ReviewQueue queue, ReviewFiles files, ReviewDesk desk) : Controller
{
    private Reviewer Who => Reviewer.Of(User);

    [HttpGet("")]
    public async Task<IActionResult> Index(string? show, int? page, string? after, CancellationToken cancellationToken)
    {
        var part = show switch { "mine" => QueuePart.Mine, "free" => QueuePart.Free, _ => QueuePart.All };
        var shown = await queue.PageAsync(part, Math.Clamp(page ?? 1, 1, ReviewQueue.CountLimit), Who, cancellationToken);
        return View(shown with { LastNumber = after, Last = after is null ? null : await files.EndAsync(after, cancellationToken) });
    }

    [HttpGet("{number}")]
    public async Task<IActionResult> File(string number, string? after, CancellationToken cancellationToken)
    {
        if (await files.OpenAsync(number, Who, cancellationToken) is not { } file)
            return NotFound();

        return View(file with { Last = after is not null && await files.EndAsync(after, cancellationToken) is { } end ? (after, end) : null });
    }

    [HttpPost("{number}/claim")]
    public Task<IActionResult> Claim(string number, bool takeOver, CancellationToken cancellationToken) =>
        ActAsync(number, "", orderId => desk.ClaimAsync(orderId, Who, takeOver, cancellationToken), cancellationToken);

    [HttpPost("{number}/give-back")]
    public Task<IActionResult> GiveBack(string number, CancellationToken cancellationToken) =>
        ActAsync(number, "", orderId => desk.GiveBackAsync(orderId, Who, cancellationToken), cancellationToken);

    [HttpPost("{number}/note")]
    public Task<IActionResult> Note(string number, Guid id, string? text, CancellationToken cancellationToken) =>
        ActAsync(
            number,
            text,
            orderId => Written(text) is not { Length: > 0 } note ? Refuse("Write something first.")
                : id == Guid.Empty ? Refuse("This page is too old. Open it again.")
                : desk.NoteAsync(orderId, Who, id, note, cancellationToken),
            cancellationToken);

    [HttpPost("{number}/approve")]
    public Task<IActionResult> Approve(string number, string? note, CancellationToken cancellationToken) =>
        DecideAsync(number, Judgement.Approved, note, cancellationToken);

    [HttpPost("{number}/reject")]
    public Task<IActionResult> Reject(string number, string? reason, string? note, CancellationToken cancellationToken) => reason switch
    {
        "general" => DecideAsync(number, Judgement.Rejected, note, cancellationToken),
        "fraud" => DecideAsync(number, Judgement.RejectedAsFraud, note, cancellationToken),
        "compromise" => DecideAsync(number, Judgement.RejectedAsCompromise, note, cancellationToken),
        _ => ActAsync(number, note, _ => Refuse("Say why you reject the order."), cancellationToken),
    };

    /// <summary>After a decision comes the next order.</summary>
    private async Task<IActionResult> DecideAsync(string number, Judgement judgement, string? note, CancellationToken cancellationToken)
    {
        var answer = await ActAsync(number, note, orderId => desk.DecideAsync(orderId, Who, judgement, Written(note), cancellationToken), cancellationToken);
        return answer is SeeOther
            ? new SeeOther($"/admin/reviews{(await queue.NextAsync(number, Who, cancellationToken) is { } next ? "/" + next : "")}?after={number}")
            : answer;
    }

    private async Task<IActionResult> ActAsync(string number, string? typed, Func<long, Task<Refusal?>> act, CancellationToken cancellationToken)
    {
        if (await files.IdAsync(number, cancellationToken) is not { } orderId)
            return NotFound();
        if (await act(orderId) is not { } refusal)
            return new SeeOther($"/admin/reviews/{number}");

        var file = await files.OpenAsync(number, Who, cancellationToken);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View(nameof(File), file! with { Refused = refusal.Words, Typed = typed ?? "" });
    }

    private static string Written(string? text) => (text ?? "").Trim() is { Length: > ReviewNote.Longest } many ? many[..ReviewNote.Longest] : (text ?? "").Trim();

    private static Task<Refusal?> Refuse(string words) => Task.FromResult<Refusal?>(new Refusal(words));
}
