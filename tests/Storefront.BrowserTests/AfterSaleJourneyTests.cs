using Microsoft.Playwright;
using Storefront.Web.Tests;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <summary>What happens to an order after the sale, by buyer and staff in two browsers; Fraud Protection hears of it in the words of the contract.</summary>
[Collection(OnStage.Name)]
public sealed class AfterSaleJourneyTests(Stage stage)
{
    [Fact]
    public async Task An_order_is_sent_and_delivered_and_the_buyer_follows_it()
    {
        await using var buyer = await stage.VisitAsync();
        await using var staff = await stage.VisitAsync();
        var purchase = await BuyAsync(buyer);
        await staff.SignInAsStaffAsync(People.Support);
        await staff.OpenOrderAsync(buyer);

        await staff.SendAsync();
        await buyer.Page.ReloadAsync();
        await Expect(buyer.Page.GetByText("Sent with DHL, number JD014600004412.")).ToBeVisibleAsync();
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Mark as delivered" }).ClickAsync();
        await Expect(staff.Page.GetByText("1 delivered")).ToBeVisibleAsync();
        await buyer.Page.ReloadAsync();
        await Expect(buyer.Page.GetByText("Delivered.")).ToBeVisibleAsync();

        var received = await stage.World.EventuallyReceivedAsync(purchase, 4);
        Assert.Equal(4, received.Count); // goods on their way are nothing Fraud Protection has an event for
        Example.Matches(received[1].Request, "bank-event-auth-approved", "type", "status"); // a card scheme would tell more than the pretend bank
        Example.IsLike(received[2], "purchase-status-approved");
        Example.IsLike(received[3], "bank-event-charge-approved");
        Assert.Empty(buyer.Faults.Concat(staff.Faults));
    }

    [Fact]
    public async Task A_return_is_asked_for_accepted_and_refunded()
    {
        await using var buyer = await stage.VisitAsync();
        await using var staff = await stage.VisitAsync();
        var purchase = await BuyAsync(buyer);
        await staff.SignInAsStaffAsync(People.Support);
        await staff.OpenOrderAsync(buyer);
        await staff.SendAsync();

        await buyer.Page.ReloadAsync();
        await buyer.Page.GetByText("Send something back").ClickAsync();
        await buyer.Page.GetByLabel("How many of 1").FillAsync("1");
        await buyer.Page.GetByLabel("Why", new() { Exact = true }).SelectOptionAsync("Damaged");
        var note = $"The switch is stuck, {buyer.Email}";
        await buyer.Page.GetByLabel("Anything we should know").FillAsync(note);
        await buyer.Button("Ask for a return").ClickAsync();
        await Expect(buyer.Page.GetByText("You asked to return something.")).ToBeVisibleAsync();

        await staff.Page.GotoAsync("/admin/returns");
        var request = staff.Page.Locator("section.box").Filter(new() { HasText = note });
        await request.GetByLabel("The pieces can be sold again").CheckAsync();
        await request.GetByRole(AriaRole.Button, new() { Name = "Accept and refund" }).ClickAsync();
        await Expect(request).ToHaveCountAsync(0);

        var received = await stage.World.EventuallyReceivedAsync(purchase, 6);
        Example.IsLike(received[4], "refund-requested");
        Example.IsLike(received[5], "refund-approved");
        Assert.Equal(received[4].Text("refundId"), received[5].Text("refundId"));
        Assert.Equal(["authorize approved", "capture approved", "refund approved"], (await stage.World.LedgerAsync(purchase)).Select(row => row.Story));
        await buyer.Page.ReloadAsync();
        await Expect(buyer.Page.GetByText("Refunded", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(buyer.Faults.Concat(staff.Faults));
    }

    [Fact]
    public async Task A_buyer_cancels_a_paid_order_and_one_that_is_still_being_checked()
    {
        await using var paid = await stage.VisitAsync();
        var purchase = await BuyAsync(paid);
        await CancelAsync(paid);

        var received = await stage.World.EventuallyReceivedAsync(purchase, 6);
        Example.IsLike(received[4], "purchase-status-canceled");
        Example.IsLike(received[5], "bank-event-auth-cancel", ("type", "ChargeReversal")); // the contract has no example of this type
        Assert.Equal(["authorize approved", "capture approved", "void approved"], (await stage.World.LedgerAsync(purchase)).Select(row => row.Story));

        await using var held = await stage.VisitAsync();
        held.Street = "1 Review Road";
        purchase = await BuyAsync(held, "We are checking your order");
        await CancelAsync(held);

        received = await stage.World.EventuallyReceivedAsync(purchase, 5);
        Example.IsLike(received[3], "purchase-status-canceled");
        Example.IsLike(received[4], "bank-event-auth-cancel");
        Assert.Equal(["authorize approved", "void approved"], (await stage.World.LedgerAsync(purchase)).Select(row => row.Story));
        Assert.Empty(paid.Faults.Concat(held.Faults));
    }

    /// <summary>The purchase ID of what was bought; the browser is left on the order's page.</summary>
    private static async Task<string> BuyAsync(Shopper buyer, string outcome = "Thank you, Nora. Your order is placed")
    {
        await buyer.ToReviewAsync(Guest.GoodCard);
        await buyer.PlaceOrderAsync(outcome);
        await buyer.Link("See your order").ClickAsync();
        await Expect(buyer.Page.GetByText("What has happened")).ToBeVisibleAsync();
        return Assert.Single(await buyer.PurchasesAsync()).Text("purchaseId");
    }

    private static async Task CancelAsync(Shopper buyer)
    {
        await buyer.Page.Locator("summary", new() { HasText = "Cancel the order" }).ClickAsync();
        await buyer.Button("Cancel the order").ClickAsync();
        await Expect(buyer.Page.GetByText("You cancelled the order.")).ToBeVisibleAsync();
    }
}
