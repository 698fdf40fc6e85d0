using Storefront.Web.Features.Chargebacks;
using Storefront.Web.Features.Fulfilment;
using Storefront.Web.Features.Orders;

namespace Storefront.Web.Tests.Features.Orders;

/// <summary>An order is called off as a whole until something of it has left, and whatever was reserved or taken goes back.</summary>
public sealed class CancelTests(AfterSaleWorld running) : IClassFixture<AfterSaleWorld>
{
    private const string Sku = "KIT-CAFE-CREAM";

    private World World => running.World;

    [Fact]
    public async Task A_paid_order_that_is_cancelled_gives_the_charge_back_and_returns_its_stock()
    {
        var before = await Sold.StockAsync(World, Sku);
        var sold = await BuyAsync();

        Assert.Null(await sold.AtAsync<Cancelling>(desk => desk.AskAsync(sold.Id, default)));

        Assert.Equal(["authorize approved", "capture approved", "void approved"], await sold.LedgerAsync(3));
        Assert.Equal(
            ["Purchase", "BankEvent Auth Approved", "PurchaseStatus Approved RuleEngine", "BankEvent Charge Approved", "PurchaseStatus Canceled CustomerRequest", "BankEvent ChargeReversal Approved"],
            await sold.StoryAsync(6));
        var order = await sold.OrderAsync();
        Assert.Equal((OrderStatus.Cancelled, 0m), (order.Status, order.Remaining));
        Assert.Equal(before, await Sold.StockAsync(World, Sku));
        Assert.Contains(await sold.MailsAsync(), subject => subject.StartsWith("Your order was cancelled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_held_order_its_buyer_cancels_gives_the_reservation_back_and_staff_are_sent_to_the_review_queue()
    {
        var sold = await BuyAsync(street: "1 Review Road");

        var staff = await sold.AtAsync<Cancelling>(desk => desk.CancelAsync(sold.Id, default));
        Assert.Contains("review queue", staff!.Words, StringComparison.Ordinal);
        Assert.Null(await sold.AtAsync<Cancelling>(desk => desk.AskAsync(sold.Id, default)));

        Assert.Equal(["authorize approved", "void approved"], await sold.LedgerAsync(2));
        Assert.Equal(
            ["Purchase", "BankEvent Auth Unknown", "PurchaseStatus Unknown RuleEngine", "PurchaseStatus Canceled CustomerRequest", "BankEvent AuthCancel Approved"],
            await sold.StoryAsync(5));
    }

    [Fact]
    public async Task Cancelling_twice_and_at_the_same_time_cancels_once()
    {
        var sold = await BuyAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => sold.AtAsync<Cancelling>(desk => desk.AskAsync(sold.Id, default))));

        Assert.All(answers, Assert.Null);
        Assert.Equal(3, (await sold.LedgerAsync(3)).Count);
        Assert.Single((await sold.ReceivedAsync(6)), row => row.Story == "PurchaseStatus Canceled CustomerRequest");
        Assert.Single(await sold.MailsAsync(), subject => subject.StartsWith("Your order was cancelled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_bank_gave_back_by_a_chargeback_is_not_given_back_again_by_cancelling()
    {
        var sold = await BuyAsync();
        var id = Guid.NewGuid();
        var notice = new BankNotice
        {
            BankCase = id.ToString("N"), Order = sold.Number, Amount = 1.50m, Currency = "USD", Reason = "Not received",
            NoticedAt = DateTimeOffset.UtcNow, DueOn = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(14)),
        };
        Assert.Null(await sold.AtAsync<ChargebackDesk>(desk => desk.RecordAsync(id, notice, "the bank", default)));
        Assert.Null(await sold.AtAsync<ChargebackDesk>(desk => desk.MoveAsync(id, 1, new ChargebackMove(ChargebackStatus.Accepted), "the bank", default)));

        var refusal = await sold.AtAsync<Cancelling>(desk => desk.AskAsync(sold.Id, default));

        Assert.Contains("What remains can be refunded", refusal!.Words, StringComparison.Ordinal);
        var order = await sold.OrderAsync();
        Assert.Equal((OrderStatus.Paid, order.Total - 1.50m), (order.Status, order.Remaining));
        Assert.Equal(["authorize approved", "capture approved"], await sold.LedgerAsync(2));
    }

    [Fact]
    public async Task An_order_of_which_something_has_left_cannot_be_cancelled()
    {
        var sold = await BuyAsync(quantity: 2);
        var line = (await sold.OrderAsync()).Lines.Single();
        await sold.AtAsync<FulfilmentDesk>(desk => desk.ShipAsync(sold.Id, new Parcel(Guid.NewGuid(), "DHL", "X1", [new Pieces(line.Id, 1)]), default));

        Assert.NotNull(await sold.AtAsync<Cancelling>(desk => desk.AskAsync(sold.Id, default)));

        Assert.Equal(OrderStatus.Paid, (await sold.OrderAsync()).Status);
    }

    private async Task<Sold> BuyAsync(int quantity = 1, string? street = null)
    {
        using var guest = World.Guest();
        guest.Street = street ?? guest.Street;
        await guest.BuyAsync(slug: "cafe-mug", sku: Sku, quantity: quantity);
        return await Sold.ByAsync(World, guest);
    }
}
