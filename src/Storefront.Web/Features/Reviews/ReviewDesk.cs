using Microsoft.EntityFrameworkCore;
using Storefront.FraudProtection.Events;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Labels;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Reviews;

/// <summary>
/// Works on held orders: claims, notes, and the one decision. Each is one transaction that locks the order's row, so two who
/// decide at once stand in line and the second is told what the first did.
/// </summary>
internal sealed class ReviewDesk(StoreDb db, OrderDesk desk, Settlement settlement, LabelBook labels, AuditTrail audit, TimeProvider clock)
{
    /// <param name="orderId">The order.</param>
    /// <param name="who">Takes it, or keeps it for another while.</param>
    /// <param name="takeOver">Also from a colleague whose claim has not run out.</param>
    /// <param name="cancellationToken">Stops the wait for the database.</param>
    public Task<Refusal?> ClaimAsync(long orderId, Reviewer who, bool takeOver, CancellationToken cancellationToken) =>
        WorkAsync(orderId, who, takeOver, (_, _, _) => Task.CompletedTask, cancellationToken);

    public Task<Refusal?> GiveBackAsync(long orderId, Reviewer who, CancellationToken cancellationToken) => desk.ChangeAsync(
        orderId,
        async (order, _) =>
        {
            if (await CaseAsync(order, cancellationToken) is { } review && review.IsClaimedBy(who, clock.GetUtcNow()))
            {
                review.GiveBack();
                audit.Record("Review given back", Subject(order), before: new { ClaimedBy = who.Name }, after: null);
            }

            return null;
        },
        cancellationToken);

    public Task<Refusal?> NoteAsync(long orderId, Reviewer who, Guid id, string text, CancellationToken cancellationToken) => desk.ChangeAsync(
        orderId,
        async (order, _) =>
        {
            if (!await db.ReviewNotes.AnyAsync(note => note.Id == id, cancellationToken))
                Note(order, who, id, text);
            if (await CaseAsync(order, cancellationToken) is { } review && review.IsClaimedBy(who, clock.GetUtcNow()))
                review.Claim(who, clock.GetUtcNow());
            return null;
        },
        cancellationToken);

    /// <summary>Releases the order to be paid, or gives back what is reserved. Nothing else can move a held order while it is held.</summary>
    public async Task<Refusal?> DecideAsync(long orderId, Reviewer who, Judgement judgement, string note, CancellationToken cancellationToken)
    {
        if (await IsDecidedAsync(orderId, who, judgement, cancellationToken))
            return null; // sent twice, decided once

        return await WorkAsync(orderId, who, takeOver: false, (order, attempt, review) => ApplyAsync(order, attempt, review, who, judgement, note, cancellationToken), cancellationToken) is { } refusal
            && !await IsDecidedAsync(orderId, who, judgement, cancellationToken)
            ? refusal
            : null;
    }

    private async Task ApplyAsync(Order order, Attempt attempt, ReviewCase review, Reviewer who, Judgement judgement, string note, CancellationToken cancellationToken)
    {
        attempt.Lease = null; // whoever worked on it and stalled can store nothing any more
        review.Decide(who, judgement, clock.GetUtcNow());
        if (note.Length > 0)
            Note(order, who, Guid.NewGuid(), note);
        audit.Record(judgement == Judgement.Approved ? "Order approved" : "Order rejected", Subject(order), new { order.Status }, new { Judgement = judgement, attempt.Total, Note = note });

        if (judgement == Judgement.Approved)
            await settlement.ReleaseAsync(attempt, ReasonOf(judgement), cancellationToken);
        else
            await settlement.RefuseAsync(attempt, ReasonOf(judgement), cancellationToken);

        if (judgement == Judgement.RejectedAsFraud)
            labels.Add(attempt, LabelMeaning.PurchaseFraud, who.Name);
        else if (judgement == Judgement.RejectedAsCompromise)
            labels.Add(attempt, LabelMeaning.PurchaseTakeover, who.Name);
    }

    /// <summary>Does something with an order that is held and that nobody else works on, and claims it for another while.</summary>
    private Task<Refusal?> WorkAsync(long orderId, Reviewer who, bool takeOver, Func<Order, Attempt, ReviewCase, Task> work, CancellationToken cancellationToken) => desk.ChangeAsync(
        orderId,
        async (order, attempt) =>
        {
            var now = clock.GetUtcNow();
            var review = await CaseAsync(order, cancellationToken);
            if (order.Status != OrderStatus.InReview || attempt.Step != AttemptStep.Hold)
                return new Refusal(ReviewEnd.Of(attempt, review)?.Words ?? "This order is not held.");
            if (!takeOver && review?.IsClaimedByAnother(who, now) == true)
                return new Refusal($"{review.ClaimedBy} is working on this order until {review.ClaimedUntil:HH:mm} UTC.");
            if (attempt.LeaseUntil > now)
                return Refusal.Busy;

            if (review is null)
                db.ReviewCases.Add(review = new ReviewCase { OrderId = order.Id });
            if (!review.IsClaimedBy(who, now))
                audit.Record(review.IsClaimed(now) ? "Review taken over" : "Review claimed", Subject(order), new { review.ClaimedBy }, new { ClaimedBy = who.Name });
            review.Claim(who, now);
            await work(order, attempt, review);
            return null;
        },
        cancellationToken);

    private void Note(Order order, Reviewer who, Guid id, string text)
    {
        db.ReviewNotes.Add(new ReviewNote { Id = id, OrderId = order.Id, At = clock.GetUtcNow(), By = who.Name, Text = text });
        audit.Record("Review note", Subject(order), before: null, after: new { Text = text });
    }

    private Task<ReviewCase?> CaseAsync(Order order, CancellationToken cancellationToken) =>
        db.ReviewCases.SingleOrDefaultAsync(review => review.OrderId == order.Id, cancellationToken);

    private Task<bool> IsDecidedAsync(long orderId, Reviewer who, Judgement judgement, CancellationToken cancellationToken) =>
        db.ReviewCases.AnyAsync(review => review.OrderId == orderId && review.DecidedById == who.Id && review.Judgement == judgement, cancellationToken);

    private static string Subject(Order order) => $"order {order.Number}";

    private static PurchaseStatusReason ReasonOf(Judgement judgement) => judgement switch
    {
        Judgement.RejectedAsFraud => PurchaseStatusReason.OfflineManualReviewFraud,
        Judgement.RejectedAsCompromise => PurchaseStatusReason.OfflineManualReviewAccountCompromise,
        _ => PurchaseStatusReason.OfflineManualReviewGeneral,
    };
}
