using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Orders;

namespace Storefront.Web.Features.MyOrders;

/// <summary>A customer's orders. Whose they are stands in every query: another's order is not there.</summary>
internal sealed class OrderShelf(StoreDb db, OrderLinks links)
{
    private const int OrdersPerPage = 10;

    public async Task<ShelfPage> PageAsync(Guid customer, int page, CancellationToken cancellationToken)
    {
        var own = db.Orders.AsNoTracking().Where(order => order.CustomerId == customer);
        var count = await own.CountAsync(cancellationToken);
        var last = Math.Max(1, (count + OrdersPerPage - 1) / OrdersPerPage);
        page = Math.Clamp(page, 1, last);
        var orders = await own.OrderByDescending(order => order.CreatedAt).ThenByDescending(order => order.Id)
            .Skip((page - 1) * OrdersPerPage).Take(OrdersPerPage).ToListAsync(cancellationToken);
        return new ShelfPage(orders, page, last, await CountUnclaimedAsync(customer, cancellationToken));
    }

    public Task<Order?> FindAsync(Guid customer, string number, CancellationToken cancellationToken) =>
        db.Orders.AsNoTracking().Include(order => order.Lines).Include(order => order.Changes).Include(order => order.Shipments).AsSplitQuery()
            .SingleOrDefaultAsync(order => order.CustomerId == customer && order.Number == number, cancellationToken);

    /// <summary>The order with what was asked back and paid back of it.</summary>
    public async Task<MyOrderPage> WithStoryAsync(Order order, CancellationToken cancellationToken) => new(
        order,
        await db.Refunds.AsNoTracking().Where(refund => refund.OrderId == order.Id).OrderBy(refund => refund.RequestedAt).ToListAsync(cancellationToken),
        await db.Returns.AsNoTracking().Include(request => request.Lines).Where(request => request.OrderId == order.Id).OrderBy(request => request.AskedAt).ToListAsync(cancellationToken));

    /// <summary>Guests' orders confirmed to this customer's mailbox, once that is proven to be theirs, become the customer's.</summary>
    public async Task ClaimByMailboxAsync(Guid customer, CancellationToken cancellationToken)
    {
        if (await UnclaimedAsync(customer, cancellationToken) is { } orders)
            await orders.ExecuteUpdateAsync(order => order.SetProperty(found => found.CustomerId, customer), cancellationToken);
    }

    /// <summary>Whoever has the signed link of a guest's order has its mailbox. False: no such link, or the order has an owner.</summary>
    public async Task<bool> ClaimByLinkAsync(Guid customer, string number, string key, CancellationToken cancellationToken)
    {
        if (await links.OpenAsync(number, key, cancellationToken) is not { } order)
            return false;

        await db.Orders.Where(found => found.Id == order.Id && found.CustomerId == null)
            .ExecuteUpdateAsync(found => found.SetProperty(claimed => claimed.CustomerId, customer), cancellationToken);
        return await db.Orders.AnyAsync(found => found.Id == order.Id && found.CustomerId == customer, cancellationToken);
    }

    private async Task<int> CountUnclaimedAsync(Guid customer, CancellationToken cancellationToken) =>
        await UnclaimedAsync(customer, cancellationToken) is { } orders ? await orders.CountAsync(cancellationToken) : 0;

    // As the address is written in the account, and in small letters: comparing all of them without case would read every order.
    private async Task<IQueryable<Order>?> UnclaimedAsync(Guid customer, CancellationToken cancellationToken)
    {
        var email = await db.Users.Where(found => found.Id == customer && found.EmailConfirmed).Select(found => found.Email).SingleOrDefaultAsync(cancellationToken);
        if (email is null)
            return null;

        var spellings = new[] { email, email.ToLowerInvariant() };
        return db.Orders.Where(order => order.CustomerId == null && spellings.Contains(order.Email));
    }
}
