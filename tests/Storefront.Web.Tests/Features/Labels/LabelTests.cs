using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Labels;

/// <summary>What a person knows is said once, of the right thing, in the words of the contract.</summary>
public sealed class LabelTests(AfterSaleWorld running) : IClassFixture<AfterSaleWorld>
{
    private World World => running.World;

    [Theory]
    [InlineData("PurchaseFraud", "Purchase", "ManualReview", "", "Fraud", "True")]
    [InlineData("PurchaseTakeover", "Purchase", "ManualReview", "AccountTakeOver", "Fraud", "True")]
    [InlineData("AccountAbuse", "Account", "ManualReview", "Abuse", "Abuse", "")]
    [InlineData("WronglyBlocked", "Account", "CustomerEscalation", "", "FalsePositive", "False")]
    [InlineData("StolenCard", "PI", "OfflineAnalysis", "PIFraud", "Fraud", "")]
    public async Task What_is_known_of_an_order_is_told_of_its_purchase_its_account_or_its_card(string meaning, string type, string source, string codes, string state, string isFraud)
    {
        var sold = await BuyAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);

        var list = await GiveAsync(reviewer, ("Meaning", meaning), ("About", sold.Number), ("Note", $"About {sold.Number}"));

        Assert.EndsWith("/admin/labels", list.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains($"About {sold.Number}", list.Text, StringComparison.Ordinal);
        var id = type switch { "Purchase" => sold.Attempt.PurchaseId, "PI" => sold.Attempt.Snapshot.UserId + "-CreditCard", _ => sold.Attempt.Snapshot.UserId };
        var told = await LabelAsync(id);
        Assert.Equal(
            (200, type, id, source, codes, state, isFraud),
            (told.Status, told.Text("labelObjectType"), told.Text("labelObjectId"), told.Text("labelSource"), told.Text("labelReasonCodes"), told.Text("labelState"), told.Text("isFraud")));
        Assert.Equal(sold.Attempt.CorrelationId, told.CorrelationId);
        Assert.Equal(1, await World.LookAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "Label given" && entry.Subject == $"order {sold.Number}")));
    }

    [Fact]
    public async Task A_report_of_the_card_scheme_names_who_reported_and_how_much()
    {
        var sold = await BuyAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);

        await GiveAsync(reviewer, ("Meaning", "SchemeReport"), ("About", sold.Number), ("Processor", "Example Issuer Bank"), ("Amount", "50.05"));

        Example.IsLike(
            await LabelAsync(sold.Attempt.PurchaseId),
            "label-tc40",
            ("labelObjectType", "Purchase"), ("labelSource", "TC40_SAFE"), ("labelReasonCodes", "FraudRefund"), ("labelState", "Accepted"), ("processor", "Example Issuer Bank"), ("amount", "50.05"), ("currency", "USD"));
    }

    [Fact]
    public async Task An_account_is_named_by_its_address_and_the_takeover_by_its_days()
    {
        using var reviewer = await World.SignInAsync(People.Reviewer);
        var id = await World.LookAsync(db => db.Users.Where(customer => customer.Email == People.ShopperA).Select(customer => customer.Id).SingleAsync());

        await GiveAsync(reviewer, ("Meaning", "AccountTakeover"), ("About", People.ShopperA), ("From", "2026-03-15"), ("Until", "2026-03-19"));

        var told = await LabelAsync(id.ToString());
        Assert.Equal(
            ("Account", "CustomerEscalation", "AccountTakeOver", "Fraud", "True", "AccountCompromise"),
            (told.Text("labelObjectType"), told.Text("labelSource"), told.Text("labelReasonCodes"), told.Text("labelState"), told.Text("isFraud"), told.Text("reasonText")));
        Assert.StartsWith("2026-03-15T00:00:00", told.Text("effectiveStartDate"), StringComparison.Ordinal);
        Assert.StartsWith("2026-03-20T00:00:00", told.Text("effectiveEndDate"), StringComparison.Ordinal); // the last day counts as a whole

        await GiveAsync(reviewer, ("Meaning", "EmailFraud"), ("About", "mallory@example.com"));
        Assert.Equal("Email", (await LabelAsync("mallory@example.com")).Text("labelObjectType"));
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_label_and_a_later_label_counts_instead()
    {
        var sold = await BuyAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);
        var form = await reviewer.Browser.GetAsync($"/admin/labels/new?about={sold.Number}");

        for (var i = 0; i < 3; i++)
            await reviewer.Browser.PressAsync(form, "Tell Fraud Protection", ("Meaning", "AccountAbuse"), ("Note", $"First, {sold.Number}"));
        var list = await GiveAsync(reviewer, ("Meaning", "WronglyBlocked"), ("About", sold.Number), ("Note", $"Second, {sold.Number}"));

        Assert.Equal(2, await World.LookAsync(db => db.Labels.CountAsync(label => label.OrderNumber == sold.Number)));
        Assert.Contains("A later one counts", Assert.Single(list.Texts("tbody tr"), row => row.Contains($"First, {sold.Number}", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("A later one counts", Assert.Single(list.Texts("tbody tr"), row => row.Contains($"Second, {sold.Number}", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "WXYZ-WXYZ-WX", "#Meaning-error", "Choose what you know")]
    [InlineData("PurchaseFraud", "WXYZ-WXYZ-WX", "#About-error", "There is no order WXYZ-WXYZ-WX")]
    [InlineData("PurchaseFraud", "nora@example.com", "#About-error", "enter its number")]
    [InlineData("AccountAbuse", "nobody@example.com", "#About-error", "Nobody has an account")]
    [InlineData("SchemeReport", "WXYZ-WXYZ-WX", "#Processor-error", "who reported it")]
    [InlineData("AccountTakeover", "nobody@example.com", "#From-error", "first day")]
    public async Task What_is_missing_is_said_beside_its_field(string meaning, string about, string where, string words)
    {
        using var reviewer = await World.SignInAsync(People.Reviewer);

        var page = await GiveAsync(reviewer, [.. meaning.Length > 0 ? new[] { ("Meaning", meaning) } : [], ("About", about)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(words, page.One(where), StringComparison.Ordinal);
    }

    private async Task<Sold> BuyAsync()
    {
        using var guest = World.Guest();
        await guest.BuyAsync(slug: "groundsheet", sku: "TNT-GRND-2");
        return await Sold.ByAsync(World, guest);
    }

    private static async Task<Page> GiveAsync(Guest reviewer, params (string, string)[] fields) =>
        await reviewer.Browser.PressAsync(await reviewer.Browser.GetAsync("/admin/labels/new"), "Tell Fraud Protection", fields);

    private async Task<Received> LabelAsync(string id) =>
        (await World.EventuallyAsync(() => World.ReceivedAsync(id), rows => rows.Any(row => row.Event == "Label"), TimeSpan.FromSeconds(60))).Last(row => row.Event == "Label");
}
