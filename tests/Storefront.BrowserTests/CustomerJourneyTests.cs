using Microsoft.Playwright;
using Storefront.Web.Tests;
using Storefront.Web.Tests.Features.Profile;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <summary>A customer keeps a card here and buys with it, in a real browser; what the service received is held to the contract's examples.</summary>
[Collection(OnStage.Name)]
public sealed class CustomerJourneyTests(Stage stage)
{
    [Fact]
    public async Task A_customer_adds_a_card_and_then_buys_with_it_without_typing_anything()
    {
        await using var shopper = await stage.VisitAsync();
        await shopper.SignInAsync(People.ShopperB);
        await shopper.Page.GotoAsync("/account/profile");
        await shopper.Field("Last name").FillAsync("Ellery");
        await shopper.Page.GetByLabel("Phone").FillAsync("+1-2065550143");
        await shopper.Button("Save profile").ClickAsync();
        await Expect(shopper.Page.GetByText("Your profile is saved.")).ToBeVisibleAsync();
        await shopper.NoteAddressAsync();

        await shopper.NoteCardAsync(Guest.GoodCard);
        await Expect(shopper.Page.GetByRole(AriaRole.Strong).GetByText("Visa ending 1111")).ToBeVisibleAsync();
        var card = await ToldOfCardAsync();
        card.HasEveryMemberOf(
            "update-account-credit-card.request.json",
            "/paymentInstrumentList/type", "/paymentInstrumentList/state", "/paymentInstrumentList/cardType", "/paymentInstrumentList/holderName", "/paymentInstrumentList/bin",
            "/paymentInstrumentList/lastFourDigits", "/paymentInstrumentList/billingAddress/firstName", "/paymentInstrumentList/billingAddress/phoneNumber",
            "/paymentInstrumentList/billingAddress/street1", "/paymentInstrumentList/billingAddress/street2", "/paymentInstrumentList/billingAddress/zipCode", "/deviceContext/provider");

        await shopper.AddAsync("pocket-torch");
        await shopper.CheckOutAsync();
        await shopper.Button("Continue").ClickAsync();
        await shopper.HeadingIsAsync("Payment");
        await shopper.Button("Continue").ClickAsync();
        await shopper.HeadingIsAsync("Review and place your order");
        await shopper.PlaceOrderAsync("Thank you, Nora. Your order is placed");

        var purchase = Assert.Single(await shopper.PurchasesAsync());
        purchase.Request.HasEveryMemberOf(
            "purchase-existing-user.request.json",
            except: ["/customerLocalDate", "/customData/ContainsRiskyProducts"], // the browser's clock and a flag of the merchant's own: not part of what this shop sends
            "/assessmentType", "/currency", "/isGuestCheckout", "/user/lastName", "/user/country", "/user/zipCode", "/user/language", "/user/phoneNumber", "/user/profileType",
            "/user/isEmailValidated", "/user/isPhoneNumberValidated", "/shippingAddress/street1", "/shippingAddress/street2", "/shippingAddress/state",
            "/paymentInstrumentList/state", "/paymentInstrumentList/cardType", "/paymentInstrumentList/bin", "/paymentInstrumentList/lastFourDigits", "/deviceContext/provider");
        Assert.Equal(card.GetProperty("userId").GetString(), purchase.Request.GetProperty("user").GetProperty("userId").GetString());
        Assert.Equal(
            card.GetProperty("paymentInstrumentList")[0].GetProperty("merchantPaymentInstrumentId").GetString(),
            purchase.Request.GetProperty("paymentInstrumentList")[0].GetProperty("merchantPaymentInstrumentId").GetString());
        await shopper.ExpectAsync(
            purchase,
            ["Purchase", "BankEvent Auth Approved", "PurchaseStatus Approved RuleEngine", "BankEvent Charge Approved"],
            ["authorize approved", "capture approved"]);
    }

    private async Task<System.Text.Json.JsonElement> ToldOfCardAsync()
    {
        var told = await World.EventuallyAsync(
            async () => (await stage.World.ReceivedAsync()).LastOrDefault(row => row.Event == "UpdateAccount" && row.Request.TryGetProperty("paymentInstrumentList", out var cards)
                && cards[0].TryGetProperty("billingAddress", out var billing) && billing.TryGetProperty("phoneNumber", out var phone) && phone.GetString() == "+1-2065550143"),
            row => row is not null,
            TimeSpan.FromSeconds(60));
        return told!.Request;
    }
}
