using Microsoft.EntityFrameworkCore;
using Storefront.Web.Features.Fulfilment;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Features.Returns;

namespace Storefront.Web.Tests.Features.Returns;

/// <summary>A buyer asks, staff decide, and the refund goes with the decision under one ID.</summary>
public sealed class ReturnTests(AfterSaleWorld running) : IClassFixture<AfterSaleWorld>
{
    private const string Sku = "TLS-CORD-RUST";

    private World World => running.World;

    [Fact]
    public async Task An_accepted_return_is_paid_restocked_told_and_mailed()
    {
        var before = await Sold.StockAsync(World, Sku);
        var (sold, line) = await SentAsync(2);
        var id = await AskAsync(sold, line, 1);

        Assert.Null(await sold.AtAsync<ReturnDesk>(desk => desk.AcceptAsync(id, null, restock: true, "Thank you for the pictures.", default)));

        var refunds = (await sold.ReceivedAsync(6)).Where(row => row.Event == "Refund").ToList();
        Assert.Equal(["Refund Unknown CustomerRequest", "Refund Approved CustomerRequest"], refunds.Select(row => row.Story));
        Assert.Single(refunds.Select(row => row.Text("refundId")).Distinct());
        Assert.Equal(["authorize approved", "capture approved", "refund approved"], await sold.LedgerAsync(3));
        var after = (await sold.OrderAsync()).Lines.Single();
        Assert.Equal((1, 0, 1), (after.Returned, after.AskedBack, after.Restocked));
        Assert.Equal(before - 1, await Sold.StockAsync(World, Sku));
        var mails = await World.EventuallyAsync(sold.MailsAsync, mails => mails.Count >= 5);
        Assert.Contains(mails, subject => subject.StartsWith("We have your return request", StringComparison.Ordinal));
        Assert.Contains(mails, subject => subject.StartsWith("Your return is accepted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_return_pays_nothing_and_is_told_as_declined_under_the_same_ID()
    {
        var (sold, line) = await SentAsync(1);
        var id = await AskAsync(sold, line, 1);

        Assert.Null(await sold.AtAsync<ReturnDesk>(desk => desk.RefuseAsync(id, "It was used.", default)));

        var refunds = (await sold.ReceivedAsync(6)).Where(row => row.Event == "Refund").ToList();
        Assert.Equal(["Refund Unknown CustomerRequest", "Refund Declined CustomerRequest"], refunds.Select(row => row.Story));
        Assert.Single(refunds.Select(row => row.Text("refundId")).Distinct());
        Assert.Equal(["authorize approved", "capture approved"], await sold.LedgerAsync(2));
        Assert.Equal((0, 0), ((await sold.OrderAsync()).Lines.Single().Returned, (await sold.OrderAsync()).Lines.Single().AskedBack));
        var text = await World.LookAsync(db => db.Mail.Where(mail => mail.About == sold.Number && mail.Subject.StartsWith("We cannot accept")).Select(mail => mail.Text).SingleAsync());
        Assert.Contains("It was used.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_return_is_decided_once_and_what_is_asked_for_cannot_be_asked_for_or_refunded_again()
    {
        var (sold, line) = await SentAsync(2);
        var id = await AskAsync(sold, line, 2);

        var again = await sold.AtAsync<ReturnDesk>(desk => desk.AskAsync(sold.Id, Ask(Guid.NewGuid(), line, 1), default));
        var refund = await sold.AtAsync<RefundDesk>(desk => desk.RefundAsync(sold.Id, new RefundOrder { Id = Guid.NewGuid(), Lines = [new Pieces(line, 1)] }, default));
        var decisions = await Task.WhenAll(
            sold.AtAsync<ReturnDesk>(desk => desk.AcceptAsync(id, null, restock: false, "", default)),
            sold.AtAsync<ReturnDesk>(desk => desk.RefuseAsync(id, "No.", default)),
            sold.AtAsync<ReturnDesk>(desk => desk.AcceptAsync(id, null, restock: false, "", default)));

        Assert.NotNull(again);
        Assert.NotNull(refund);
        Assert.Single(decisions, refusal => refusal is null);
    }

    [Fact]
    public async Task Nothing_is_returned_that_was_not_sent()
    {
        using var guest = World.Guest();
        await guest.BuyAsync(slug: "bright-cord", sku: Sku);
        var sold = await Sold.ByAsync(World, guest);
        var line = (await sold.OrderAsync()).Lines.Single().Id;

        Assert.NotNull(await sold.AtAsync<ReturnDesk>(desk => desk.AskAsync(sold.Id, Ask(Guid.NewGuid(), line, 1), default)));
    }

    private async Task<(Sold Sold, long Line)> SentAsync(int quantity)
    {
        using var guest = World.Guest();
        await guest.BuyAsync(slug: "bright-cord", sku: Sku, quantity: quantity);
        var sold = await Sold.ByAsync(World, guest);
        var line = (await sold.OrderAsync()).Lines.Single().Id;
        Assert.Null(await sold.AtAsync<FulfilmentDesk>(desk => desk.ShipAsync(sold.Id, new Parcel(Guid.NewGuid(), "DHL", "JD01", [new Pieces(line, quantity)]), default)));
        return (sold, line);
    }

    private static async Task<Guid> AskAsync(Sold sold, long line, int quantity)
    {
        var id = Guid.NewGuid();
        for (var times = 0; times < 2; times++) // a form sent twice asks once
            Assert.Null(await sold.AtAsync<ReturnDesk>(desk => desk.AskAsync(sold.Id, Ask(id, line, quantity), default)));
        return id;
    }

    private static ReturnAsk Ask(Guid id, long line, int quantity) => new(id, [new ReturnPieces(line, quantity, ReturnReason.ChangedMind)], "");
}
