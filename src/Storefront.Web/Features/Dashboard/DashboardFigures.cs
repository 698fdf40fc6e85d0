using Microsoft.EntityFrameworkCore;
using Storefront.FraudProtection.Events;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Dashboard;

/// <summary>One attempt, as far as the figures need it.</summary>
internal sealed record JudgedAttempt(DateTimeOffset At, string? Decision, bool NoAnswer, AssessmentType? Mode, int? Score, int? Milliseconds, Verdict? ProtectVerdict, string? Rule, decimal Total);

/// <summary>What waits, how much of it and how long the oldest has waited.</summary>
internal sealed record Backlog(int Waiting, DateTimeOffset? Oldest, int Parked = 0);

/// <summary>What Protect would have done in Evaluate, and what became of those orders.</summary>
internal sealed record Comparison(Verdict Verdict, string Became, int Count, decimal Money);

internal sealed record DashboardFigures
{
    public required IReadOnlyList<JudgedAttempt> Attempts { get; init; }

    /// <summary>Whether there were more than are looked at.</summary>
    public required bool IsCut { get; init; }

    public required Backlog Review { get; init; }

    public required Backlog Outbox { get; init; }

    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    public required int Paid { get; init; }

    public required int Refunded { get; init; }

    /// <summary>Recorded in this time, whenever their orders were paid: so do the card schemes count.</summary>
    public required int Chargebacks { get; init; }
}

/// <summary>Reads the figures from the shop's own tables: every query follows an index and ends at a bound.</summary>
internal sealed class DashboardReader(StoreDb db)
{
    /// <summary>The newest this many attempts of a period are looked at.</summary>
    public const int MostAttempts = 20_000;

    public async Task<DashboardFigures> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var attempts = await db.Attempts.AsNoTracking()
            .Where(attempt => attempt.CreatedAt >= since)
            .OrderByDescending(attempt => attempt.CreatedAt)
            .Take(MostAttempts + 1)
            .Select(attempt => new JudgedAttempt(
                attempt.CreatedAt, attempt.Decision, attempt.NoAnswer, attempt.Mode, attempt.RiskScore, attempt.AssessmentMilliseconds, attempt.ProtectVerdict, attempt.Rule, attempt.Total))
            .ToListAsync(cancellationToken);
        return new DashboardFigures
        {
            Attempts = attempts.Count > MostAttempts ? attempts[..MostAttempts] : attempts,
            IsCut = attempts.Count > MostAttempts,
            Review = await ReviewAsync(cancellationToken),
            Outbox = await OutboxAsync(cancellationToken),
            Comparisons = await CompareAsync(since, cancellationToken),
            Paid = await db.Orders.CountAsync(order => order.CreatedAt >= since && order.Captured > 0, cancellationToken),
            Refunded = await db.Orders.CountAsync(order => order.CreatedAt >= since && order.GivenBack > 0, cancellationToken),
            Chargebacks = await db.Chargebacks.CountAsync(chargeback => chargeback.RecordedAt >= since, cancellationToken),
        };
    }

    private async Task<Backlog> ReviewAsync(CancellationToken cancellationToken)
    {
        var held = db.Attempts.Where(attempt => attempt.Step == AttemptStep.Hold);
        return new(await held.CountAsync(cancellationToken), await held.MinAsync(attempt => attempt.AuthorizedAt, cancellationToken));
    }

    private async Task<Backlog> OutboxAsync(CancellationToken cancellationToken)
    {
        var waiting = db.Outbox.Where(row => row.State == OutboxState.Waiting);
        return new(
            await waiting.CountAsync(cancellationToken),
            await waiting.MinAsync(row => (DateTimeOffset?)row.CreatedAt, cancellationToken),
            await db.Outbox.CountAsync(row => row.State == OutboxState.Parked, cancellationToken));
    }

    private async Task<IReadOnlyList<Comparison>> CompareAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var doubtful = await (
            from attempt in db.Attempts
            where attempt.CreatedAt >= since && attempt.Mode == AssessmentType.Evaluate && (attempt.ProtectVerdict == Verdict.Reject || attempt.ProtectVerdict == Verdict.Hold)
            join order in db.Orders on attempt.Id equals order.AttemptId into orders
            from order in orders.DefaultIfEmpty()
            orderby attempt.CreatedAt descending
            select new { attempt.ProtectVerdict, Status = (OrderStatus?)order.Status, attempt.Outcome, attempt.Total }).Take(MostAttempts).ToListAsync(cancellationToken);
        return
        [
            .. doubtful
                .GroupBy(row => (Verdict: row.ProtectVerdict!.Value, Became: row.Status is { } status ? OrderWords(status) : AttemptWords(row.Outcome)))
                .Select(group => new Comparison(group.Key.Verdict, group.Key.Became, group.Count(), group.Sum(row => row.Total)))
                .OrderByDescending(row => row.Verdict).ThenByDescending(row => row.Count),
        ];
    }

    private static string OrderWords(OrderStatus status) => status == OrderStatus.InReview ? "In review" : status.ToString();

    private static string AttemptWords(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.None => "Being placed",
        AttemptOutcome.OutOfStock => "Out of stock",
        AttemptOutcome.PaymentUnavailable => "Bank gave no answer",
        _ => outcome.ToString(),
    };
}
