using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Orders;

namespace Storefront.Web.Features.OrderList;

/// <summary>One order in a list of staff.</summary>
internal sealed record OrderRow(
    string Number, DateTimeOffset CreatedAt, OrderStatus Status, string Email, PurchaseSnapshot Purchase, decimal Total, decimal GivenBack, string PurchaseId, string? Decision, int? RiskScore)
{
    public string Buyer => $"{Purchase.Billing.FirstName} {Purchase.Billing.LastName}".Trim();

    public int Pieces => Purchase.Lines.Sum(line => line.Quantity);
}

/// <summary>Finds orders by words, state, decision and day: every word by the beginning of a term, through indexes.</summary>
internal sealed class OrderSearch(StoreDb db)
{
    public const int PageSize = 25;

    /// <summary>Nobody pages further, so nobody counts further.</summary>
    public const int CountLimit = 1000;

    public async Task<(IReadOnlyList<OrderRow> Rows, int Count)> PageAsync(OrderFilter filter, CancellationToken cancellationToken)
    {
        var matching = Matching(filter);
        var count = await matching.Take(CountLimit + 1).CountAsync(cancellationToken);
        var rows = await Rows(Sorted(matching, filter.Sort).Skip((filter.Page - 1) * PageSize).Take(PageSize)).ToListAsync(cancellationToken);
        return (rows, count);
    }

    /// <summary>All of them, one after another as they are read.</summary>
    public IAsyncEnumerable<OrderRow> ExportAsync(OrderFilter filter) => Rows(Sorted(Matching(filter), filter.Sort)).AsAsyncEnumerable();

    private IQueryable<Order> Matching(OrderFilter filter)
    {
        var orders = db.Orders.AsNoTracking();
        foreach (var word in OrderTerm.Asked(filter.Q))
        {
            var after = word + '\uffff';
#pragma warning disable CA1309 // SQL compares, by the column's collation
            orders = orders.Where(order => db.OrderTerms.Where(term => string.Compare(term.Term, word) >= 0 && string.Compare(term.Term, after) < 0).Select(term => term.OrderId).Contains(order.Id));
#pragma warning restore CA1309
        }

        if (filter.Status is { } status)
            orders = orders.Where(order => order.Status == status);
        if (filter.Decision is { } decision)
        {
            var wanted = decision == OrderFilter.NotAsked ? null : decision;
            orders = orders.Where(order => db.Attempts.Where(attempt => attempt.Decision == wanted).Select(attempt => attempt.Id).Contains(order.AttemptId));
        }

        if (filter.From is { } from)
            orders = orders.Where(order => order.CreatedAt >= Midnight(from));
        if (filter.To is { } to)
            orders = orders.Where(order => order.CreatedAt < Midnight(to.AddDays(1)));
        return orders;
    }

    private IQueryable<OrderRow> Rows(IQueryable<Order> orders) =>
        from order in orders
        join attempt in db.Attempts.AsNoTracking() on order.AttemptId equals attempt.Id
        select new OrderRow(
            order.Number, order.CreatedAt, order.Status, order.Email, order.Purchase, order.Total, order.GivenBack, order.PurchaseId, attempt.Decision, attempt.RiskScore);

    private static IQueryable<Order> Sorted(IQueryable<Order> orders, OrderSort sort) => sort switch
    {
        OrderSort.Oldest => orders.OrderBy(order => order.CreatedAt).ThenBy(order => order.Id),
        OrderSort.Largest => orders.OrderByDescending(order => order.Total).ThenByDescending(order => order.Id),
        _ => orders.OrderByDescending(order => order.CreatedAt).ThenByDescending(order => order.Id),
    };

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
