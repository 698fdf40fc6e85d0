using System.Globalization;
using Microsoft.Playwright;
using Storefront.Web.Tests;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <summary>A reviewer at work in a real browser: held orders and a chargeback, to the end, and what Fraud Protection was told of each.</summary>
[Collection(OnStage.Name)]
public sealed class JudgementJourneyTests(Stage stage)
{
    private static readonly string[] Held = ["Purchase", "BankEvent Auth Unknown", "PurchaseStatus Unknown RuleEngine"];

    [Fact]
    public async Task A_held_order_is_approved_and_charged()
    {
        await using var shopper = await stage.VisitAsync();
        await using var reviewer = await stage.VisitAsync();
        await HoldAsync(shopper);
        await reviewer.OpenReviewAsync(stage.World, shopper);

        await reviewer.Button("Claim it").ClickAsync();
        await reviewer.Page.GetByLabel("Add a note").FillAsync("The buyer answered the phone.");
        await reviewer.Button("Add note").ClickAsync();
        await Expect(reviewer.Page.Locator("#notes .letter")).ToHaveTextAsync("The buyer answered the phone.");
        await reviewer.Button("Approve").ClickAsync();
        await Expect(reviewer.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("reviewer@storefront.example approved this order");

        var purchase = Assert.Single(await shopper.PurchasesAsync());
        var told = await stage.World.EventuallyReceivedAsync(purchase.Text("purchaseId"), 6);
        Assert.Equal([.. Held, "BankEvent Auth Approved", "BankEvent Charge Approved", "PurchaseStatus Approved OfflineManualReview_General"], told.Select(row => row.Story));
        Example.IsLike(told[1], "bank-event-auth-unknown");
        Example.IsLike(told[2], "purchase-status-unknown-review");
        Example.IsLike(told[3], "bank-event-auth-approved-after-review", ("bankEventId", told[1].Text("bankEventId")));
        Example.IsLike(told[4], "bank-event-charge-approved");
        Example.IsLike(told[5], "purchase-status-approved-after-review");
        Assert.Empty(reviewer.Faults);
    }

    [Fact]
    public async Task A_held_order_is_rejected_as_fraud_by_keyboard_alone()
    {
        await using var shopper = await stage.VisitAsync();
        await using var reviewer = await stage.VisitAsync();
        await HoldAsync(shopper);
        await reviewer.OpenReviewAsync(stage.World, shopper);

        await reviewer.Link("Go to the decision").FocusAsync();
        await reviewer.Page.Keyboard.PressAsync("Enter");
        await reviewer.Page.GetByRole(AriaRole.Radio, new() { Name = "Fraud The purchase is" }).FocusAsync();
        await reviewer.Page.Keyboard.PressAsync("Space");
        await reviewer.Button("Reject").FocusAsync();
        await reviewer.Page.Keyboard.PressAsync("Enter");
        await Expect(reviewer.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("rejected this order as fraud");

        var purchase = Assert.Single(await shopper.PurchasesAsync());
        var told = await stage.World.EventuallyReceivedAsync(purchase.Text("purchaseId"), 6);
        Assert.Equal([.. Held, "PurchaseStatus Rejected OfflineManualReview_Fraud", "Label", "BankEvent AuthCancel Approved"], told.Select(row => row.Story));
        Example.IsLike(told[3], "purchase-status-rejected-rule", ("reason", "OfflineManualReview_Fraud"));
        Assert.Equal(
            ("Purchase", purchase.Text("purchaseId"), "ManualReview", "Fraud", "True"),
            (told[4].Text("labelObjectType"), told[4].Text("labelObjectId"), told[4].Text("labelSource"), told[4].Text("labelState"), told[4].Text("isFraud")));
        Example.IsLike(told[5], "bank-event-auth-cancel");
        Assert.Equal(["authorize approved", "void approved"], (await stage.World.LedgerAsync(purchase.Text("purchaseId"))).Select(row => row.Story));
        Assert.Empty(reviewer.Faults);
    }

    [Fact]
    public async Task A_chargeback_goes_from_inquiry_to_reversed()
    {
        await using var shopper = await stage.VisitAsync();
        await using var reviewer = await stage.VisitAsync();
        await shopper.ToReviewAsync(Guest.GoodCard);
        await shopper.PlaceOrderAsync("Thank you, Nora. Your order is placed");
        var purchase = Assert.Single(await shopper.PurchasesAsync());
        var total = purchase.Request.GetProperty("totalAmount").GetDecimal().ToString("0.00", CultureInfo.InvariantCulture);
        await stage.World.EventuallyReceivedAsync(purchase.Text("purchaseId"), 4);
        await reviewer.SignInAsStaffAsync(People.Reviewer);

        await reviewer.RecordChargebackAsync(purchase.Text("purchaseId"), $"CASE-{Guid.NewGuid():N}", total);
        await reviewer.Page.GetByLabel("We dispute it").CheckAsync();
        await reviewer.Button("Record it").ClickAsync();
        await reviewer.Page.GetByLabel("The bank decided for us").CheckAsync();
        await reviewer.Button("Record it").ClickAsync();
        await Expect(reviewer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Reversed");

        var told = (await stage.World.EventuallyReceivedAsync(purchase.Text("purchaseId"), 7)).Where(row => row.Event == "Chargeback").ToList();
        Assert.Equal(["Inquiry", "Disputed", "Reversed"], told.Select(row => row.Text("status")));
        Assert.All(told, row => Example.IsLike(
            row,
            "chargeback-inquiry",
            ("status", row.Text("status")), ("chargebackId", told[0].Text("chargebackId")), ("purchaseId", purchase.Text("purchaseId")), ("userId", purchase.Request.GetProperty("user").GetProperty("userId").GetString()!),
            ("reason", "Cardholder does not recognise the transaction"), ("amount", total), ("currency", "USD")));
        Assert.Empty(reviewer.Faults);
    }

    private static async Task HoldAsync(Shopper shopper)
    {
        shopper.Street = "1 Review Road";
        await shopper.ToReviewAsync(Guest.GoodCard);
        await shopper.PlaceOrderAsync("We are checking your order");
    }
}
