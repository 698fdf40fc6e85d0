using Microsoft.EntityFrameworkCore;
using Storefront.Web.Tests.Features.Profile;

namespace Storefront.Web.Tests.Features.Checkout;

/// <summary>Checking out with an account: nothing is typed twice, and Fraud Protection knows a customer from a guest.</summary>
public sealed class CustomerCheckoutTests(AccountWorld running) : IClassFixture<AccountWorld>
{
    private const string Mug = "KIT-CAFE-CREAM";

    private World World => running.World;

    [Fact]
    public async Task An_existing_user_buys_with_saved_address_and_card_and_is_told_as_the_contract_has_it()
    {
        using var nora = await running.JoinAsync();
        await nora.Browser.PressAsync(await nora.Browser.GetAsync("/account/profile"), "Save profile", ("Phone", "+1-2065550143"));
        await nora.AddAddressAsync();
        await nora.AddCardAsync();
        await nora.Guest.AddAsync("cafe-mug", Mug, 2);

        var delivery = await nora.Browser.GetAsync("/checkout");
        Assert.Equal((nora.Email, "+1-2065550143"), (Value(delivery, "Email"), Value(delivery, "Phone")));
        var payment = await nora.Browser.PressAsync(delivery, "Continue", ("ShippingMethod", "Standard"));
        var review = await nora.Browser.PressAsync(payment, "Continue");
        Assert.Contains("Visa ending 1111", review.Text, StringComparison.Ordinal);
        Assert.False(review.Has("#saveCard"));
        var outcome = await PlaceAsync(nora, review);

        Assert.StartsWith("Thank you, Nora", outcome.Heading, StringComparison.Ordinal);
        var order = await World.LookAsync(db => db.Orders.SingleAsync(order => order.CustomerId == nora.Id));
        var attempt = await World.LookAsync(db => db.Attempts.SingleAsync(attempt => attempt.CustomerId == nora.Id));
        Assert.Equal(attempt.Id, order.AttemptId);
        var purchase = (await World.EventuallyReceivedAsync(attempt.PurchaseId, 4))[0].Request;
        purchase.HasEveryMemberOf(
            "purchase-existing-user.request.json",
            except: ["/customerLocalDate", "/customData/ContainsRiskyProducts"], // the browser's clock and the merchant's own flag: not part of what this shop sends
            "/isGuestCheckout", "/user/isEmailValidated", "/user/profileType", "/user/firstName", "/user/phoneNumber", "/user/isPhoneNumberValidated",
            "/shippingAddress/street1", "/shippingAddress/street2", "/paymentInstrumentList/bin", "/paymentInstrumentList/cardType", "/paymentInstrumentList/holderName", "/deviceContext/provider");
        var customer = await World.LookAsync(db => db.Users.SingleAsync(customer => customer.Id == nora.Id));
        var user = purchase.GetProperty("user");
        Assert.Equal((nora.Id.ToString(), customer.CreatedAt), (user.GetProperty("userId").GetString(), user.GetProperty("creationDate").GetDateTimeOffset()));
        var told = (await nora.ToldAsync(3))[2].Request.GetProperty("paymentInstrumentList")[0];
        Assert.Equal(told.GetProperty("merchantPaymentInstrumentId").GetString(), purchase.GetProperty("paymentInstrumentList")[0].GetProperty("merchantPaymentInstrumentId").GetString());
    }

    [Fact]
    public async Task A_guest_stays_a_guest_on_the_wire()
    {
        using var guest = World.Guest();
        await guest.BuyAsync(slug: "cafe-mug", sku: Mug);
        var attempt = await World.LookAsync(db => db.Attempts.SingleAsync(attempt => attempt.CheckoutId == guest.Checkout));

        var purchase = (await World.EventuallyReceivedAsync(attempt.PurchaseId, 1))[0].Request;

        Assert.Null(attempt.CustomerId);
        Assert.True(purchase.GetProperty("isGuestCheckout").GetBoolean());
        Assert.False(purchase.GetProperty("user").GetProperty("isEmailValidated").GetBoolean());
        Assert.Equal(attempt.Snapshot.UserId + "-CreditCard", purchase.GetProperty("paymentInstrumentList")[0].GetProperty("merchantPaymentInstrumentId").GetString());
    }

    [Fact]
    public async Task Another_card_is_typed_at_the_bank_and_saved_where_the_customer_says_so()
    {
        using var nora = await running.JoinAsync();
        await nora.AddAddressAsync();
        await nora.AddCardAsync();
        await nora.Guest.AddAsync("cafe-mug", Mug);
        var payment = await nora.Browser.PressAsync(await nora.Browser.GetAsync("/checkout"), "Continue", ("ShippingMethod", "Standard"));

        var review = await nora.Guest.PayAsync(await nora.Browser.GetAsync(payment.Link("Use another card").PathAndQuery), "5555555555554444");
        await PlaceAsync(nora, review, ("saveCard", "true"));

        var cards = await World.LookAsync(db => db.Cards.Where(card => card.CustomerId == nora.Id).OrderBy(card => card.AddedAt).Select(card => card.Brand).ToListAsync());
        Assert.Equal(["Visa", "Mastercard"], cards);
    }

    [Fact]
    public async Task An_expired_card_is_not_offered()
    {
        using var nora = await running.JoinAsync();
        await nora.AddAddressAsync();
        await nora.AddCardAsync();
        await World.LookAsync(db => db.Cards.Where(card => card.CustomerId == nora.Id).ExecuteUpdateAsync(card => card.SetProperty(found => found.Expiry, "02/24")));
        await nora.Guest.AddAsync("cafe-mug", Mug);

        var bank = await nora.Browser.PressAsync(await nora.Browser.GetAsync("/checkout"), "Continue", ("ShippingMethod", "Standard"));

        Assert.Equal(World.BankAddress.Authority, bank.Address.Authority);
    }

    [Fact]
    public async Task Another_customers_card_or_address_cannot_be_chosen()
    {
        using var nora = await running.JoinAsync();
        await nora.AddAddressAsync();
        await nora.AddCardAsync();
        var card = await World.LookAsync(db => db.Cards.Where(found => found.CustomerId == nora.Id).Select(found => found.Id).SingleAsync());
        var address = await World.LookAsync(db => db.Addresses.Where(found => found.CustomerId == nora.Id).Select(found => found.Id).SingleAsync());
        using var bela = await running.JoinAsync("bela");
        await bela.AddAddressAsync("7 Harbour Lane");
        await bela.AddCardAsync("5555555555554444");
        await bela.Guest.AddAsync("cafe-mug", Mug);

        var payment = await bela.Browser.PressAsync(await bela.Browser.GetAsync("/checkout"), "Continue", ("ShippingMethod", "Standard"), ("ShippingFrom", address.ToString()));
        Assert.Equal("7 Harbour Lane", await World.LookAsync(db => db.Checkouts.Where(found => found.CustomerId == bela.Id).Select(found => found.Shipping.Street).SingleAsync()));
        var refused = await bela.Browser.PressAsync(payment, "Continue", ("card", card.ToString()));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, refused.Status);
    }

    [Fact]
    public async Task A_customers_checkout_is_closed_to_whoever_has_the_cart_and_not_the_account()
    {
        using var nora = await running.JoinAsync();
        await nora.AddAddressAsync();
        await nora.AddCardAsync();
        await nora.Guest.AddAsync("cafe-mug", Mug);
        var payment = await nora.Browser.PressAsync(await nora.Browser.GetAsync("/checkout"), "Continue", ("ShippingMethod", "Standard"));
        foreach (var cookie in nora.Browser.Cookies.GetAllCookies().Where(cookie => cookie.Name == "storefront.account"))
            cookie.Expired = true;

        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await nora.Browser.GetAsync(payment.Address.PathAndQuery)).Status);
        Assert.Equal("", Value(await nora.Browser.GetAsync("/checkout"), "Email") ?? "");
    }

    private static string? Value(Page page, string id) => page.Document.GetElementById(id)!.GetAttribute("value");

    private static async Task<Page> PlaceAsync(Member member, Page review, params (string Name, string Value)[] fields)
    {
        var page = await member.Browser.PressAsync(review, "Place order", fields);
        var outcome = page.Address.PathAndQuery;
        return await World.EventuallyAsync(() => member.Browser.GetAsync(outcome), found => !found.Headers.Contains("Refresh"), TimeSpan.FromSeconds(60));
    }
}
