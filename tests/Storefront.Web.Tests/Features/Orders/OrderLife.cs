using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.FraudProtection.Events;
using Storefront.Web.Data;
using Storefront.Web.Features.Chargebacks;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Fulfilment;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Features.Returns;
using ChargebackStatus = Storefront.Web.Features.Chargebacks.ChargebackStatus;

namespace Storefront.Web.Tests.Features.Orders;

/// <summary>One order, and whatever may happen to it, in any order and at the same time.</summary>
internal sealed class OrderLife(World world, Random random, Sold sold)
{
    private static readonly string[] Steps =
        ["ship", "ship", "deliver", "refund amount", "refund pieces", "refund all", "cannot send", "cancel by buyer", "cancel by staff", "ask back", "accept", "refuse", "release", "turn down", "bank asks", "case moves", "case moves", "wait"];

    public Sold Sold { get; } = sold;

    public List<string> Story { get; } = [];

    /// <summary>Places an order as the checkout would, of two things already bought once; some are held.</summary>
    public static async Task<OrderLife> BeginAsync(World world, Random random, Attempt like)
    {
        var lines = like.Snapshot.Lines.Select(line => line with { Quantity = random.Next(1, 4) }).ToList();
        var subtotal = lines.Sum(line => line.LineTotal);
        var tax = decimal.Round(subtotal * 0.0965m, 2, MidpointRounding.AwayFromZero);
        var bought = like.Snapshot with { Lines = lines, Subtotal = subtotal, Tax = tax, Total = subtotal + tax + like.Snapshot.ShippingCost };
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        var now = DateTimeOffset.UtcNow;
        var checkout = new CheckoutSession { CartId = Guid.NewGuid(), GuestId = Guid.NewGuid().ToString(), CreatedAt = now, UpdatedAt = now };
        var attempt = new Attempt
        {
            CheckoutId = checkout.Id,
            Number = 1,
            PurchaseId = Guid.NewGuid().ToString(),
            OutboxKey = Guid.NewGuid().ToString(),
            CorrelationId = Guid.NewGuid().ToString(),
            BankKey = Guid.NewGuid().ToString("N"),
            Snapshot = bought,
            Total = bought.Total,
            Hold = random.Next(4) == 0,
            CardFingerprint = "x",
            EmailKey = "x",
            AddressKey = "x",
            IpAddress = "127.0.0.1",
            CreatedAt = now,
            DueAt = now,
        };
        db.AddRange(checkout, attempt);
        await db.SaveChangesAsync();
        scope.ServiceProvider.GetRequiredService<AttemptSignal>().Set();
        var id = await World.EventuallyAsync(
            () => world.LookAsync(store => store.Orders.Where(order => order.AttemptId == attempt.Id && order.Status != OrderStatus.Confirmed).Select(order => order.Id).SingleOrDefaultAsync()),
            id => id > 0,
            TimeSpan.FromSeconds(60));
        return new OrderLife(world, random, new Sold(world, id, await world.LookAsync(store => store.Attempts.AsNoTracking().SingleAsync(row => row.Id == attempt.Id))));
    }

    /// <summary>One thing happens; now and then twice, or two things at the same moment.</summary>
    public async Task StepAsync()
    {
        var order = await Sold.OrderAsync();
        var first = Step(order);
        var second = random.Next(5) switch { 0 => first, 1 => Step(order), _ => (Name: "", Act: null) };
        Story.Add(second.Act is null ? first.Name : $"{first.Name} & {second.Name}");
        await Task.WhenAll(first.Act!(), second.Act?.Invoke() ?? Task.CompletedTask);
    }

    /// <summary>Until nothing is under way any more at the bank.</summary>
    public Task SettleAsync() => World.EventuallyAsync(
        () => world.LookAsync(async db =>
            await db.Refunds.CountAsync(refund => refund.OrderId == Sold.Id && refund.State == RefundState.Paying)
            + await db.Attempts.CountAsync(attempt => attempt.Id == Sold.Attempt.Id && attempt.Step != AttemptStep.Finished && attempt.Step != AttemptStep.Hold)),
        open => open == 0,
        TimeSpan.FromSeconds(60));

    private (string Name, Func<Task>? Act) Step(Order order)
    {
        var name = Steps[random.Next(Steps.Length)];
        var (id, pieces, amount, restock) = (Guid.NewGuid(), Some(order), decimal.Round(order.Total * random.Next(1, 120) / 100, 2), random.Next(2) == 0);
        var parcel = order.Shipments.Count == 0 ? Guid.NewGuid() : order.Shipments[random.Next(order.Shipments.Count)].Id;
        return (name, name switch
        {
            "ship" => () => Sold.AtAsync<FulfilmentDesk>(desk => desk.ShipAsync(Sold.Id, new Parcel(id, "DHL", "X", pieces), default)),
            "deliver" => () => Sold.AtAsync<FulfilmentDesk>(desk => desk.DeliverAsync(Sold.Id, parcel, default)),
            "refund amount" => () => Sold.AtAsync<RefundDesk>(desk => desk.RefundAsync(Sold.Id, new RefundOrder { Id = id, Amount = amount }, default)),
            "refund pieces" => () => Sold.AtAsync<RefundDesk>(desk => desk.RefundAsync(Sold.Id, new RefundOrder { Id = id, Lines = pieces, Restock = restock }, default)),
            "refund all" => () => Sold.AtAsync<RefundDesk>(desk => desk.RefundAsync(Sold.Id, new RefundOrder { Id = id }, default)),
            "cannot send" => () => Sold.AtAsync<FulfilmentDesk>(desk => desk.CannotSendAsync(Sold.Id, id, pieces, restock, "", default)),
            "cancel by buyer" => () => Sold.AtAsync<Cancelling>(desk => desk.AskAsync(Sold.Id, default)),
            "cancel by staff" => () => Sold.AtAsync<Cancelling>(desk => desk.CancelAsync(Sold.Id, default)),
            "ask back" => () => Sold.AtAsync<ReturnDesk>(desk => desk.AskAsync(Sold.Id, new ReturnAsk(id, [.. pieces.Select(piece => new ReturnPieces(piece.LineId, piece.Quantity, ReturnReason.Damaged))], ""), default)),
            "accept" => () => DecideAsync((desk, request) => desk.AcceptAsync(request, null, restock, "", default)),
            "refuse" => () => DecideAsync((desk, request) => desk.RefuseAsync(request, "No.", default)),
            "release" => () => ReviewAsync((settlement, attempt) => settlement.ReleaseAsync(attempt, PurchaseStatusReason.OfflineManualReviewGeneral, default)),
            "turn down" => () => ReviewAsync((settlement, attempt) => settlement.RefuseAsync(attempt, PurchaseStatusReason.OfflineManualReviewFraud, default)),
            "bank asks" => () => Sold.AtAsync<ChargebackDesk>(desk => desk.RecordAsync(id, Notice(id, amount), "the bank", default)),
            "case moves" => () => MoveAsync(Enum.GetValues<ChargebackStatus>()[random.Next(5)]),
            _ => SettleAsync,
        });
    }

    private BankNotice Notice(Guid id, decimal amount) => new()
    {
        BankCase = id.ToString("N"),
        Order = Sold.Number,
        Amount = amount,
        Currency = "USD",
        Reason = "Not received",
        NoticedAt = DateTimeOffset.UtcNow,
        DueOn = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(14)),
    };

    /// <summary>Whatever a case is told to become, also what it cannot.</summary>
    private async Task MoveAsync(ChargebackStatus to)
    {
        var open = await world.LookAsync(db => db.Chargebacks.Where(chargeback => chargeback.OrderId == Sold.Id).Select(chargeback => new { chargeback.Id, Seen = chargeback.Steps.Max(step => step.Number) }).ToListAsync());
        if (open.Count > 0)
            await Sold.AtAsync<ChargebackDesk>(desk => desk.MoveAsync(open[^1].Id, open[^1].Seen, new ChargebackMove(to), "the bank", default));
    }

    private List<Pieces> Some(Order order) =>
        [.. order.Lines.Select(line => new Pieces(line.Id, random.Next(0, line.Quantity + 1))).Where(piece => piece.Quantity > 0)];

    private async Task DecideAsync(Func<ReturnDesk, Guid, Task<Refusal?>> decide)
    {
        var open = await world.LookAsync(db => db.Returns.Where(request => request.OrderId == Sold.Id && request.State == ReturnState.Asked).Select(request => request.Id).FirstOrDefaultAsync());
        if (open != Guid.Empty)
            await Sold.AtAsync<ReturnDesk>(desk => decide(desk, open));
    }

    /// <summary>What the review queue does with a held order.</summary>
    private async Task ReviewAsync(Func<Settlement, Attempt, Task> decide)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var attempt = await db.Attempts.SingleAsync(row => row.Id == Sold.Attempt.Id);
        if (attempt.Step != AttemptStep.Hold || attempt.Lease is not null)
            return;
        await decide(scope.ServiceProvider.GetRequiredService<Settlement>(), attempt);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        scope.ServiceProvider.GetRequiredService<Settlement>().Wake();
    }
}
