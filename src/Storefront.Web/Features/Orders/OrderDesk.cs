using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;

namespace Storefront.Web.Features.Orders;

/// <summary>
/// The one door through which an order is changed after the sale: in one transaction that locks the order's row before it
/// reads, so that changes of one order stand in line and each sees what the one before it did.
/// </summary>
internal sealed class OrderDesk(StoreDb db, Settlement settlement)
{
    /// <param name="orderId">Whose order it is has been settled by the caller.</param>
    /// <param name="change">Does it, or says why not; then nothing is kept. Nothing outside may be called.</param>
    /// <param name="cancellationToken">Stops the wait for the database.</param>
    public async Task<Refusal?> ChangeAsync(long orderId, Func<Order, Attempt, Task<Refusal?>> change, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.ChangeTracker.Clear();
        var locked = await db.Orders.Where(order => order.Id == orderId)
            .ExecuteUpdateAsync(set => set.SetProperty(order => order.LinkVersion, order => order.LinkVersion), cancellationToken);
        if (locked == 0)
            return Refusal.NotFound;

        var order = await db.Orders.Include(order => order.Lines).Include(order => order.Shipments).ThenInclude(shipment => shipment.Lines)
            .AsSplitQuery().SingleAsync(order => order.Id == orderId, cancellationToken);
        var attempt = await db.Attempts.SingleAsync(attempt => attempt.Id == order.AttemptId, cancellationToken);
        try
        {
            if (await change(order, attempt) is { } refusal)
            {
                db.ChangeTracker.Clear();
                return refusal;
            }

            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Refusal.Busy;
        }

        await transaction.CommitAsync(cancellationToken);
        settlement.Wake();
        return null;
    }
}

/// <summary>Why something was not done, in words for whoever asked.</summary>
internal sealed record Refusal(string Words)
{
    public static readonly Refusal NotFound = new("There is no such order.");

    /// <summary>The payment is being worked on in this very moment.</summary>
    public static readonly Refusal Busy = new("The payment of this order is being worked on just now. Try again in a moment.");
}

/// <summary>So many pieces of a line of an order.</summary>
internal sealed record Pieces(long LineId, int Quantity);
