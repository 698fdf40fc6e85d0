using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;

namespace Storefront.Tests.Bank;

public sealed class LedgerPageTests
{
    [Fact]
    public async Task The_ledger_lists_a_purchase_oldest_first_with_exactly_these_members()
    {
        await using var bank = await TestBank.StartAsync();
        await bank.AuthorizeAsync("auth", await bank.TokenAsync(), 1999);
        await bank.CaptureAsync("charge", "auth", 1999);
        await bank.PostAsync("voids", "void", new { authorizationKey = "other", reference = "another purchase" });

        var rows = (await bank.Browser.GetFromJsonAsync<JsonArray>("/ledger.json?reference=" + TestBank.Purchase))!;

        Assert.Equal(2, rows.Count);
        Assert.Equal(
            ["sequence", "at", "operation", "idempotencyKey", "amount", "currency", "outcome"], rows[0]!.AsObject().Select(member => member.Key));
        Assert.Equal(("authorize", "auth", 19.99m, "USD", "Approved"),
            ((string)rows[0]!["operation"]!, (string)rows[0]!["idempotencyKey"]!, (decimal)rows[0]!["amount"]!, (string)rows[0]!["currency"]!, (string)rows[0]!["outcome"]!));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero), (DateTimeOffset)rows[0]!["at"]!);
        Assert.True((long)rows[0]!["sequence"]! < (long)rows[1]!["sequence"]!);
        Assert.Equal(3, (await bank.Browser.GetFromJsonAsync<JsonArray>("/ledger.json"))!.Count);
        Assert.Single((await bank.Browser.GetFromJsonAsync<JsonArray>("/ledger.json?after=2&limit=5"))!);
    }

    [Fact]
    public async Task The_page_pages_newest_first()
    {
        await using var bank = await TestBank.StartAsync();
        Assert.Contains("Nothing has been asked of the bank yet", await bank.Browser.GetStringAsync("/"), StringComparison.Ordinal);
        for (var i = 1; i <= 51; i++)
            await bank.VoidAsync($"void-{i}", $"auth-{i}");

        var newest = await PageAsync(bank, "/");
        Assert.Equal(50, newest.QuerySelectorAll("tbody tr").Length);
        Assert.Equal("51", newest.QuerySelector("tbody th")!.TextContent);

        var older = await PageAsync(bank, newest.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal("1", Assert.Single(older.QuerySelectorAll("tbody th")).TextContent);
        Assert.Null(older.QuerySelector("a[rel=next]"));
    }

    [Theory]
    [InlineData("bank.example")]
    [InlineData("127.0.0.1.bank.example")]
    [InlineData("192.168.1.10")]
    public async Task Under_a_name_that_is_not_this_machines_the_ledger_does_not_exist(string host)
    {
        await using var bank = await TestBank.StartAsync();
        bank.Browser.DefaultRequestHeaders.Host = host;

        Assert.Equal(HttpStatusCode.NotFound, (await bank.Browser.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bank.Browser.GetAsync("/ledger.json")).StatusCode);
    }

    [Fact]
    public async Task In_Production_the_ledger_does_not_exist_and_the_card_page_does()
    {
        var folder = TestBank.NewFolder();
        await using (await TestBank.StartAsync(folder))
        {
            // makes the tables, which Production does not
        }

        await using (var bank = await TestBank.StartAsync(folder, "Production"))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await bank.Browser.GetAsync("/")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await bank.Browser.GetAsync("/ledger.json")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await bank.Browser.GetAsync(await bank.OpenCardPageAsync())).StatusCode);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> PageAsync(TestBank bank, string address) =>
        await new HtmlParser().ParseDocumentAsync(await bank.Browser.GetStringAsync(address));
}
