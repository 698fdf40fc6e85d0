using Microsoft.Playwright;
using Storefront.Web.Tests;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <summary>A guest buys, in a real browser; the service and the bank tell what came of it.</summary>
[Collection(OnStage.Name)]
public sealed class JourneyTests(Stage stage)
{
    private const string Placed = "Thank you, Nora. Your order is placed";
    private static readonly string[] Approved = ["Purchase", "BankEvent Auth Approved", "PurchaseStatus Approved RuleEngine", "BankEvent Charge Approved"];
    private static readonly string[] Captured = ["authorize approved", "capture approved"];

    [Fact]
    public async Task An_ordinary_purchase_is_placed_and_charged()
    {
        await using var shopper = await stage.VisitAsync();
        await shopper.ToReviewAsync(Guest.GoodCard);

        await shopper.PlaceOrderAsync(Placed);

        await shopper.ExpectAsync(Assert.Single(await shopper.PurchasesAsync()), Approved, Captured);
        await shopper.Link("See your order").ClickAsync();
        await Expect(shopper.Page.GetByText("What has happened")).ToBeVisibleAsync();
        Assert.Contains("/orders/", shopper.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_purchase_shows_the_exact_sentence_and_no_money_moves()
    {
        await using var shopper = await stage.VisitAsync();
        shopper.Email = shopper.Email.Replace("@", "+reject@", StringComparison.Ordinal);
        await shopper.ToReviewAsync(Guest.GoodCard);

        await shopper.PlaceOrderAsync("Your order was not placed");

        await Expect(shopper.Page.GetByText("The order cannot be processed at this time. Please try again later.", new() { Exact = true })).ToBeVisibleAsync();
        await shopper.ExpectAsync(Assert.Single(await shopper.PurchasesAsync()), ["Purchase", "PurchaseStatus Rejected RuleEngine"], []);
        await shopper.Link("Back to the cart").ClickAsync();
        await shopper.HeadingIsAsync("Your cart");
        await shopper.CheckOutAsync();
        await Expect(shopper.Field("Email")).ToHaveValueAsync(shopper.Email);
    }

    [Fact]
    public async Task A_held_purchase_is_reserved_and_not_charged()
    {
        await using var shopper = await stage.VisitAsync();
        shopper.Street = "1 Review Road";
        await shopper.ToReviewAsync(Guest.GoodCard);

        await shopper.PlaceOrderAsync("We are checking your order");

        await shopper.ExpectAsync(
            Assert.Single(await shopper.PurchasesAsync()), ["Purchase", "BankEvent Auth Unknown", "PurchaseStatus Unknown RuleEngine"], ["authorize approved"]);
    }

    [Fact]
    public async Task After_a_declined_card_another_one_pays_for_the_same_cart()
    {
        await using var shopper = await stage.VisitAsync();
        await shopper.ToReviewAsync(Guest.DeclinedCard);
        await shopper.PlaceOrderAsync("The bank said no to this card");

        await shopper.Link("Pay with another card").ClickAsync();
        await shopper.AtTheBankAsync();
        await shopper.UseCardAsync("5555555555554444");
        await shopper.PlaceOrderAsync(Placed);

        var purchases = await shopper.PurchasesAsync();
        Assert.Equal(2, purchases.Count);
        await shopper.ExpectAsync(purchases[0], ["Purchase", "BankEvent Auth Declined", "PurchaseStatus Rejected RuleEngine"], ["authorize declined"]);
        await shopper.ExpectAsync(purchases[1], Approved, Captured);
    }

    [Fact]
    public async Task The_keyboard_alone_gets_from_a_product_to_a_placed_order()
    {
        await using var shopper = await stage.VisitAsync();
        await shopper.Page.GotoAsync("/p/pocket-torch");
        var keys = new Keyboard(shopper);

        await keys.PressAsync(shopper.Page.GetByRole(AriaRole.Radio).First, "Space");
        await keys.TypeAsync(shopper.Field("Quantity"), "2");
        await keys.PressAsync(shopper.Button("Add to cart"), "Space");
        await shopper.HeadingIsAsync("Your cart");
        await keys.PressAsync(shopper.Button("Check out"), "Enter");
        await shopper.HeadingIsAsync("Delivery");
        await keys.TypeAsync(shopper.Field("Email"), shopper.Email);
        foreach (var (label, value) in shopper.Address())
            await keys.TypeAsync(shopper.InSection("Shipping address", label), value);
        await keys.PressAsync(shopper.Button("Continue"), "Enter");
        await shopper.AtTheBankAsync();
        foreach (var (label, value) in Shopper.Card(Guest.GoodCard))
            await keys.TypeAsync(shopper.Field(label), value);
        await keys.PressAsync(shopper.Button("Use this card"), "Space");
        await shopper.HeadingIsAsync("Review and place your order");
        await keys.PressAsync(shopper.Button("Place order"), "Enter");
        await shopper.HeadingIsAsync(Placed);

        var purchase = Assert.Single(await shopper.PurchasesAsync());
        Assert.Equal(2, Assert.Single(purchase.Request.GetProperty("productList").EnumerateArray()).GetProperty("quantity").GetInt32());
        await shopper.ExpectAsync(purchase, Approved, Captured);
    }

    [Fact]
    public async Task With_script_off_nothing_is_missing_on_the_way_to_a_placed_order()
    {
        await using var shopper = await stage.VisitAsync(script: false);
        await shopper.ToReviewAsync(Guest.GoodCard);

        await shopper.PlaceOrderAsync(Placed);

        await shopper.ExpectAsync(Assert.Single(await shopper.PurchasesAsync()), Approved, Captured);
    }
}
