using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Orders;

namespace Storefront.Web.Tests;

/// <summary>An order somebody placed, and what can be done to it and known of it afterwards.</summary>
internal sealed class Sold(World world, long id, Attempt attempt)
{
    public long Id { get; } = id;

    /// <summary>As it was when the order was placed.</summary>
    public Attempt Attempt { get; } = attempt;

    public string Number => Attempt.OrderNumber!;

    /// <summary>What a guest has just bought.</summary>
    public static async Task<Sold> ByAsync(World world, Guest guest)
    {
        var attempt = await world.LookAsync(db => db.Attempts.AsNoTracking().Where(attempt => attempt.CheckoutId == guest.Checkout).OrderByDescending(attempt => attempt.Number).FirstAsync());
        var id = await world.LookAsync(db => db.Orders.Where(order => order.AttemptId == attempt.Id).Select(order => order.Id).SingleAsync());
        return new Sold(world, id, attempt);
    }

    /// <summary>At one of the shop's desks; null when it was done.</summary>
    public async Task<Refusal?> AtAsync<TDesk>(Func<TDesk, Task<Refusal?>> act)
        where TDesk : notnull
    {
        await using var scope = world.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TDesk>());
    }

    public Task<Order> OrderAsync() => world.LookAsync(db => db.Orders.AsNoTracking()
        .Include(order => order.Lines).Include(order => order.Changes).Include(order => order.Shipments).ThenInclude(shipment => shipment.Lines).AsSplitQuery()
        .SingleAsync(order => order.Id == Id));

    public async Task<IReadOnlyList<Pieces>> AllLinesAsync() => [.. (await OrderAsync()).Lines.Select(line => new Pieces(line.Id, line.Quantity))];

    /// <summary>What the bank did, once it has done that much.</summary>
    public async Task<IReadOnlyList<string>> LedgerAsync(int count) =>
        [.. (await World.EventuallyAsync(() => world.LedgerAsync(Attempt.OutboxKey), rows => rows.Count >= count, TimeSpan.FromSeconds(60))).Select(row => row.Story)];

    /// <summary>What Fraud Protection received, once it has received that much.</summary>
    public Task<IReadOnlyList<Received>> ReceivedAsync(int count) =>
        World.EventuallyAsync(() => world.ReceivedAsync(Attempt.PurchaseId), rows => rows.Count >= count, TimeSpan.FromSeconds(60));

    public async Task<IReadOnlyList<string>> StoryAsync(int count) => [.. (await ReceivedAsync(count)).Select(row => row.Story)];

    public Task<List<string>> MailsAsync() => world.LookAsync(db => db.Mail.Where(mail => mail.About == Number).OrderBy(mail => mail.CreatedAt).Select(mail => mail.Subject).ToListAsync());

    public static Task<int> StockAsync(World world, string sku) =>
        world.LookAsync(db => db.Variants.Where(variant => variant.Sku == sku).Select(variant => variant.Stock).SingleAsync());
}
