using Microsoft.EntityFrameworkCore;
using Storefront.FraudProtection;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;

namespace Storefront.Web.Features.OrderFile;

/// <summary>Gathers what the shop knows of an order.</summary>
internal sealed class OrderFiles(StoreDb db)
{
    private const int AtMost = 100;
    private const int LinksPerKind = 8;

    public Task<long?> IdAsync(string number, CancellationToken cancellationToken) =>
        db.Orders.Where(order => order.Number == number).Select(order => (long?)order.Id).SingleOrDefaultAsync(cancellationToken);

    public async Task<OrderFilePage?> OpenAsync(string number, Refused? refused, CancellationToken cancellationToken)
    {
        var order = await db.Orders.AsNoTracking().Include(order => order.Lines).Include(order => order.Changes)
            .Include(order => order.Shipments).ThenInclude(shipment => shipment.Lines).AsSplitQuery()
            .SingleOrDefaultAsync(order => order.Number == number, cancellationToken);
        if (order is null)
            return null;

        var attempt = await db.Attempts.AsNoTracking().SingleAsync(attempt => attempt.Id == order.AttemptId, cancellationToken);
        return new OrderFilePage
        {
            Order = order,
            Attempt = attempt,
            Refunds = await db.Refunds.AsNoTracking().Include(refund => refund.Lines).Where(refund => refund.OrderId == order.Id)
                .OrderBy(refund => refund.RequestedAt).Take(AtMost).ToListAsync(cancellationToken),
            Returns = await db.Returns.AsNoTracking().Include(request => request.Lines).Where(request => request.OrderId == order.Id)
                .OrderBy(request => request.AskedAt).Take(AtMost).ToListAsync(cancellationToken),
            Events = await db.Outbox.AsNoTracking().Where(row => row.Key == attempt.OutboxKey).OrderBy(row => row.Id).Take(AtMost)
                .Select(row => new EventRow(row.Id, row.Event, row.State, row.CreatedAt, row.DueAt, row.DeliveredAt, row.Tries, row.LastStatus, row.LastAnswer, row.Body))
                .ToListAsync(cancellationToken),
            Mails = await db.Mail.AsNoTracking().Where(mail => mail.About == order.Number).OrderBy(mail => mail.CreatedAt).Take(AtMost)
                .Select(mail => new MailRow(mail.Id, mail.Subject, mail.Text, mail.CreatedAt, mail.SentAt, mail.Tries)).ToListAsync(cancellationToken),
            Linked = await LinkedAsync(attempt, cancellationToken),
            Assessment = attempt.Assessment is { } raw ? Parse(raw, attempt.CorrelationId) : null,
            Refused = refused,
        };
    }

    /// <summary>The newest orders that share card, e-mail, address, device or network with this one.</summary>
    private async Task<IReadOnlyList<LinkedOrder>> LinkedAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var others = db.Attempts.AsNoTracking().Where(other => other.Id != attempt.Id && other.OrderNumber != null);
        var found = new List<(string Number, string Shares)>();
        await FindAsync("card", others.Where(other => other.CardFingerprint == attempt.CardFingerprint));
        await FindAsync("e-mail", others.Where(other => other.EmailKey == attempt.EmailKey));
        await FindAsync("address", others.Where(other => other.AddressKey == attempt.AddressKey));
        if (attempt.DeviceId is { } device)
            await FindAsync("device", others.Where(other => other.DeviceId == device));
        await FindAsync("network", others.Where(other => other.IpAddress == attempt.IpAddress));

        var shares = found.GroupBy(link => link.Number, link => link.Shares, StringComparer.Ordinal).ToDictionary(links => links.Key, links => links.ToList(), StringComparer.Ordinal);
        var orders = await (
            from order in db.Orders.AsNoTracking().Where(order => shares.Keys.Contains(order.Number))
            join other in db.Attempts.AsNoTracking() on order.AttemptId equals other.Id
            select new { order.Number, order.CreatedAt, order.Status, order.Total, other.Decision }).ToListAsync(cancellationToken);
        return [.. orders.Select(order => new LinkedOrder(order.Number, order.CreatedAt, order.Status, order.Total, order.Decision, shares[order.Number]))
            .OrderByDescending(order => order.Shares.Count).ThenByDescending(order => order.CreatedAt)];

        async Task FindAsync(string what, IQueryable<Attempt> same) =>
            found.AddRange((await same.OrderByDescending(other => other.CreatedAt).Take(LinksPerKind).Select(other => other.OrderNumber!).ToListAsync(cancellationToken)).Select(number => (number, what)));
    }

    private static PurchaseAssessment? Parse(string raw, string correlationId)
    {
        try
        {
            return PurchaseAssessment.Parse(raw, correlationId);
        }
        catch (FraudProtectionException)
        {
            return null; // stored by an earlier version, or cut: the page then shows the text alone
        }
    }
}
