using Storefront.Web.Features.Fulfilment;
using Storefront.Web.Features.Orders;

namespace Storefront.Web.Tests.Features.Fulfilment;

/// <summary>Parcels leave and arrive; what cannot be sent is paid back.</summary>
public sealed class FulfilmentTests(AfterSaleWorld running) : IClassFixture<AfterSaleWorld>
{
    private const string Sku = "TLS-PEG-10";

    private World World => running.World;

    [Fact]
    public async Task An_order_in_two_parcels_is_shipped_when_the_second_leaves_and_delivered_when_both_have_arrived()
    {
        var sold = await BuyAsync(3);
        var line = (await sold.OrderAsync()).Lines.Single().Id;
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());

        Assert.Null(await ShipAsync(sold, first, line, 1));
        Assert.Null(await ShipAsync(sold, first, line, 1)); // the same form twice
        Assert.Equal(OrderStatus.Paid, (await sold.OrderAsync()).Status);
        Assert.NotNull(await ShipAsync(sold, Guid.NewGuid(), line, 3));
        Assert.Null(await ShipAsync(sold, second, line, 2));
        Assert.Equal(OrderStatus.Shipped, (await sold.OrderAsync()).Status);
        await DeliverAsync(sold, first);
        Assert.Equal(OrderStatus.Shipped, (await sold.OrderAsync()).Status);
        await DeliverAsync(sold, second);
        await DeliverAsync(sold, second);

        var order = await sold.OrderAsync();
        Assert.Equal(OrderStatus.Delivered, order.Status);
        Assert.Equal(2, order.Shipments.Count);
        Assert.Equal((3, 3), (order.Lines.Single().Shipped, order.Lines.Single().Delivered));
        Assert.Equal(
            ["Part of your order is on its way", "Your order is on its way", "Your parcel has arrived", "Your parcel has arrived"],
            (await sold.MailsAsync()).Skip(1).Select(subject => subject[..subject.IndexOf(" (", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task An_order_that_cannot_be_fulfilled_fails_and_its_charge_is_reversed()
    {
        var sold = await BuyAsync(2);

        Assert.Null(await CannotSendAsync(sold, await sold.AllLinesAsync()));

        Assert.Equal(OrderStatus.Failed, (await sold.OrderAsync()).Status);
        Assert.Equal(["authorize approved", "capture approved", "void approved"], await sold.LedgerAsync(3));
        Assert.Equal(["PurchaseStatus Failed FufillmentFailed", "BankEvent ChargeReversal Approved"], (await sold.StoryAsync(6)).Skip(4));
        Assert.Contains(await sold.MailsAsync(), subject => subject.StartsWith("We cannot send your order", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pieces_that_cannot_be_sent_are_refunded_and_the_rest_completes_the_order()
    {
        var sold = await BuyAsync(3);
        var line = (await sold.OrderAsync()).Lines.Single().Id;
        var id = Guid.NewGuid();

        for (var times = 0; times < 2; times++)
            Assert.Null(await sold.AtAsync<FulfilmentDesk>(desk => desk.CannotSendAsync(sold.Id, id, [new Pieces(line, 1)], restock: false, "Two were broken.", default)));
        await ShipAsync(sold, Guid.NewGuid(), line, 2);

        var order = await sold.OrderAsync();
        Assert.Equal((OrderStatus.Shipped, 1), (order.Status, order.Lines.Single().CalledOff));
        Assert.Equal(["authorize approved", "capture approved", "refund approved"], await sold.LedgerAsync(3));
        Assert.Equal(["Refund Unknown NonFraudRefund", "Refund Approved NonFraudRefund"], (await sold.StoryAsync(6)).Skip(4));
        Assert.Single(await sold.MailsAsync(), subject => subject.StartsWith("We cannot send part of your order", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_held_order_is_neither_sent_nor_given_up_before_it_is_decided()
    {
        using var guest = World.Guest();
        guest.Street = "1 Review Road";
        await guest.BuyAsync(slug: "tent-pegs", sku: Sku);
        var sold = await Sold.ByAsync(World, guest);
        var all = await sold.AllLinesAsync();

        Assert.NotNull(await ShipAsync(sold, Guid.NewGuid(), all[0].LineId, 1));
        Assert.NotNull(await CannotSendAsync(sold, all));

        Assert.Equal(OrderStatus.InReview, (await sold.OrderAsync()).Status);
    }

    private async Task<Sold> BuyAsync(int quantity)
    {
        using var guest = World.Guest();
        await guest.BuyAsync(slug: "tent-pegs", sku: Sku, quantity: quantity);
        return await Sold.ByAsync(World, guest);
    }

    private static Task<Refusal?> ShipAsync(Sold sold, Guid id, long line, int quantity) =>
        sold.AtAsync<FulfilmentDesk>(desk => desk.ShipAsync(sold.Id, new Parcel(id, "DHL", "JD014600", [new Pieces(line, quantity)]), default));

    private static Task<Refusal?> DeliverAsync(Sold sold, Guid id) => sold.AtAsync<FulfilmentDesk>(desk => desk.DeliverAsync(sold.Id, id, default));

    private static Task<Refusal?> CannotSendAsync(Sold sold, IReadOnlyList<Pieces> lines) =>
        sold.AtAsync<FulfilmentDesk>(desk => desk.CannotSendAsync(sold.Id, Guid.NewGuid(), lines, restock: false, "", default));
}
