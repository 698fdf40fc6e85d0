using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Features.Reviews;
using Storefront.Web.Payments;

namespace Storefront.Web.Features.Chargebacks;

/// <summary>One chargeback with what it is about.</summary>
internal sealed class ChargebackFiles(StoreDb db, SimilarOrders similar, TimeProvider clock)
{
    private const int AtMost = 200;

    public async Task<ChargebackFile?> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        var chargeback = await db.Chargebacks.AsNoTracking().Include(chargeback => chargeback.Order).Include(chargeback => chargeback.Steps).SingleOrDefaultAsync(chargeback => chargeback.Id == id, cancellationToken);
        if (chargeback is null)
            return null;

        var others = await db.Chargebacks.AsNoTracking().Where(other => other.OrderId == chargeback.OrderId && other.Id != id).ToListAsync(cancellationToken);
        return new ChargebackFile(chargeback, chargeback.Order!, others, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
    }

    /// <summary>What the bank is shown: the sale from beginning to end, and earlier sales nobody disputed. Nothing of how we judge.</summary>
    public async Task<Evidence?> EvidenceAsync(Guid id, CancellationToken cancellationToken)
    {
        var chargeback = await db.Chargebacks.AsNoTracking().SingleOrDefaultAsync(chargeback => chargeback.Id == id, cancellationToken);
        if (chargeback is null)
            return null;

        var order = await db.Orders.AsNoTracking().Include(order => order.Lines).Include(order => order.Changes).Include(order => order.Shipments).ThenInclude(shipment => shipment.Lines)
            .AsSplitQuery().SingleAsync(order => order.Id == chargeback.OrderId, cancellationToken);
        var attempt = await db.Attempts.AsNoTracking().SingleAsync(attempt => attempt.Id == order.AttemptId, cancellationToken);
        var earlier = (await similar.FindAsync(attempt, cancellationToken))
            .Where(other => other.CreatedAt < order.CreatedAt && other.Captured > 0 && !other.IsDisputed && other.Label is null && other.Status is OrderStatus.Paid or OrderStatus.Shipped or OrderStatus.Delivered)
            .ToList();
        return new Evidence
        {
            Chargeback = chargeback,
            Order = order,
            Attempt = attempt,
            Authorization = attempt.Authorization is null ? null : JsonSerializer.Deserialize<PaymentAnswer>(attempt.Authorization),
            Refunds = await db.Refunds.AsNoTracking().Where(refund => refund.OrderId == order.Id && refund.State == RefundState.Paid).OrderBy(refund => refund.FinishedAt).Take(AtMost).ToListAsync(cancellationToken),
            Mails = await db.Mail.AsNoTracking().Where(mail => mail.About == order.Number).OrderBy(mail => mail.CreatedAt).Take(AtMost).ToListAsync(cancellationToken),
            Earlier = earlier,
            MadeAt = clock.GetUtcNow(),
        };
    }
}

internal sealed record ChargebackFile(Chargeback Chargeback, Order Order, IReadOnlyList<Chargeback> Others, DateOnly Today)
{
    public bool IsOverdue => Chargeback.IsDue && Chargeback.DueOn < Today;

    /// <summary>What the buyer got twice, or would get twice if the bank takes it.</summary>
    public decimal PaidTwice => Chargeback.Status == ChargebackStatus.Accepted ? Chargeback.PaidTwice : Math.Max(0, Chargeback.Amount - Order.Remaining);

    public string? Refused { get; init; }
}

internal sealed record Evidence
{
    public required Chargeback Chargeback { get; init; }

    public required Order Order { get; init; }

    public required Attempt Attempt { get; init; }

    public required PaymentAnswer? Authorization { get; init; }

    public required IReadOnlyList<Refund> Refunds { get; init; }

    public required IReadOnlyList<MailMessage> Mails { get; init; }

    /// <summary>Paid before, by what looks like the same person, and never disputed.</summary>
    public required IReadOnlyList<SimilarOrder> Earlier { get; init; }

    public required DateTimeOffset MadeAt { get; init; }
}
