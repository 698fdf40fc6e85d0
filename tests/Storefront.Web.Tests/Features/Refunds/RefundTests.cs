using Microsoft.EntityFrameworkCore;
using Storefront.Web.Features.Fulfilment;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Refunds;

namespace Storefront.Web.Tests.Features.Refunds;

/// <summary>Money goes back once, never more than there is, and Fraud Protection hears of each refund under one ID.</summary>
public sealed class RefundTests(AfterSaleWorld running) : IClassFixture<AfterSaleWorld>
{
    private const string Slug = "groundsheet";
    private const string Sku = "TNT-GRND-2";

    private World World => running.World;

    [Fact]
    public async Task A_refund_is_stored_paid_and_told_under_one_ID_and_the_buyer_is_written_to()
    {
        var sold = await BuyAsync();
        var id = Guid.NewGuid();

        Assert.Null(await RefundAsync(sold, new RefundOrder { Id = id, Amount = 29.30m }));

        Assert.Equal(["authorize approved", "capture approved", "refund approved"], await sold.LedgerAsync(3));
        var refunds = (await sold.ReceivedAsync(6)).Where(row => row.Event == "Refund").ToList();
        Assert.Equal(["Refund Unknown CustomerRequest", "Refund Approved CustomerRequest"], refunds.Select(row => row.Story));
        Assert.All(refunds, row => Assert.Equal(
            (id.ToString(), sold.Attempt.PurchaseId, sold.Attempt.Snapshot.UserId, "29.30", "USD", 200, sold.Attempt.CorrelationId),
            (row.Text("refundId"), row.Text("purchaseId"), row.Text("userId"), row.Text("amount"), row.Text("currency"), row.Status, row.CorrelationId)));
        Assert.Equal(sold.Attempt.Total - 29.30m, (await sold.OrderAsync()).Remaining);
        Assert.Contains(await sold.MailsAsync(), subject => subject.StartsWith("$29.30 is on its way back to you", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_refund()
    {
        var sold = await BuyAsync();
        var asked = new RefundOrder { Id = Guid.NewGuid(), Amount = 10 };

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RefundAsync(sold, asked)));

        Assert.All(answers, Assert.Null);
        await PaidAsync(sold);
        Assert.Equal(10m, (await sold.OrderAsync()).GivenBack);
        Assert.Equal(3, (await sold.LedgerAsync(3)).Count);
    }

    [Fact]
    public async Task Refunds_at_the_same_time_never_exceed_what_was_paid()
    {
        var sold = await BuyAsync();
        var part = Math.Floor(sold.Attempt.Total / 3);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RefundAsync(sold, new RefundOrder { Id = Guid.NewGuid(), Amount = part })));

        Assert.Equal(3, answers.Count(answer => answer is null));
        Assert.All(answers.OfType<Refusal>(), refusal => Assert.Contains("can be refunded", refusal.Words, StringComparison.Ordinal));
        await PaidAsync(sold);
        Assert.Equal(3 * part, (await sold.OrderAsync()).GivenBack);
        Assert.Equal(3, (await World.LedgerAsync(sold.Attempt.OutboxKey)).Count(row => row.Operation.Equals("refund", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_full_refund_after_a_partial_one_pays_what_remains()
    {
        var sold = await BuyAsync();
        await RefundAsync(sold, new RefundOrder { Id = Guid.NewGuid(), Amount = 20 });

        Assert.Null(await RefundAsync(sold, new RefundOrder { Id = Guid.NewGuid() }));

        await PaidAsync(sold);
        Assert.Equal(0m, (await sold.OrderAsync()).Remaining);
        var ledger = await World.LedgerAsync(sold.Attempt.OutboxKey);
        Assert.Equal(ledger.Single(row => row.Operation.Equals("capture", StringComparison.OrdinalIgnoreCase)).Amount, ledger.Where(row => row.Operation.Equals("refund", StringComparison.OrdinalIgnoreCase)).Sum(row => row.Amount));
    }

    [Fact]
    public async Task Refunded_pieces_carry_their_tax_come_back_into_stock_where_asked_and_are_not_refunded_twice()
    {
        var before = await Sold.StockAsync(World, Sku);
        var sold = await BuyAsync(quantity: 3);
        var order = await sold.OrderAsync();
        var line = order.Lines.Single();
        await sold.AtAsync<FulfilmentDesk>(desk => desk.ShipAsync(sold.Id, new Parcel(Guid.NewGuid(), "UPS", "1Z", [new Pieces(line.Id, 3)]), default));

        Assert.Null(await RefundAsync(sold, new RefundOrder { Id = Guid.NewGuid(), Lines = [new Pieces(line.Id, 2)], Restock = true }));
        var refused = await RefundAsync(sold, new RefundOrder { Id = Guid.NewGuid(), Lines = [new Pieces(line.Id, 2)] });

        Assert.Contains("At most 1", refused!.Words, StringComparison.Ordinal);
        order = await sold.OrderAsync();
        line = order.Lines.Single();
        Assert.Equal((2, 2), (line.Returned, line.Restocked));
        Assert.Equal(before - 1, await Sold.StockAsync(World, Sku));
        var tax = decimal.Round(order.Purchase.Tax * 2 / 3, 2, MidpointRounding.AwayFromZero);
        Assert.Equal((2 * line.UnitPrice) + tax, order.GivenBack);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1.005")]
    [InlineData("1000000")]
    public async Task An_impossible_amount_is_refused(string amount)
    {
        var sold = await BuyAsync();

        Assert.NotNull(await RefundAsync(sold, new RefundOrder { Id = Guid.NewGuid(), Amount = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture) }));

        Assert.Equal(0m, (await sold.OrderAsync()).GivenBack);
    }

    [Fact]
    public async Task A_silent_bank_is_asked_again_with_the_same_key_and_pays_once()
    {
        await using var world = await World.StartBehindAProxyAsync();
        using var guest = world.Guest();
        await guest.BuyAsync();
        var sold = await Sold.ByAsync(world, guest);
        var keys = new System.Collections.Concurrent.ConcurrentQueue<string>();
        world.Bank.Behaviour = async call =>
        {
            keys.Enqueue(call.Context.Request.Headers["Idempotency-Key"].ToString());
            if (keys.Count > 2)
                await call.PassOnAsync();
            else if (keys.Count == 1)
                await call.AnswerAsync(500, "");
            else
                using (await call.ForwardAsync()) // the bank has done it, and the answer is lost
                    call.Context.Abort();
        };

        await sold.AtAsync<RefundDesk>(desk => desk.RefundAsync(sold.Id, new RefundOrder { Id = Guid.NewGuid(), Amount = 5 }, default));

        var refund = await World.EventuallyAsync(() => world.LookAsync(db => db.Refunds.AsNoTracking().SingleAsync()), refund => refund.State == RefundState.Paid, TimeSpan.FromSeconds(60));
        Assert.Equal(2, refund.Tries);
        Assert.Single(keys.Distinct());
        Assert.Equal(["authorize approved", "capture approved", "refund approved"], await sold.LedgerAsync(3));
    }

    private Task PaidAsync(Sold sold) =>
        World.EventuallyAsync(() => World.LookAsync(db => db.Refunds.CountAsync(refund => refund.OrderId == sold.Id && refund.State == RefundState.Paying)), open => open == 0, TimeSpan.FromSeconds(60));

    private static Task<Refusal?> RefundAsync(Sold sold, RefundOrder asked) => sold.AtAsync<RefundDesk>(desk => desk.RefundAsync(sold.Id, asked, default));

    private async Task<Sold> BuyAsync(int quantity = 1)
    {
        using var guest = World.Guest();
        await guest.BuyAsync(slug: Slug, sku: Sku, quantity: quantity);
        return await Sold.ByAsync(World, guest);
    }
}
