using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Reviews;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Reviews;

/// <summary>A person decides on a held order: once, and everybody who has to know is told.</summary>
public sealed class DecisionTests(AfterSaleWorld running) : IClassFixture<AfterSaleWorld>
{
    private static readonly string[] Held = ["Purchase", "BankEvent Auth Unknown", "PurchaseStatus Unknown RuleEngine"];

    private World World => running.World;

    [Fact]
    public async Task An_approved_order_is_charged_and_told_under_the_same_bank_event()
    {
        var sold = await World.HoldAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);

        await reviewer.ApproveAsync(sold);

        Assert.Equal(["authorize approved", "capture approved"], await sold.LedgerAsync(2));
        var told = await sold.ReceivedAsync(6);
        Assert.Equal([.. Held, "BankEvent Auth Approved", "BankEvent Charge Approved", "PurchaseStatus Approved OfflineManualReview_General"], told.Select(row => row.Story));
        Assert.Equal(told[1].Text("bankEventId"), told[3].Text("bankEventId"));
        Assert.Single(told.Select(row => row.CorrelationId).Distinct());
        Example.IsLike(told[3], "bank-event-auth-approved-after-review", ("type", "Auth"), ("status", "Approved"), ("purchaseId", sold.Attempt.PurchaseId));
        Example.IsLike(told[5], "purchase-status-approved-after-review", ("statusType", "Approved"), ("reason", "OfflineManualReview_General"));
        Assert.Equal(OrderStatus.Paid, (await sold.OrderAsync()).Status);
        Assert.Contains("reviewer@storefront.example approved this order", (await reviewer.OpenAsync(sold)).Text, StringComparison.Ordinal);
        Assert.Equal(["Review claimed", "Order approved"], await ActionsAsync(sold));
        Assert.Contains(await sold.MailsAsync(), subject => subject.StartsWith("Your order goes ahead", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fraud", "OfflineManualReview_Fraud", "")]
    [InlineData("compromise", "OfflineManualReview_AccountCompromise", "AccountTakeOver")]
    public async Task An_order_rejected_as_fraud_is_released_at_the_bank_and_labelled(string reason, string told, string codes)
    {
        var sold = await World.HoldAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);

        await reviewer.RejectAsync(sold, reason);

        Assert.Equal(["authorize approved", "void approved"], await sold.LedgerAsync(2));
        var rows = await sold.ReceivedAsync(6);
        Assert.Equal([.. Held, $"PurchaseStatus Rejected {told}", "Label", "BankEvent AuthCancel Approved"], rows.Select(row => row.Story));
        Assert.Equal(
            ("Purchase", sold.Attempt.PurchaseId, "ManualReview", "Fraud", "True", codes),
            (rows[4].Text("labelObjectType"), rows[4].Text("labelObjectId"), rows[4].Text("labelSource"), rows[4].Text("labelState"), rows[4].Text("isFraud"), rows[4].Text("labelReasonCodes")));
        Assert.All(rows, row => Assert.Equal(200, row.Status));
        Example.IsLike(rows[5], "bank-event-auth-cancel", ("type", "AuthCancel"), ("status", "Approved"));
        Assert.Equal(OrderStatus.Cancelled, (await sold.OrderAsync()).Status);
    }

    [Fact]
    public async Task An_order_rejected_without_fraud_is_not_labelled_and_its_stock_comes_back()
    {
        var stock = await Sold.StockAsync(World, "TNT-GRND-2");
        var sold = await World.HoldAsync("nora.general+review@example.com");
        using var administrator = await World.SignInAsync(People.Administrator);

        await administrator.RejectAsync(sold, "general");

        Assert.Equal([.. Held, "PurchaseStatus Rejected OfflineManualReview_General", "BankEvent AuthCancel Approved"], await sold.StoryAsync(5));
        Assert.Equal(0, await World.LookAsync(db => db.Labels.CountAsync(label => label.OrderNumber == sold.Number)));
        Assert.InRange(await Sold.StockAsync(World, "TNT-GRND-2"), stock - 4, stock); // others of this class hold some
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_does_and_the_other_is_told_who()
    {
        var sold = await World.HoldAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);
        using var administrator = await World.SignInAsync(People.Administrator);
        var (one, other) = (await reviewer.OpenAsync(sold), await administrator.OpenAsync(sold));

        var answers = await Task.WhenAll(reviewer.Browser.PressAsync(one, "Approve"), administrator.Browser.PressAsync(other, "Reject", ("reason", "fraud")));

        var refused = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Conflict);
        var approved = refused == answers[1];
        Assert.Contains(approved ? "reviewer@storefront.example approved this order" : "admin@storefront.example rejected this order as fraud", refused.Text, StringComparison.Ordinal);
        Assert.Equal(["authorize approved", approved ? "capture approved" : "void approved"], await sold.LedgerAsync(2));
        Assert.Equal(6, (await sold.ReceivedAsync(6)).Count);
        Assert.Equal(["Review claimed", approved ? "Order approved" : "Order rejected"], await ActionsAsync(sold));
    }

    [Fact]
    public async Task A_decision_sent_five_times_is_one_decision()
    {
        var sold = await World.HoldAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);
        var page = await reviewer.OpenAsync(sold);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => reviewer.Browser.PressAsync(page, "Reject", ("reason", "fraud"), ("note", "Called, nobody there."))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(6, (await sold.ReceivedAsync(6)).Count);
        Assert.Equal(["authorize approved", "void approved"], await sold.LedgerAsync(2));
        Assert.Equal(1, await World.LookAsync(db => db.Labels.CountAsync(label => label.OrderNumber == sold.Number)));
        Assert.Equal(1, await World.LookAsync(db => db.ReviewNotes.CountAsync(note => note.OrderId == sold.Id)));
    }

    [Fact]
    public async Task A_rejection_says_why_and_an_order_the_buyer_cancelled_cannot_be_approved()
    {
        var sold = await World.HoldAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);
        var page = await reviewer.OpenAsync(sold);
        Assert.Contains("Say why you reject the order", (await reviewer.Browser.PressAsync(page, "Reject")).Text, StringComparison.Ordinal);

        Assert.Null(await sold.AtAsync<Cancelling>(cancelling => cancelling.AskAsync(sold.Id, default)));
        var late = await reviewer.Browser.PressAsync(page, "Approve");

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("The buyer cancelled this order before anybody decided", late.Text, StringComparison.Ordinal);
        Assert.Equal(["authorize approved", "void approved"], await sold.LedgerAsync(2));
        Assert.Null(await World.LookAsync(db => db.ReviewCases.Where(review => review.OrderId == sold.Id).Select(review => (Judgement?)review.Judgement).SingleOrDefaultAsync()));
    }

    [Fact]
    public async Task After_a_decision_comes_the_oldest_order_that_nobody_else_works_on()
    {
        var first = await World.HoldAsync();
        var second = await World.HoldAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);

        var next = await reviewer.RejectAsync(second, "general");

        Assert.StartsWith("/admin/reviews/", next.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.DoesNotContain(second.Number, next.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains($"{second.Number}: reviewer@storefront.example rejected this order", next.Text, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.InReview, (await first.OrderAsync()).Status);
    }

    private Task<List<string>> ActionsAsync(Sold sold) => World.LookAsync(db => db.AuditEntries
        .Where(entry => entry.Subject == $"order {sold.Number}").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());
}
