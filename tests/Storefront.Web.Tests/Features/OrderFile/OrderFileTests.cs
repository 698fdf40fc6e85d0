using Microsoft.EntityFrameworkCore;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Outbox;

namespace Storefront.Web.Tests.Features.OrderFile;

/// <summary>What staff see of an order and do to it, on its page.</summary>
public sealed class OrderFileTests(AfterSaleWorld running) : IClassFixture<AfterSaleWorld>
{
    private World World => running.World;

    [Fact]
    public async Task Staff_see_score_rule_answer_and_events_and_the_buyer_sees_none_of_it()
    {
        using var guest = World.Guest();
        guest.Street = "1 Review Road";
        var outcome = await guest.BuyAsync(slug: "cafe-mug", sku: "KIT-CAFE-CREAM");
        var sold = await Sold.ByAsync(World, guest);
        await sold.ReceivedAsync(3);
        using var staff = await World.SignInAsync(People.Reviewer);
        var assessment = Storefront.FraudProtection.PurchaseAssessment.Parse(sold.Attempt.Assessment!, sold.Attempt.CorrelationId);

        var page = await staff.Browser.GetAsync($"/admin/orders/{sold.Number}");
        var theirs = await guest.Browser.GetAsync(outcome.Link("See your order").PathAndQuery);

        foreach (var secret in new[] { assessment.PolicyApplied!, assessment.ClauseName!, sold.Attempt.CorrelationId, sold.Attempt.PurchaseId, "BankEvent" })
        {
            Assert.Contains(secret, page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, theirs.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, outcome.Html, StringComparison.Ordinal);
        }

        Assert.Contains($"score {sold.Attempt.RiskScore}", page.Text, StringComparison.Ordinal);
        foreach (var word in new[] { "score", "rule", "fraud" })
            Assert.DoesNotContain(word, theirs.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_parcel_is_sent_and_delivered_on_the_page_and_both_are_written_down()
    {
        var sold = await BuyAsync(2);
        using var staff = await World.SignInAsync(People.Support);

        var page = await staff.Browser.PressAsync(await FileAsync(staff, sold), "Mark as sent", ("carrier", "DHL"), ("trackingNumber", "JD014600"));
        Assert.Contains("2 on the way", page.Text, StringComparison.Ordinal);
        page = await staff.Browser.PressAsync(page, "Mark as delivered JD014600");

        Assert.Contains("2 delivered", page.Text, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Delivered, (await sold.OrderAsync()).Status);
        var written = await World.LookAsync(db => db.AuditEntries.Where(entry => entry.Subject == $"order {sold.Number}").OrderBy(entry => entry.Id).Select(entry => $"{entry.Action} by {entry.Actor}").ToListAsync());
        Assert.Equal([$"Parcel sent by {People.Support}", $"Parcel delivered by {People.Support}"], written);
    }

    [Fact]
    public async Task Too_many_pieces_come_back_with_what_was_typed_and_nothing_is_sent()
    {
        var sold = await BuyAsync(1);
        var line = (await sold.OrderAsync()).Lines.Single().Id;
        using var staff = await World.SignInAsync(People.Support);

        var page = await staff.Browser.PressAsync(await FileAsync(staff, sold), "Mark as sent", ("carrier", "DHL"), ("trackingNumber", "JD02"), ($"pieces[{line}]", "7"));

        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("1 are left to send", page.Text, StringComparison.Ordinal);
        Assert.Equal("JD02", page.Document.GetElementById("tracking")!.GetAttribute("value"));
        Assert.Empty((await sold.OrderAsync()).Shipments);
    }

    [Fact]
    public async Task A_refund_by_amount_and_one_by_pieces_are_made_on_the_page()
    {
        var sold = await BuyAsync(2);
        var line = (await sold.OrderAsync()).Lines.Single().Id;
        using var staff = await World.SignInAsync(People.Support);

        await staff.Browser.PressAsync(await FileAsync(staff, sold), "Refund", ("what", "amount"), ("amount", "3.50"), ("reason", "NonFraudRefund"), ("note", "Late."));
        await staff.Browser.PressAsync(await FileAsync(staff, sold), "Refund", ("what", "lines"), ($"pieces[{line}]", "1"), ("restock", "true"));

        Assert.Equal(["authorize approved", "capture approved", "refund approved", "refund approved"], await sold.LedgerAsync(4));
        var order = await sold.OrderAsync();
        Assert.Equal((1, 1), (order.Lines.Single().CalledOff, order.Lines.Single().Restocked));
        var list = await staff.Browser.GetAsync("/admin/refunds");
        Assert.Contains(sold.Number, list.Text, StringComparison.Ordinal);
        Assert.Contains("$3.50", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_cancel_on_the_page_and_a_reviewer_has_no_button_for_it()
    {
        var sold = await BuyAsync(1);
        using var reviewer = await World.SignInAsync(People.Reviewer);
        using var staff = await World.SignInAsync(People.Support);

        Assert.DoesNotContain("Cancel the order", (await FileAsync(reviewer, sold)).Text, StringComparison.Ordinal);
        await staff.Browser.PressAsync(await FileAsync(staff, sold), "Cancel the order");

        Assert.Equal(OrderStatus.Cancelled, (await sold.OrderAsync()).Status);
    }

    [Fact]
    public async Task A_letter_begins_from_a_draft_is_sent_once_and_stays_with_the_order()
    {
        var sold = await BuyAsync(1);
        using var staff = await World.SignInAsync(People.Support);
        var form = await staff.Browser.GetAsync($"/admin/orders/{sold.Number}/write?draft=address");
        Assert.Contains("418 Example Avenue", form.Text, StringComparison.Ordinal);

        for (var times = 0; times < 2; times++)
            await staff.Browser.PressAsync(form, "Send", ("Text", "Hello Nora,\n\nwhere do you live?"));

        var file = await FileAsync(staff, sold);
        Assert.Contains("We cannot deliver to your address", file.Text, StringComparison.Ordinal);
        var mail = await World.LookAsync(db => db.Mail.AsNoTracking().SingleAsync(mail => mail.About == sold.Number && mail.Subject.StartsWith("We cannot deliver")));
        Assert.Contains("where do you live?", mail.Text, StringComparison.Ordinal);
        var empty = await staff.Browser.PressAsync(form, "Send", ("Text", " "));
        Assert.Contains("Write something", empty.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subject_that_would_be_more_headers_is_refused()
    {
        var sold = await BuyAsync(1);
        using var staff = await World.SignInAsync(People.Support);
        var form = await staff.Browser.GetAsync($"/admin/orders/{sold.Number}/write?draft=address");

        var answer = await staff.Browser.PressAsync(form, "Send", ("Subject", "Hello\r\nBcc: everybody@example.com"), ("Text", "Hello."));

        Assert.Contains("Enter a subject of one line", answer.Text, StringComparison.Ordinal);
        Assert.False(await World.LookAsync(db => db.Mail.AnyAsync(mail => mail.Subject.Contains("Bcc"))));
    }

    [Fact]
    public async Task A_parked_event_is_sent_again_from_the_page()
    {
        var sold = await BuyAsync(1);
        await sold.ReceivedAsync(4);
        await World.LookAsync(db => db.Outbox.Where(row => row.Key == sold.Attempt.OutboxKey && row.Event == "PurchaseStatus").ExecuteUpdateAsync(set => set.SetProperty(row => row.State, OutboxState.Parked)));
        using var staff = await World.SignInAsync(People.Support);
        var page = await FileAsync(staff, sold);
        Assert.Contains("could not be delivered", page.Text, StringComparison.Ordinal);

        await staff.Browser.PressAsync(page, page.Document.QuerySelector("#events form button")!.TextContent.Trim());

        await World.EventuallyAsync(() => World.LookAsync(db => db.Outbox.CountAsync(row => row.Key == sold.Attempt.OutboxKey && row.State != OutboxState.Delivered)), open => open == 0, TimeSpan.FromSeconds(60));
        Assert.Equal(2, (await sold.ReceivedAsync(5)).Count(row => row.Event == "PurchaseStatus"));
    }

    [Fact]
    public async Task Orders_that_share_a_card_or_an_address_are_linked()
    {
        var (first, second) = (await BuyAsync(1), await BuyAsync(1));
        using var staff = await World.SignInAsync(People.Support);

        var linked = (await FileAsync(staff, first)).Document.QuerySelector("section[aria-labelledby='linked']")!.TextContent;

        Assert.Contains(second.Number, linked, StringComparison.Ordinal);
        Assert.Contains("same card, e-mail, address", linked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_cancels_and_asks_for_a_return_on_the_page_the_link_opens()
    {
        using var guest = World.Guest();
        var link = (await guest.BuyAsync(slug: "cafe-mug", sku: "KIT-CAFE-CREAM", quantity: 2)).Link("See your order");
        var sold = await Sold.ByAsync(World, guest);
        using var stranger = World.Visit();
        var page = await stranger.GetAsync(link.PathAndQuery);
        Assert.Contains("Cancel the order", page.Text, StringComparison.Ordinal);
        var line = (await sold.OrderAsync()).Lines.Single().Id;
        await sold.AtAsync<Storefront.Web.Features.Fulfilment.FulfilmentDesk>(desk => desk.ShipAsync(sold.Id, new(Guid.NewGuid(), "DHL", "JD9", [new Pieces(line, 2)]), default));

        var late = await stranger.PressAsync(page, "Cancel the order");
        Assert.Contains("has left already", late.Text, StringComparison.Ordinal);
        await stranger.PressAsync(await stranger.GetAsync(link.PathAndQuery), "Ask for a return", ($"Pieces[{line}]", "1"), ($"Reasons[{line}]", "Damaged"), ("Note", "The handle is off."));

        using var staff = await World.SignInAsync(People.Support);
        var queue = await staff.Browser.GetAsync("/admin/returns");
        Assert.Contains("The handle is off.", queue.Text, StringComparison.Ordinal);
        await staff.Browser.PressAsync(queue, "Accept and refund");
        Assert.Equal(["authorize approved", "capture approved", "refund approved"], await sold.LedgerAsync(3));
        var after = await World.EventuallyAsync(() => stranger.GetAsync(link.PathAndQuery), page => page.Text.Contains("Refunded", StringComparison.Ordinal));
        Assert.Contains("Refunded", after.Text, StringComparison.Ordinal);
    }

    private static Task<Page> FileAsync(Guest staff, Sold sold) => staff.Browser.GetAsync($"/admin/orders/{sold.Number}");

    private async Task<Sold> BuyAsync(int quantity)
    {
        using var guest = World.Guest();
        await guest.BuyAsync(slug: "cafe-mug", sku: "KIT-CAFE-CREAM", quantity: quantity);
        return await Sold.ByAsync(World, guest);
    }
}
