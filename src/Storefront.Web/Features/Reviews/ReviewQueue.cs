using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Orders;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Reviews;

public enum QueuePart
{
    All,

    /// <summary>Nobody works on them.</summary>
    Free,

    Mine,
}

/// <summary>The held orders, oldest first.</summary>
internal sealed class ReviewQueue(StoreDb db, FraudConnection fraud, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <summary>Nobody counts further.</summary>
    public const int CountLimit = 1000;

    public async Task<ReviewQueuePage> PageAsync(QueuePart part, int page, Reviewer who, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<QueuePart, int>();
        foreach (var each in Enum.GetValues<QueuePart>())
            counts[each] = await Held(each, who).Take(CountLimit + 1).CountAsync(cancellationToken);

        var held = Held(part, who).OrderBy(order => order.CreatedAt).ThenBy(order => order.Id).Skip((page - 1) * PageSize).Take(PageSize);
        var rows = await (
            from order in held
            join attempt in db.Attempts.AsNoTracking() on order.AttemptId equals attempt.Id
            join found in db.ReviewCases.AsNoTracking() on order.Id equals found.OrderId into cases
            from review in cases.DefaultIfEmpty()
            orderby order.CreatedAt, order.Id
            select new ReviewRow(
                order.Number, order.CreatedAt, order.Purchase, order.Total, attempt.HoldUntil, attempt.NoAnswer, attempt.Decision, attempt.RiskScore, attempt.Assessment,
                attempt.CorrelationId, review)).ToListAsync(cancellationToken);
        return new ReviewQueuePage(part, page, counts, rows, clock.GetUtcNow(), who) { ByDefault = HoldEnd.Word(fraud.HoldDefaultAction) };
    }

    /// <summary>The oldest that nobody else works on, apart from this one; null when there is none.</summary>
    public async Task<string?> NextAsync(string after, Reviewer who, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.Orders.AsNoTracking()
            .Where(order => order.Status == OrderStatus.InReview && order.Number != after
                && !db.ReviewCases.Any(review => review.OrderId == order.Id && review.ClaimedUntil > now && review.ClaimedById != who.Id))
            .OrderBy(order => order.CreatedAt).ThenBy(order => order.Id)
            .Select(order => order.Number).FirstOrDefaultAsync(cancellationToken);
    }

    private IQueryable<Order> Held(QueuePart part, Reviewer who)
    {
        var now = clock.GetUtcNow();
        var held = db.Orders.AsNoTracking().Where(order => order.Status == OrderStatus.InReview);
        return part switch
        {
            QueuePart.Free => held.Where(order => !db.ReviewCases.Any(review => review.OrderId == order.Id && review.ClaimedUntil > now)),
            QueuePart.Mine => held.Where(order => db.ReviewCases.Any(review => review.OrderId == order.Id && review.ClaimedUntil > now && review.ClaimedById == who.Id)),
            _ => held,
        };
    }
}

/// <summary>One held order in the list.</summary>
internal sealed record ReviewRow(
    string Number, DateTimeOffset CreatedAt, PurchaseSnapshot Purchase, decimal Total, DateTimeOffset? HoldUntil, bool NoAnswer, string? Decision, int? RiskScore, string? Assessment,
    string CorrelationId, ReviewCase? Case)
{
    public string Buyer => $"{Purchase.Billing.FirstName} {Purchase.Billing.LastName}".Trim();

    public ReviewReason Reason => ReviewReason.Of(NoAnswer, Decision, RiskScore, Assessment, CorrelationId);
}

internal sealed record ReviewQueuePage(QueuePart Part, int Page, IReadOnlyDictionary<QueuePart, int> Counts, IReadOnlyList<ReviewRow> Rows, DateTimeOffset Now, Reviewer Who)
{
    public int Pages => (Math.Min(Counts[Part], ReviewQueue.CountLimit) + ReviewQueue.PageSize - 1) / ReviewQueue.PageSize;

    /// <summary>What became of the order decided last.</summary>
    public ReviewEnd? Last { get; init; }

    public string? LastNumber { get; init; }

    /// <summary>What is done with those nobody decides on: "charged" or "cancelled".</summary>
    public required string ByDefault { get; init; }
}
