using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;

namespace Storefront.Web.Features.Cart;

/// <summary>
/// Changes the cart of whoever sent the request. Whatever is refused changes nothing and comes back as the sentence to show.
/// Two changes at once never lose one another: quantities move by conditional updates.
/// </summary>
internal sealed class CartEditor(StoreDb db, CartAccess access, TimeProvider time)
{
    private const int MaximumLines = 100;

    /// <summary>What a SKU can be added as; null for one that is not sold.</summary>
    public Task<Addable?> FindAsync(string? sku, CancellationToken cancellationToken) =>
        db.Variants.AsNoTracking()
            .Where(variant => variant.Sku == sku && variant.Product!.Visible)
            .Select(variant => new Addable(variant.Id, variant.Sku, variant.Stock))
            .SingleOrDefaultAsync(cancellationToken);

    public async Task<string?> AddAsync(Addable product, int quantity, CancellationToken cancellationToken)
    {
        if (CartRules.Refusal(quantity, product.Stock) is { } refusal)
            return refusal;

        // A second round is needed only when the same line was made by a request beside this one.
        for (var round = 1; ; round++)
        {
            try
            {
                return await TryAddAsync(product, quantity, cancellationToken);
            }
            catch (DbUpdateException) when (round < 3)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Sets lines to quantities that were checked; lines no longer there are left alone.</summary>
    public async Task SetAsync(IEnumerable<(int VariantId, int Quantity)> quantities, CancellationToken cancellationToken)
    {
        if (access.Id is not { } cart)
            return;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var (variant, quantity) in quantities)
            await Line(cart, variant).ExecuteUpdateAsync(line => line.SetProperty(l => l.Quantity, quantity), cancellationToken);
        await TouchAsync(cart, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        access.Keep(cart);
    }

    public async Task RemoveAsync(string sku, CancellationToken cancellationToken)
    {
        if (access.Id is not { } cart)
            return;

        await db.CartLines.Where(line => line.CartId == cart && line.Variant!.Sku == sku).ExecuteDeleteAsync(cancellationToken);
        await TouchAsync(cart, cancellationToken);
        access.Keep(cart);
    }

    private async Task<string?> TryAddAsync(Addable product, int quantity, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var cart = access.Id ?? Guid.NewGuid();
        if (!await RaiseAsync(cart, product, quantity, cancellationToken))
        {
            if (await RefusalAsync(cart, product, quantity, cancellationToken) is { } refusal)
                return refusal;
            if (!await db.Carts.AnyAsync(other => other.Id == cart, cancellationToken))
                db.Carts.Add(new ShoppingCart { Id = cart, CustomerId = access.CustomerId, UpdatedAt = time.GetUtcNow() });
            db.CartLines.Add(new CartLine { CartId = cart, VariantId = product.VariantId, Quantity = quantity, AddedAt = time.GetUtcNow() });
            await db.SaveChangesAsync(cancellationToken);
        }
        await TouchAsync(cart, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        access.Keep(cart);
        return null;
    }

    // More of a line that is there and has room for it.
    private async Task<bool> RaiseAsync(Guid cart, Addable product, int quantity, CancellationToken cancellationToken)
    {
        var most = Math.Min(ShoppingCart.MaximumQuantity, product.Stock);
        return await Line(cart, product.VariantId).Where(line => line.Quantity + quantity <= most)
            .ExecuteUpdateAsync(line => line.SetProperty(l => l.Quantity, l => l.Quantity + quantity), cancellationToken) > 0;
    }

    private async Task<string?> RefusalAsync(Guid cart, Addable product, int quantity, CancellationToken cancellationToken)
    {
        var already = await Line(cart, product.VariantId).Select(line => line.Quantity).SingleOrDefaultAsync(cancellationToken);
        if (already > 0)
            return CartRules.Refusal(quantity, product.Stock, already);
        return await db.CartLines.CountAsync(line => line.CartId == cart, cancellationToken) < MaximumLines
            ? null
            : $"The cart holds at most {MaximumLines} different things. Order these first.";
    }

    private IQueryable<CartLine> Line(Guid cart, int variant) => db.CartLines.Where(line => line.CartId == cart && line.VariantId == variant);

    private Task<int> TouchAsync(Guid cart, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return db.Carts.Where(other => other.Id == cart).ExecuteUpdateAsync(other => other.SetProperty(c => c.UpdatedAt, now), cancellationToken);
    }
}

internal sealed record Addable(int VariantId, string Sku, int Stock);
