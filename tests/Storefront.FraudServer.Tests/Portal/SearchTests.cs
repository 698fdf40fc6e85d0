using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>Finding events and looking at one of them.</summary>
public class SearchTests : IAsyncLifetime
{
    private readonly FakeTime _time = new(new DateTimeOffset(2026, 3, 15, 11, 0, 0, TimeSpan.Zero));
    private Service _service = null!;
    private Visitor _visitor = null!;

    public async Task InitializeAsync()
    {
        _service = await Service.StartAsync(time: _time);
        _visitor = new Visitor(_service);
    }

    public async Task DisposeAsync()
    {
        _visitor.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Events_are_found_by_what_they_are_what_was_decided_by_which_rule_and_when()
    {
        for (var step = 0; step < 6; step++, _time.Now += TimeSpan.FromMinutes(5))
            await BuyAsync($"p-{step}", step % 2 == 0 ? 10 : 5000);
        await _service.PostAsync("/v1.0/MerchantServices/events/UpdateAccount", """{"userId":"u","_metadata":{} }""");

        Assert.Equal("p-5 p-3 p-1", await FoundAsync("decision=Reject"));
        Assert.Equal("p-5 p-3 p-1", await FoundAsync("rule=Triggers for trying things out"));
        Assert.Equal("u", await FoundAsync("event=UpdateAccount"));
        Assert.Equal("p-2 p-1", await FoundAsync("event=Purchase&from=2026-03-15T11:05:00&to=2026-03-15T11:15:00"));
        Assert.Equal("p-4", await FoundAsync("id=p-4"));
        Assert.Equal("", await FoundAsync("id=p-4&decision=Reject"));
        Assert.Equal("p-5 p-4 p-3 p-2 p-1 p-0", await FoundAsync("id=Nora%2Bshop@Example.com&event=Purchase"));
        Assert.Equal("", await FoundAsync("environment=nowhere"));
        Assert.Equal("", await FoundAsync("from=2027-01-01T00:00:00"));
    }

    [Fact]
    public async Task Long_results_come_in_pages_and_whole_as_a_file()
    {
        for (var i = 0; i < 60; i++)
            await BuyAsync($"many-{i:00}", 10);

        var page = await _visitor.SeeAsync("/portal/search?event=Purchase");
        var older = page.Split("href=\"").Select(rest => rest.Split('"')[0]).Single(href => href.Contains("before=", StringComparison.Ordinal));
        var csv = Encoding.UTF8.GetString(await _visitor.DownloadAsync("/portal/search/export.csv?event=Purchase")).TrimEnd().Split("\r\n");
        var ndjson = Encoding.UTF8.GetString(await _visitor.DownloadAsync("/portal/search/export.ndjson?event=Purchase")).TrimEnd().Split('\n');

        Assert.Contains("many-59", page, StringComparison.Ordinal);
        Assert.DoesNotContain("many-09", page, StringComparison.Ordinal);
        Assert.Contains("many-09", await _visitor.SeeAsync(older), StringComparison.Ordinal);
        Assert.Equal((61, 60), (csv.Length, ndjson.Length));
        Assert.StartsWith("sequence,receivedAt,event,id,", csv[0], StringComparison.Ordinal);
        Assert.Equal("many-00", JsonNode.Parse(ndjson[^1])!["request"]!["purchaseId"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_page_of_an_event_shows_what_was_decided_why_what_is_linked_and_who_it_is_about()
    {
        await BuyAsync("p-1", 10);
        await BuyAsync("p-2", 5000);
        await _service.PostAsync("/v1.0/MerchantServices/events/PurchaseStatus", """{"purchaseId":"p-2","statusType":"Rejected","statusDate":"2026-03-15T10:00:00Z","_metadata":{} }""");
        var sequence = (await _service.ReceivedAsync("?id=p-2"))[0]!["sequence"]!.GetValue<long>();

        var page = await _visitor.SeeAsync($"/portal/events/{sequence}");

        foreach (var shown in new[] { "Rejected total", "version 1", "Asked again", "PurchaseStatus", "n…+shop@example.com", "not listed", "totalAmount" })
            Assert.Contains(shown, page, StringComparison.Ordinal);
        Assert.Contains("<td>userId, E-mail</td>", page, StringComparison.Ordinal); // what the first purchase shares
        Assert.Contains("<td>purchaseId</td>", page, StringComparison.Ordinal); // and what was told of the second
        await _visitor.SeeAsync("/portal/events/99999", HttpStatusCode.NotFound);
        Assert.Contains("PurchaseStatus", await _visitor.SeeAsync($"/portal/events/{sequence + 1}"), StringComparison.Ordinal);
    }

    private Task<Reply> BuyAsync(string id, int total) =>
        _service.PostAsync(Service.Purchase, Service.APurchase(id, $$""","totalAmount":{{total}},"user":{"userId":"u-1","email":"nora+shop@example.com"}"""));

    private async Task<string> FoundAsync(string query)
    {
        var page = await _visitor.SeeAsync("/portal/search?" + query.Replace(" ", "%20", StringComparison.Ordinal));
        return string.Join(' ', page.Split("<td><code>").Skip(1).Select(rest => rest.Split('<')[0]));
    }
}
