using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Web.Features.Reviews;
using Storefront.Web.Features.Chargebacks;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Chargebacks;

/// <summary>A chargeback from the bank's notice to its end: one ID, the arrows of the contract, and an order that stays as it is.</summary>
public sealed class ChargebackTests(AfterSaleWorld running) : IClassFixture<AfterSaleWorld>
{
    private World World => running.World;

    [Fact]
    public async Task A_case_goes_from_inquiry_to_reversed_and_back_under_one_ID()
    {
        var sold = await BuyAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);

        var page = await RecordAsync(reviewer, sold, "CASE-1", sold.Attempt.Total);
        page = await MoveAsync(reviewer, page, "Disputed");
        page = await MoveAsync(reviewer, page, "Reversed");
        page = await MoveAsync(reviewer, page, "ResubmittedRequest", ("due", Day(30)));
        page = await MoveAsync(reviewer, page, "Accepted");

        var told = (await sold.ReceivedAsync(9)).Where(row => row.Event == "Chargeback").ToList();
        Assert.Equal(["Chargeback Inquiry", "Chargeback Disputed", "Chargeback Reversed", "Chargeback ResubmittedRequest", "Chargeback Accepted"], told.Select(row => row.Story));
        Assert.All(told, row => Example.IsLike(
            row,
            "chargeback-inquiry",
            ("status", row.Text("status")), ("chargebackId", page.Address.Segments[^1]), ("purchaseId", sold.Attempt.PurchaseId), ("userId", sold.Attempt.Snapshot.UserId),
            ("reason", "Cardholder does not recognise the transaction"), ("amount", sold.Attempt.Total.ToString(CultureInfo.InvariantCulture)), ("currency", "USD")));
        Assert.All(told, row => Assert.Equal((200, sold.Attempt.CorrelationId), (row.Status, row.CorrelationId)));
        Assert.False(page.Has("#move")); // accepted is the end
        Assert.Equal(OrderStatus.Paid, (await sold.OrderAsync()).Status);
        Assert.Equal(
            ["Chargeback recorded", "Chargeback moved", "Chargeback moved", "Chargeback moved", "Chargeback moved"],
            await World.LookAsync(db => db.AuditEntries.Where(entry => entry.Subject == $"order {sold.Number}, case CASE-1").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync()));
    }

    [Fact]
    public async Task The_same_notice_again_is_the_same_chargeback()
    {
        var sold = await BuyAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);

        var first = await RecordAsync(reviewer, sold, "CASE-2", 20);
        var again = await RecordAsync(reviewer, sold, "CASE-2", 20);

        Assert.Equal(first.Address, again.Address);
        Assert.Equal(5, (await sold.ReceivedAsync(5)).Count);
        var other = await BuyAsync();
        Assert.Contains("Case CASE-2 is about another order", (await RecordAsync(reviewer, other, "CASE-2", 20)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_charged_back_that_was_not_taken()
    {
        var sold = await BuyAsync();
        var held = await World.HoldAsync("cb+review@example.com");
        using var reviewer = await World.SignInAsync(People.Reviewer);

        Assert.Contains("Nothing was ever taken", (await RecordAsync(reviewer, held, "CASE-3", 10)).Text, StringComparison.Ordinal);
        var tooMuch = await RecordAsync(reviewer, sold, "CASE-4", sold.Attempt.Total + 0.01m);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooMuch.Status);
        Assert.Contains("can be charged back", tooMuch.One("#Amount-error"), StringComparison.Ordinal);

        await RecordAsync(reviewer, sold, "CASE-5", sold.Attempt.Total - 10);
        Assert.Contains("At most $10.00 can be charged back", (await RecordAsync(reviewer, sold, "CASE-6", 10.01m)).Text, StringComparison.Ordinal);
        Assert.Contains("There is no order NOBODYS", (await reviewer.Browser.PressAsync(await reviewer.Browser.GetAsync("/admin/chargebacks/new?order=NOBODYS"), "Record", Notice("CASE-7", 5))).One("#Order-error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_arrows_of_the_contract_are_taken_and_of_two_at_once_one_is()
    {
        var sold = await BuyAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);
        using var administrator = await World.SignInAsync(People.Administrator);
        var page = await RecordAsync(reviewer, sold, "CASE-8", 30);

        Assert.Contains("From Inquiry it cannot become Reversed", (await MoveAsync(reviewer, page, "Reversed")).Text, StringComparison.Ordinal);

        var seen = await administrator.Browser.GetAsync(page.Address.PathAndQuery);
        var answers = await Task.WhenAll(MoveAsync(reviewer, page, "Accepted"), MoveAsync(administrator, seen, "Disputed"));
        var refused = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Conflict);
        Assert.Contains("storefront.example has moved this case to", refused.Text, StringComparison.Ordinal);
        Assert.Equal(6, (await sold.ReceivedAsync(6)).Count);
    }

    [Fact]
    public async Task A_move_sent_twice_is_one_move()
    {
        var sold = await BuyAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);
        var page = await RecordAsync(reviewer, sold, "CASE-9", 30);

        var answers = await Task.WhenAll(MoveAsync(reviewer, page, "Disputed"), MoveAsync(reviewer, page, "Disputed"));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(2, await World.LookAsync(db => db.Set<ChargebackStep>().CountAsync(step => db.Chargebacks.Any(chargeback => chargeback.BankCase == "CASE-9" && chargeback.Id == step.ChargebackId))));
    }

    [Fact]
    public async Task A_late_notice_leaves_a_cancelled_order_cancelled_and_says_that_the_buyer_gets_it_twice()
    {
        var sold = await BuyAsync();
        Assert.Null(await sold.AtAsync<Cancelling>(cancelling => cancelling.AskAsync(sold.Id, default)));
        await sold.LedgerAsync(3);
        using var reviewer = await World.SignInAsync(People.Reviewer);

        var page = await RecordAsync(reviewer, sold, "CASE-10", 25);
        Assert.Contains("If the bank takes this too, they get $25.00 twice", page.Text, StringComparison.Ordinal);
        page = await MoveAsync(reviewer, page, "Accepted");

        Assert.Contains("They have got $25.00 twice", page.Text, StringComparison.Ordinal);
        var order = await sold.OrderAsync();
        Assert.Equal((OrderStatus.Cancelled, order.Captured), (order.Status, order.GivenBack));
        Assert.Equal(3, (await sold.LedgerAsync(3)).Count);
    }

    [Fact]
    public async Task Money_the_bank_took_cannot_be_refunded_once_more()
    {
        var sold = await BuyAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);
        await MoveAsync(reviewer, await RecordAsync(reviewer, sold, "CASE-11", sold.Attempt.Total - 5), "Accepted");

        var refusal = await sold.AtAsync<RefundDesk>(desk => desk.RefundAsync(sold.Id, new RefundOrder { Id = Guid.NewGuid(), Amount = 6 }, default));

        Assert.Contains("At most $5.00 can be refunded", refusal!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_evidence_tells_the_sale_and_nothing_of_how_we_judge()
    {
        using var regular = World.Guest();
        regular.Email = $"regular.{Guid.NewGuid():N}@example.com";
        await regular.BuyAsync(slug: "groundsheet", sku: "TNT-GRND-2");
        var earlier = await Sold.ByAsync(World, regular);
        await regular.BuyAsync(slug: "groundsheet", sku: "TNT-GRND-2");
        var sold = await Sold.ByAsync(World, regular);
        using var reviewer = await World.SignInAsync(People.Reviewer);
        var page = await RecordAsync(reviewer, sold, "CASE-12", 40);

        var evidence = await reviewer.Browser.GetAsync(page.Address.AbsolutePath + "/evidence");

        foreach (var needed in new[] { sold.Number, earlier.Number, "card, e-mail, address, connection", "Everyday groundsheet", "Visa ending 1111", regular.Email, "Payment taken.", "Your order is placed", "418 Example Avenue", "$40.00" })
            Assert.Contains(needed, evidence.Text, StringComparison.Ordinal);
        foreach (var secret in new[] { "score", "rule", "assessment", "fraud", "decision", "Approve" })
            Assert.DoesNotContain(secret, evidence.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_is_overdue_is_listed_first()
    {
        var sold = await BuyAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);
        await RecordAsync(reviewer, sold, "CASE-LATER", 1, due: Day(20));
        await RecordAsync(reviewer, sold, "CASE-OVERDUE", 1, noticed: Day(-20), due: Day(-2));

        var list = await reviewer.Browser.GetAsync("/admin/chargebacks");

        Assert.StartsWith("CASE-OVERDUE", list.Texts("tbody tr")[0], StringComparison.Ordinal);
        Assert.Contains("2 days overdue", list.Texts("tbody tr")[0], StringComparison.Ordinal);
        Assert.Contains("overdue. Without an answer", list.Text, StringComparison.Ordinal);
    }

    private async Task<Sold> BuyAsync()
    {
        using var guest = World.Guest();
        await guest.BuyAsync(slug: "groundsheet", sku: "TNT-GRND-2");
        return await Sold.ByAsync(World, guest);
    }

    private static async Task<Page> RecordAsync(Guest reviewer, Sold sold, string bankCase, decimal amount, string? noticed = null, string? due = null) =>
        await reviewer.Browser.PressAsync(await reviewer.Browser.GetAsync($"/admin/chargebacks/new?order={sold.Number}"), "Record", Notice(bankCase, amount, noticed, due));

    private static (string, string)[] Notice(string bankCase, decimal amount, string? noticed = null, string? due = null) =>
    [
        ("BankCase", bankCase), ("Amount", amount.ToString(CultureInfo.InvariantCulture)), ("Reason", "Cardholder does not recognise the transaction"),
        ("Noticed", noticed ?? Day(0)), ("Due", due ?? Day(14)),
    ];

    private static Task<Page> MoveAsync(Guest reviewer, Page page, string to, params (string, string)[] more) =>
        reviewer.Browser.PressAsync(page, "Record it", [("to", to), .. more]);

    private static string Day(int ahead) => DateTimeOffset.UtcNow.AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
