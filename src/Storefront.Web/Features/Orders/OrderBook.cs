using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;

namespace Storefront.Web.Features.Orders;

/// <summary>Makes orders out of authorized attempts, with their stock, and gives the stock back. Always inside the caller's transaction.</summary>
internal sealed class OrderBook(StoreDb db, TimeProvider clock)
{
    /// <summary>Whether stock was taken or given back: then the pages that show it are told after the commit.</summary>
    public bool StockMoved { get; private set; }

    /// <summary>Takes the stock of every line, or of none: then it says which line there is too little of.</summary>
    public async Task<PurchaseLine?> TakeStockAsync(PurchaseSnapshot bought, CancellationToken cancellationToken)
    {
        StockMoved = true;

        // In one order for everybody, so that two carts with the same things do not wait for each other.
        foreach (var line in bought.Lines.OrderBy(line => line.VariantId))
        {
            var taken = await db.Variants
                .Where(variant => variant.Id == line.VariantId && variant.Stock >= line.Quantity)
                .ExecuteUpdateAsync(set => set.SetProperty(variant => variant.Stock, variant => variant.Stock - line.Quantity), cancellationToken);
            if (taken == 0)
                return line;
        }

        return null;
    }

    /// <summary>Nothing that has not left will be sent.</summary>
    public async Task CallOffAsync(Order order, bool restock, CancellationToken cancellationToken)
    {
        StockMoved = true;
        foreach (var line in order.Lines.OrderBy(line => line.VariantId))
        {
            var open = line.ToSend;
            line.CallOff(open);
            if (restock)
                await RestockAsync(line, open, cancellationToken);
        }
    }

    /// <summary>Pieces that did not leave, or came back, can be sold again.</summary>
    public async Task RestockAsync(OrderLine line, int quantity, CancellationToken cancellationToken)
    {
        line.Restock(quantity);
        await db.Variants
            .Where(variant => variant.Id == line.VariantId)
            .ExecuteUpdateAsync(set => set.SetProperty(variant => variant.Stock, variant => variant.Stock + quantity), cancellationToken);
    }

    public Order Open(Attempt attempt)
    {
        var bought = attempt.Snapshot;
        var order = new Order
        {
            Number = NewNumber(),
            AttemptId = attempt.Id,
            PurchaseId = attempt.PurchaseId,
            CustomerId = attempt.CustomerId,
            Email = bought.Email,
            Purchase = bought,
            Total = bought.Total,
            CreatedAt = clock.GetUtcNow(),
            Lines = [.. bought.Lines.Select(line => new OrderLine
            {
                VariantId = line.VariantId,
                Sku = line.Sku,
                Name = line.VariantName.Length > 0 ? $"{line.ProductName}, {line.VariantName}" : line.ProductName,
                UnitPrice = line.UnitPrice,
                Quantity = line.Quantity,
            })],
        };
        order.Terms.AddRange(OrderTerm.Of(order));
        db.Orders.Add(order);
        attempt.OrderNumber = order.Number;
        return order;
    }

    public Task<Order> OfAsync(Attempt attempt, CancellationToken cancellationToken) =>
        db.Orders.Include(order => order.Lines).SingleAsync(order => order.AttemptId == attempt.Id, cancellationToken);

    /// <summary>Random, without letters and digits that are mistaken for each other: K7Q2-M9XD-4T.</summary>
    private static string NewNumber()
    {
        var letters = RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 10);
        return $"{letters[..4]}-{letters[4..8]}-{letters[8..]}";
    }
}
