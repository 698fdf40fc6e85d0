using BringYourOwnBank;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web;
using Storefront.Web.Payments;

namespace Storefront.Tests.Guide;

/// <summary>A provider of one's own behind the shop's door to money keeps what the shop relies on.</summary>
public sealed class BringYourOwnBankTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("own-bank-").FullName;
    private readonly HttpClient browser = new(new HttpClientHandler { AllowAutoRedirect = false });
    private PretendProvider provider = null!;
    private HttpClient http = null!;
    private ProviderBank bank = null!;

    public async Task InitializeAsync()
    {
        provider = await PretendProvider.StartAsync("http://127.0.0.1:0");
        http = new HttpClient { BaseAddress = provider.Address };
        bank = new ProviderBank(http);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        http.Dispose();
        await provider.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_card_is_given_at_the_provider_and_redeemed_once_by_its_own_checkout()
    {
        var reference = await GiveCardAsync("checkout-1", "good");

        Assert.Null(await bank.RedeemAsync(reference, "checkout-2", default));
        Assert.Equal("1111", (await bank.RedeemAsync(reference, "checkout-1", default))?.LastFour);
        Assert.Null(await bank.RedeemAsync(reference, "checkout-1", default));
    }

    [Fact]
    public async Task The_same_key_is_the_same_operation_and_for_anything_else_it_is_refused()
    {
        var first = await AuthorizeAsync("a", 69.44m);

        Assert.Equal(PaymentOutcome.Approved, first.Outcome);
        Assert.Equal(first, await AuthorizeAsync("a", 69.44m));
        await Assert.ThrowsAsync<PaymentUnavailableException>(() => AuthorizeAsync("a", 70.00m));
    }

    [Fact]
    public async Task Money_is_taken_once_and_given_back_at_most()
    {
        await AuthorizeAsync("a", 69.44m);

        Assert.Equal(PaymentOutcome.Declined, (await bank.CaptureAsync(new("a-more", "a", 69.45m, "USD", "p"), default)).Outcome);
        Assert.Equal(PaymentOutcome.Approved, (await bank.CaptureAsync(new("a-capture", "a", 69.44m, "USD", "p"), default)).Outcome);
        Assert.Equal(PaymentOutcome.Declined, (await bank.CaptureAsync(new("a-again", "a", 1m, "USD", "p"), default)).Outcome);
        Assert.Equal(PaymentOutcome.Approved, (await bank.RefundAsync(new("r-1", "a", 60m, "USD", "p"), default)).Outcome);
        Assert.Equal(PaymentOutcome.Declined, (await bank.RefundAsync(new("r-2", "a", 10m, "USD", "p"), default)).Outcome);
    }

    [Fact]
    public async Task A_refused_card_is_an_answer_and_a_silent_provider_is_not()
    {
        var refused = await bank.AuthorizeAsync(new("a", PretendLedger.RefusedCard, 5m, "USD", "p", null), default);
        Assert.Equal((PaymentOutcome.Declined, "do_not_honor"), (refused.Outcome, refused.ResponseCode));

        using var nowhere = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1") };
        await Assert.ThrowsAsync<PaymentUnavailableException>(() => new ProviderBank(nowhere).AuthorizeAsync(new("b", PretendLedger.GoodCard, 5m, "USD", "p", null), default));
    }

    [Fact]
    public async Task What_was_voided_before_it_came_is_refused()
    {
        Assert.Equal(PaymentOutcome.Approved, (await bank.VoidAsync(new("a-void", "a", "p"), default)).Outcome);

        Assert.Equal(PaymentOutcome.Declined, (await AuthorizeAsync("a", 5m)).Outcome);
    }

    [Fact]
    public async Task The_shop_runs_with_it_and_without_the_pretend_bank()
    {
        string[] settings = ["--environment=Development", "--urls=http://127.0.0.1:0", $"--Storage:Directory={folder}", "--EmbeddedServices:Bank=false", "--FraudServer:Urls=http://localhost:0;https://localhost:0"];
        await using var shop = await ShopHost.StartAsync(settings, builder => builder.AddProvider(provider.Address));
        await using var scope = shop.Services.CreateAsyncScope();

        Assert.IsType<ProviderBank>(scope.ServiceProvider.GetRequiredService<IPaymentProvider>());
        using var home = await browser.GetAsync(new Uri(shop.Urls.First()));
        Assert.True(home.IsSuccessStatusCode);
    }

    private Task<PaymentAnswer> AuthorizeAsync(string key, decimal amount) =>
        bank.AuthorizeAsync(new(key, PretendLedger.GoodCard, amount, "USD", "p", null), default);

    private async Task<string> GiveCardAsync(string checkout, string card)
    {
        var page = await bank.StartCardEntryAsync(new(checkout, new Uri("http://shop.example/checkout?step=card"), 69.44m, "USD"), default);
        Assert.Contains("69.44 USD", await browser.GetStringAsync(page), StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("card", card)]);
        using var back = await browser.PostAsync(page, form);
        Assert.StartsWith("http://shop.example/checkout?step=card&reference=", back.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        return back.Headers.Location!.Query.Split("reference=")[1];
    }
}
