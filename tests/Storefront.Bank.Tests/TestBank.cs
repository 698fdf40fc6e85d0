using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Storefront.Bank.Hosting;

namespace Storefront.Tests.Bank;

/// <summary>A real bank on a free port, with a shop's server and a shopper's browser to talk to it.</summary>
internal sealed class TestBank : IAsyncDisposable
{
    public const string MerchantKey = "a-key-of-this-test-only";
    public const string Purchase = "7d4f1c1e-2f0b-4b52-8a59-0b8f0b7f9a11";

    private readonly WebApplication app;
    private readonly bool ownsDirectory;

    private TestBank(WebApplication running, string directory, bool ownsDirectory, FakeTime time, LogLines log)
    {
        (app, Directory, this.ownsDirectory, Time, Log) = (running, directory, ownsDirectory, time, log);
        Address = new Uri(app.Urls.Single());
        Shop = new HttpClient { BaseAddress = Address };
        Shop.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", MerchantKey);
        Browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public string Directory { get; }

    public FakeTime Time { get; }

    public LogLines Log { get; }

    public HttpClient Shop { get; }

    public HttpClient Browser { get; }

    public static async Task<TestBank> StartAsync(
        string? directory = null, string environment = "Development", FakeTime? time = null, params (string Key, string Value)[] settings)
    {
        var folder = directory ?? NewFolder();
        var clock = time ?? new FakeTime(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        var log = new LogLines();
        var start = new BankStart(Section(settings), environment, folder, logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace)) { Time = clock };
        try
        {
            return new TestBank(await BankApplication.StartAsync(start, CancellationToken.None), folder, directory is null, clock, log);
        }
        catch when (directory is null)
        {
            System.IO.Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public static IConfigurationSection Section(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Bank:Urls"] = "http://127.0.0.1:0",
            ["Bank:MerchantKey"] = MerchantKey,
        };
        foreach (var (key, value) in settings)
            all[key] = value;

        return new ConfigurationBuilder().AddInMemoryCollection(all).Build().GetSection("Bank");
    }

    public static string NewFolder() => System.IO.Directory.CreateTempSubdirectory("bank-").FullName;

    /// <summary>The shop opens a card page for a shopper.</summary>
    public async Task<Uri> OpenCardPageAsync(string checkout = "checkout-1", string returnTo = "http://localhost:5080/checkout/1/card?step=2")
    {
        using var answer = await Shop.PostAsJsonAsync("/merchant/card-sessions", new { checkout, returnTo, amount = 12345, currency = "USD" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return new Uri((await answer.Content.ReadFromJsonAsync<JsonObject>())!["address"]!.GetValue<string>());
    }

    /// <summary>The shopper fills in the card page and presses its button.</summary>
    public Task<HttpResponseMessage> TypeCardAsync(
        Uri page, string number = "4111 1111 1111 1111", string expiry = "12/30", string code = "123", string name = "Ann Example") =>
        Browser.PostAsync(page, new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = name, ["number"] = number, ["expiry"] = expiry, ["code"] = code }));

    /// <summary>The reference the shopper brings back to the shop.</summary>
    public static string ReferenceIn(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return HttpUtility.ParseQueryString(answer.Headers.Location!.Query)["reference"]!;
    }

    public Task<HttpResponseMessage> RedeemAsync(string reference, string checkout = "checkout-1") =>
        Shop.PostAsJsonAsync("/merchant/references/redeem", new { reference, checkout });

    /// <summary>All of it: page, card, reference, token.</summary>
    public async Task<JsonObject> CardAsync(string number = "4111111111111111", string expiry = "12/30")
    {
        using var answer = await TypeCardAsync(await OpenCardPageAsync(), number, expiry, number.StartsWith('3') ? "1234" : "123");
        using var card = await RedeemAsync(ReferenceIn(answer));
        return (await card.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public async Task<string> TokenAsync(string number = "4111111111111111") => (await CardAsync(number))["token"]!.GetValue<string>();

    public Task<HttpResponseMessage> PostAsync(string operation, string key, object body, CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/merchant/" + operation) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return Shop.SendAsync(request, cancellationToken);
    }

    public Task<string> AuthorizeAsync(string key, string cardToken, long amount = 5000) =>
        CodeAsync("authorizations", key, new { cardToken, amount, currency = "USD", reference = Purchase });

    public Task<string> CaptureAsync(string key, string authorizationKey, long amount = 5000, string currency = "USD") =>
        CodeAsync("captures", key, new { authorizationKey, amount, currency, reference = Purchase });

    public Task<string> VoidAsync(string key, string authorizationKey) => CodeAsync("voids", key, new { authorizationKey, reference = Purchase });

    public Task<string> RefundAsync(string key, string authorizationKey, long amount, string currency = "USD") =>
        CodeAsync("refunds", key, new { authorizationKey, amount, currency, reference = Purchase });

    /// <summary>The rows as "operation outcome amount".</summary>
    public async Task<string[]> LedgerAsync(string reference = Purchase) =>
        [.. (await Browser.GetFromJsonAsync<JsonArray>($"/ledger.json?reference={reference}"))!.Select(row => $"{row!["operation"]} {row["outcome"]} {row["amount"]}")];

    public async ValueTask DisposeAsync()
    {
        Shop.Dispose();
        Browser.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        if (ownsDirectory)
            System.IO.Directory.Delete(Directory, recursive: true);
    }

    private async Task<string> CodeAsync(string operation, string key, object body)
    {
        using var answer = await PostAsync(operation, key, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["responseCode"]!.GetValue<string>();
    }
}
