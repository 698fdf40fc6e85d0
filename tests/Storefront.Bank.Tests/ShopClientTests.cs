using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Storefront.Web.Payments;

namespace Storefront.Tests.Bank;

/// <summary>The shop's own client, against the real bank and against what is no bank.</summary>
public sealed class ShopClientTests
{
    [Fact]
    public async Task A_purchase_from_card_page_to_refund()
    {
        await using var bank = await TestBank.StartAsync();
        await using var services = Shop(bank.Address);
        var payments = services.GetRequiredService<IPaymentProvider>();

        var page = await payments.StartCardEntryAsync(new CardEntry("checkout-1", new Uri("http://localhost:5080/back"), 49.90m, "USD"), default);
        Assert.Contains("49.90 USD", await bank.Browser.GetStringAsync(page), StringComparison.Ordinal);
        var reference = TestBank.ReferenceIn(await bank.TypeCardAsync(page));
        Assert.Null(await payments.RedeemAsync(reference, "checkout-2", default));
        var card = (await payments.RedeemAsync(reference, "checkout-1", default))!;
        Assert.Null(await payments.RedeemAsync(reference, "checkout-1", default));
        Assert.Equal(("411111", "1111", "Visa", "12/30", "Ann Example"), (card.Bin, card.LastFour, card.Brand, card.Expiry, card.HolderName));

        var authorized = await payments.AuthorizeAsync(new AuthorizeRequest("auth", card.Token, 49.90m, "USD", TestBank.Purchase, "M1"), default);
        Assert.Equal((PaymentOutcome.Approved, "A000", "PretendBank", "M1", bank.Time.GetUtcNow()),
            (authorized.Outcome, authorized.ResponseCode, authorized.Processor, authorized.MerchantId, authorized.At));
        Assert.NotEmpty(authorized.MerchantReferenceNumber);
        Assert.Equal(authorized, await payments.AuthorizeAsync(new AuthorizeRequest("auth", card.Token, 49.90m, "USD", TestBank.Purchase, "M1"), default));
        Assert.Equal(PaymentOutcome.Approved, (await payments.CaptureAsync(new CaptureRequest("charge", "auth", 49.90m, "USD", TestBank.Purchase), default)).Outcome);
        Assert.Equal(PaymentOutcome.Approved, (await payments.RefundAsync(new RefundRequest("refund", "auth", 9.90m, "USD", TestBank.Purchase), default)).Outcome);
        Assert.Equal(PaymentOutcome.Approved, (await payments.VoidAsync(new VoidRequest("void", "auth", TestBank.Purchase), default)).Outcome);

        Assert.Equal(["authorize Approved 49.90", "capture Approved 49.90", "refund Approved 9.90", "void Approved 40.00"], await bank.LedgerAsync());
    }

    [Fact]
    public async Task A_refusal_is_an_answer()
    {
        await using var bank = await TestBank.StartAsync();
        await using var services = Shop(bank.Address);
        var token = await bank.TokenAsync("4000000000000002");

        var answer = await services.GetRequiredService<IPaymentProvider>().AuthorizeAsync(new AuthorizeRequest("auth", token, 1m, "USD", TestBank.Purchase, null), default);

        Assert.Equal((PaymentOutcome.Declined, "D100"), (answer.Outcome, answer.ResponseCode));
    }

    [Theory]
    [InlineData("JPY", "500", "500 JPY")]
    [InlineData("KWD", "1.234", "1.234 KWD")]
    [InlineData("EUR", "0.01", "0.01 EUR")]
    public async Task Amounts_keep_their_currencys_decimals(string currency, string amount, string shown)
    {
        await using var bank = await TestBank.StartAsync();
        await using var services = Shop(bank.Address);

        var page = await services.GetRequiredService<IPaymentProvider>().StartCardEntryAsync(
            new CardEntry("c", new Uri("http://localhost:5080/back"), decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency), default);

        Assert.Contains(shown, await bank.Browser.GetStringAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_answer_within_five_seconds_is_no_answer()
    {
        await using var bank = await TestBank.StartAsync();
        await using var services = Shop(bank.Address);
        var token = await bank.TokenAsync("4000000000000119");
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await Assert.ThrowsAsync<PaymentUnavailableException>(() => services.GetRequiredService<IPaymentProvider>()
            .AuthorizeAsync(new AuthorizeRequest("auth", token, 1m, "USD", TestBank.Purchase, null), default));

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(4.9), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_key_used_twice_and_a_wrong_merchant_key_are_no_answers_and_say_what_is_wrong()
    {
        await using var bank = await TestBank.StartAsync();
        await using var services = Shop(bank.Address);
        await using var stranger = Shop(bank.Address, ("Payments:MerchantKey", "not-the-key"));
        var payments = services.GetRequiredService<IPaymentProvider>();
        await payments.VoidAsync(new VoidRequest("void", "auth", "r"), default);

        var reused = await Assert.ThrowsAsync<PaymentUnavailableException>(() => payments.VoidAsync(new VoidRequest("void", "auth", "other"), default));
        var refused = await Assert.ThrowsAsync<PaymentUnavailableException>(() => stranger.GetRequiredService<IPaymentProvider>().RedeemAsync("r", "c", default));
        var rounded = await Assert.ThrowsAsync<PaymentUnavailableException>(() => payments.RefundAsync(new RefundRequest("k", "auth", 0.005m, "USD", "r"), default));

        Assert.Contains("422: This Idempotency-Key was used for another request", reused.Message, StringComparison.Ordinal);
        Assert.Contains("401: Send Authorization", refused.Message, StringComparison.Ordinal);
        Assert.Contains("0.005 USD", rounded.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\nnull")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 22\r\n\r\n{\"outcome\":\"Perhaps\"}\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=nonsense\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"outcome\":")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\n\r\n{")]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    [InlineData("")]
    public async Task Whatever_is_no_answer_arrives_as_one_kind_of_exception(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = AnswerOnceAsync(listener, answer);
        await using var services = Shop(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));

        await Assert.ThrowsAsync<PaymentUnavailableException>(() =>
            services.GetRequiredService<IPaymentProvider>().AuthorizeAsync(new AuthorizeRequest("auth", "token", 1m, "USD", "r", null), default));

        Assert.Equal(1, await serving); // and was asked for once: repeating is the caller's business
    }

    [Fact]
    public async Task Nobody_there_is_no_answer_and_the_callers_own_leaving_is_its_own()
    {
        await using var services = Shop(new Uri("http://127.0.0.1:1"));
        var payments = services.GetRequiredService<IPaymentProvider>();

        await Assert.ThrowsAsync<PaymentUnavailableException>(() => payments.RedeemAsync("r", "c", default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => payments.RedeemAsync("r", "c", new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("Production", "Payments:AllowPretendBank", "false", "Payments__AllowPretendBank is not true")]
    [InlineData("Production", "Payments:MerchantKey", "", "Payments__MerchantKey is missing")]
    [InlineData("Production", "Payments:MerchantKey", "local-development-merchant-key", "Payments__MerchantKey is the development key")]
    [InlineData("Production", "Payments:MerchantKey", "ключ", "Payments__MerchantKey must be printable ASCII")]
    [InlineData("Production", "Payments:BankAddress", "", "Payments__BankAddress is missing")]
    [InlineData("Production", "Payments:BankAddress", "http://bank.example.com", "Payments__BankAddress must be https")]
    [InlineData("Development", "Payments:BankAddress", "bank", "Payments__BankAddress is missing or not an http address")]
    [InlineData("Development", "Payments:AuthorizationLifetime", "31.00:00:00", "Payments__AuthorizationLifetime must lie between")]
    [InlineData("Development", "Payments:HoldDefaultAction", "7", "Payments__HoldDefaultAction must be Cancel or Capture")]
    public async Task A_wrong_setting_of_the_shop_stops_its_start(string environment, string key, string value, string message)
    {
        await using var services = Shop(new Uri("https://bank.example.com"), environment, (key, value));

        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Payments__", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Development_nothing_need_be_set()
    {
        var services = new ServiceCollection();
        services.AddPayments(new ConfigurationBuilder().Build(), new Environment("Development"));
        await using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<PaymentOptions>>().Value;

        Assert.Equal(("http://localhost:5092/", true, TimeSpan.FromDays(7), HoldDefaultAction.Cancel),
            (options.BankAddress!.AbsoluteUri, options.AllowPretendBank, options.AuthorizationLifetime, options.HoldDefaultAction));
        Assert.Equal(Storefront.Bank.BankOptions.DevelopmentMerchantKey, options.MerchantKey);
    }

    private static ServiceProvider Shop(Uri bank, params (string Key, string Value)[] settings) => Shop(bank, "Production", settings);

    private static ServiceProvider Shop(Uri bank, string environment, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Payments:BankAddress"] = bank.AbsoluteUri,
            ["Payments:MerchantKey"] = TestBank.MerchantKey,
            ["Payments:AllowPretendBank"] = "true",
        };
        foreach (var (key, value) in settings)
            all[key] = value;

        var services = new ServiceCollection();
        services.AddPayments(new ConfigurationBuilder().AddInMemoryCollection(all).Build(), new Environment(environment));
        return services.BuildServiceProvider();
    }

    /// <summary>Says its piece to the first caller, hangs up, and counts who called until then.</summary>
    private static async Task<int> AnswerOnceAsync(TcpListener listener, string answer)
    {
        using (var caller = await listener.AcceptTcpClientAsync())
        {
            var stream = caller.GetStream();
            _ = await stream.ReadAsync(new byte[4096]);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        }

        await Task.Delay(200); // a second call would come at once
        return listener.Pending() ? 2 : 1;
    }

    private sealed class Environment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "Shop";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
