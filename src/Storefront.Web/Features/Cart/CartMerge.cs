using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;

namespace Storefront.Web.Features.Cart;

/// <summary>
/// A customer has one cart, wherever they sign in. What was put into a visitor's cart before goes into it: quantities are added,
/// as far as we send so many and have them.
/// </summary>
internal sealed class CartMerge(StoreDb db, CartAccess access, TimeProvider time)
{
    public async Task SignedInAsync(Guid customer, CancellationToken cancellationToken)
    {
        var own = await db.Carts.Where(cart => cart.CustomerId == customer).OrderByDescending(cart => cart.UpdatedAt).Select(cart => (Guid?)cart.Id).FirstOrDefaultAsync(cancellationToken);
        if (access.Id is { } here && here != own && await IsAVisitorsAsync(here, customer, cancellationToken))
            own = await TakeAsync(here, own, customer, cancellationToken);

        if (own is { } cart)
            access.Keep(cart);
        else
            access.Forget();
    }

    private Task<bool> IsAVisitorsAsync(Guid cart, Guid customer, CancellationToken cancellationToken) =>
        db.Carts.AnyAsync(found => found.Id == cart && (found.CustomerId == null || found.CustomerId == customer), cancellationToken);

    private async Task<Guid> TakeAsync(Guid here, Guid? own, Guid customer, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (own is { } cart)
            await MoveAsync(here, cart, cancellationToken);
        await db.Carts.Where(found => found.Id == (own ?? here)).ExecuteUpdateAsync(
            found => found.SetProperty(c => c.CustomerId, customer).SetProperty(c => c.UpdatedAt, now), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return own ?? here;
    }

    private async Task MoveAsync(Guid from, Guid to, CancellationToken cancellationToken)
    {
        var brought = await db.CartLines.AsNoTracking().Where(line => line.CartId == from)
            .Select(line => new { line.VariantId, line.Quantity, line.Variant!.Stock }).ToListAsync(cancellationToken);
        var there = await db.CartLines.Where(line => line.CartId == to).ToListAsync(cancellationToken);
        foreach (var line in brought)
        {
            var most = Math.Min(ShoppingCart.MaximumQuantity, line.Stock);
            if (there.Find(known => known.VariantId == line.VariantId) is { } known)
                known.Quantity = Math.Max(known.Quantity, Math.Min(known.Quantity + line.Quantity, most));
            else
                db.CartLines.Add(new CartLine { CartId = to, VariantId = line.VariantId, Quantity = line.Quantity, AddedAt = time.GetUtcNow() });
        }

        await db.SaveChangesAsync(cancellationToken);
        await db.CartLines.Where(line => line.CartId == from).ExecuteDeleteAsync(cancellationToken);
    }
}
