using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Labels;
using Storefront.Web.Features.Orders;

namespace Storefront.Web.Features.Reviews;

/// <summary>Another order, and what it has in common with the one that is looked at.</summary>
internal sealed record SimilarOrder(
    long Id, string Number, DateTimeOffset CreatedAt, OrderStatus Status, decimal Total, decimal Captured, string? Decision, bool IsDisputed, LabelMeaning? Label, IReadOnlyList<string> Shares);

/// <summary>Finds orders that may be of the same person: same card, e-mail, address, or connection.</summary>
internal sealed class SimilarOrders(StoreDb db)
{
    private const int PerKind = 12;

    /// <summary>The newest of them; of those that share most first.</summary>
    public async Task<IReadOnlyList<SimilarOrder>> FindAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var others = db.Attempts.AsNoTracking().Where(other => other.Id != attempt.Id && other.OrderNumber != null);
        List<(Guid Id, string Shares)> found =
        [
            .. await NewestAsync("card", others.Where(other => other.CardFingerprint == attempt.CardFingerprint), cancellationToken),
            .. await NewestAsync("e-mail", others.Where(other => other.EmailKey == attempt.EmailKey), cancellationToken),
            .. await NewestAsync("address", others.Where(other => other.AddressKey == attempt.AddressKey), cancellationToken),
            .. attempt.DeviceId is { } device ? await NewestAsync("device", others.Where(other => other.DeviceId == device), cancellationToken) : [],
            .. await NewestAsync("connection", others.Where(other => other.IpAddress == attempt.IpAddress), cancellationToken),
        ];
        var shares = found.GroupBy(link => link.Id, link => link.Shares).ToDictionary(links => links.Key, links => links.ToList());
        var rows = await (
            from order in db.Orders.AsNoTracking().Where(order => shares.Keys.Contains(order.AttemptId))
            join other in db.Attempts.AsNoTracking() on order.AttemptId equals other.Id
            select new
            {
                order.Id, order.AttemptId, order.Number, order.CreatedAt, order.Status, order.Total, order.Captured, other.Decision,
                IsDisputed = db.Chargebacks.Any(chargeback => chargeback.OrderId == order.Id),
                Label = db.Labels.Where(label => label.OrderNumber == order.Number).OrderByDescending(label => label.At).Select(label => (LabelMeaning?)label.Meaning).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new SimilarOrder(row.Id, row.Number, row.CreatedAt, row.Status, row.Total, row.Captured, row.Decision, row.IsDisputed, row.Label, shares[row.AttemptId]))
                .OrderByDescending(row => row.Shares.Count).ThenByDescending(row => row.CreatedAt),
        ];
    }

    private static async Task<IEnumerable<(Guid, string)>> NewestAsync(string what, IQueryable<Attempt> same, CancellationToken cancellationToken) =>
        (await same.OrderByDescending(other => other.CreatedAt).Take(PerKind).Select(other => other.Id).ToListAsync(cancellationToken)).Select(id => (id, what));
}
