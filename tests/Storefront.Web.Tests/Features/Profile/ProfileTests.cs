using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Web.Features.Accounts;

namespace Storefront.Web.Tests.Features.Profile;

/// <summary>Profile, address book and cards of a customer, and what Fraud Protection is told of each change.</summary>
public sealed class ProfileTests(AccountWorld running) : IClassFixture<AccountWorld>
{
    private World World => running.World;

    [Fact]
    public async Task A_changed_profile_is_shown_and_told_as_the_contract_has_it()
    {
        using var nora = await running.JoinAsync();
        await nora.AddAddressAsync();

        var saved = await nora.Browser.PressAsync(
            await nora.Browser.GetAsync("/account/profile"), "Save profile", ("FirstName", "Honora"), ("Phone", "+1-2065550143"), ("Language", "DE-DE"));

        Assert.Contains("Your profile is saved", saved.Text, StringComparison.Ordinal);
        Assert.Equal("Honora", saved.Document.GetElementById("FirstName")!.GetAttribute("value"));
        var told = (await nora.ToldAsync(2))[1].Request;
        told.HasEveryMemberOf("update-account-profile.request.json", "/profileType", "/isPhoneNumberValidated", "/addressList/street1", "/addressList/state", "/addressList/country");
        Assert.Equal((nora.Id.ToString(), "Honora", "DE-DE", nora.Email), (told.GetProperty("userId").GetString(), told.GetProperty("firstName").GetString(), told.GetProperty("language").GetString(), told.GetProperty("email").GetString()));
        Assert.Equal(["Billing", "Shipping"], told.GetProperty("addressList").EnumerateArray().Select(address => address.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("FirstName", " ", "Enter a first name")]
    [InlineData("Phone", "call me", "Enter a phone number")]
    [InlineData("Language", "TLH", "Choose a language")]
    public async Task What_is_wrong_with_a_profile_is_said_beside_the_field(string field, string value, string words)
    {
        using var nora = await running.JoinAsync();

        var page = await nora.Browser.PressAsync(await nora.Browser.GetAsync("/account/profile"), "Save profile", (field, value));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(words, page.Document.GetElementById(field + "-error")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($".error-summary a[href='#{field}']"));
    }

    [Fact]
    public async Task The_first_address_is_used_for_everything_and_another_can_take_its_place()
    {
        using var nora = await running.JoinAsync();
        await nora.AddAddressAsync();
        var second = await nora.AddAddressAsync("7 Harbour Lane");
        Assert.Equal(["Shipping Billing", ""], Pills(second));

        var form = await nora.Browser.GetAsync(second.Document.QuerySelectorAll(".tools a")[1].GetAttribute("href")!);
        var changed = await nora.Browser.PressAsync(form, "Save address", ("ForShipping", "true"));

        Assert.Equal(["Shipping", "Billing"], Pills(changed));
        Assert.Contains("7 Harbour Lane", changed.Texts(".panel address")[0], StringComparison.Ordinal);
        var told = (await nora.ToldAsync(3))[2].Request.GetProperty("addressList");
        Assert.Equal(["418 Example Avenue", "7 Harbour Lane"], told.EnumerateArray().Select(address => address.GetProperty("street1").GetString()));
    }

    [Fact]
    public async Task An_address_sent_twice_is_noted_once_and_one_that_is_removed_leaves_its_place_to_the_next()
    {
        using var nora = await running.JoinAsync();
        await nora.AddAddressAsync();
        await nora.AddAddressAsync();
        var two = await nora.AddAddressAsync("7 Harbour Lane");
        Assert.Equal(2, two.Texts(".panel address").Count);

        var left = await nora.Browser.PressAsync(two, "Remove 418 Example Avenue");

        Assert.Equal(["Shipping Billing"], Pills(left));
        Assert.Contains("7 Harbour Lane", left.One(".panel address"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_added_at_the_bank_is_shown_without_its_number_and_told_as_the_contract_has_it()
    {
        using var nora = await running.JoinAsync();
        await nora.Browser.PressAsync(await nora.Browser.GetAsync("/account/profile"), "Save profile", ("Phone", "+1-2065550143"));
        await nora.AddAddressAsync();

        var cards = await nora.AddCardAsync();

        Assert.Equal("/account/cards", cards.Address.AbsolutePath);
        Assert.Contains("Visa ending 1111", cards.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Guest.GoodCard, cards.Html, StringComparison.Ordinal);
        var told = (await nora.ToldAsync(3))[2];
        told.Request.HasEveryMemberOf(
            "update-account-credit-card.request.json",
            "/paymentInstrumentList/type", "/paymentInstrumentList/state", "/paymentInstrumentList/cardType", "/paymentInstrumentList/holderName", "/paymentInstrumentList/bin",
            "/paymentInstrumentList/lastFourDigits", "/paymentInstrumentList/billingAddress/street1", "/paymentInstrumentList/billingAddress/zipCode", "/deviceContext/provider");
        Assert.Equal((200, nora.Id.ToString()), (told.Status, told.Text("userId")));
    }

    [Fact]
    public async Task Each_change_has_a_correlation_ID_of_its_own_and_the_same_card_always_the_same_name()
    {
        using var nora = await running.JoinAsync();
        await nora.AddCardAsync();
        var again = await nora.AddCardAsync(expiry: "11/39");
        await nora.Browser.PressAsync(again, "Remove Visa ending 1111");

        var told = await nora.ToldAsync(3);

        Assert.Equal(3, told.Select(row => row.CorrelationId).Distinct().Count());
        var cards = told.Select(row => row.Request.GetProperty("paymentInstrumentList")[0]).ToList();
        Assert.Single(cards.Select(card => card.GetProperty("merchantPaymentInstrumentId").GetString()).Distinct());
        Assert.Equal(["Active", "Active", "Expired"], cards.Select(card => card.GetProperty("state").GetString()));
        Assert.Equal(["12/39", "11/39", "11/39"], cards.Select(card => card.GetProperty("expirationDate").GetString()));
    }

    [Fact]
    public async Task The_way_back_from_the_bank_works_once_and_only_for_whose_account_it_is()
    {
        using var nora = await running.JoinAsync();
        using var bela = await running.JoinAsync("bela");
        var bank = await nora.Browser.GetAsync("/account/cards/new");
        var back = await nora.Guest.ReferenceAsync(bank);

        await bela.Browser.GetAsync(back.PathAndQuery);
        Assert.Equal(0, await World.LookAsync(db => db.Cards.CountAsync(card => card.CustomerId == bela.Id)));

        Assert.Contains("Your card is saved", (await nora.Browser.GetAsync(back.PathAndQuery)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Your card is saved", (await nora.Browser.GetAsync(back.PathAndQuery)).Text, StringComparison.Ordinal);
        Assert.Single(await nora.ToldAsync(1));
    }

    [Fact]
    public async Task An_expired_card_is_shown_as_such()
    {
        using var nora = await running.JoinAsync();
        await nora.AddCardAsync();
        await World.LookAsync(db => db.Cards.Where(card => card.CustomerId == nora.Id).ExecuteUpdateAsync(card => card.SetProperty(found => found.Expiry, "02/24")));

        var page = await nora.Browser.GetAsync("/account/cards");

        Assert.Contains("Expired 02/24", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector(".pill.stop"));
    }

    [Fact]
    public async Task What_is_anothers_is_not_there()
    {
        using var nora = await running.JoinAsync();
        using var bela = await running.JoinAsync("bela");
        await nora.AddAddressAsync();
        await nora.AddCardAsync();
        var address = await World.LookAsync(db => db.Addresses.Where(found => found.CustomerId == nora.Id).Select(found => found.Id).SingleAsync());
        var card = await World.LookAsync(db => db.Cards.Where(found => found.CustomerId == nora.Id).Select(found => found.Id).SingleAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await bela.Browser.GetAsync($"/account/addresses/{address}")).Status);
        await bela.AddAddressAsync();
        var own = await bela.Browser.GetAsync("/account/addresses");
        foreach (var action in new[] { $"/account/addresses/{address}", $"/account/addresses/{address}/remove", $"/account/cards/{card}/remove", $"/account/cards/{card}/default" })
            await bela.Browser.PostAsync(new Uri(own.Address, action), Page.Fields(own.FindButton("Remove 418 Example Avenue").Form, null, ("Address.Street", "Stolen 1")));

        Assert.Contains("418 Example Avenue", (await nora.Browser.GetAsync("/account/addresses")).Text, StringComparison.Ordinal);
        Assert.Contains("Visa ending 1111", (await nora.Browser.GetAsync("/account/cards")).Text, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Pills(Page page) =>
        [.. page.Document.QuerySelectorAll("li.panel").Select(panel => string.Join(' ', panel.QuerySelectorAll(".pill").Select(pill => pill.TextContent.Trim())))];
}

/// <summary>Where accounts are not Fraud Protection's business, it hears nothing of them.</summary>
public sealed class SilentAccountTests
{
    [Theory]
    [InlineData("AccountProtection:Mode", "Off")]
    [InlineData("FraudProtection:Enabled", "false")]
    public async Task No_account_event_leaves(string key, string value)
    {
        await using var world = await World.StartAsync(new Dictionary<string, string?> { ["AccountProtection:Mode"] = "Evaluate", [key] = value });
        using var anna = await Member.SignInAsync(world, await world.AddCustomerAsync("anna"));

        await anna.AddAddressAsync();
        await anna.AddCardAsync();

        Assert.Equal(1, await world.LookAsync(db => db.Cards.CountAsync()));
        Assert.False(await world.LookAsync(db => db.Outbox.AnyAsync()));
    }
}
