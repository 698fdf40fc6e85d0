using System.Net;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Tracing;
using Storefront.FraudServer.Webhooks;

namespace Storefront.Tests.FraudServer;

/// <summary>Traced events that are sent to an address, and those that are measured.</summary>
public sealed class TraceDeliveryTests
{
    private const string Secret = "a-secret-that-only-this-test-knows-0123";

    private static Dictionary<string, string?> Settings(ListeningShop shop, params string[] names) => names.Select((name, i) => ($"Names:{i}", name))
        .Concat([("Webhook:Url", shop.Address), ("Webhook:Secret", Secret)]).ToDictionary(s => $"FraudServer:Tracing:{s.Item1}", s => (string?)s.Item2);

    private static IEnumerable<JsonNode> Lines(IEnumerable<(string Body, string Signature)> heard) =>
        heard.SelectMany(post => post.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(line => JsonNode.Parse(line)!);

    private static async Task BegunAsync(Service service, params string[] names)
    {
        foreach (var name in names)
            await service.Get<TraceSource>().BeginAsync(name, "webhook ");
    }

    [Fact]
    public async Task What_comes_in_is_sent_signed_and_in_its_order_and_again_until_it_is_taken()
    {
        using var shop = new ListeningShop { Status = HttpStatusCode.ServiceUnavailable };
        var time = new FakeTime(DateTimeOffset.UtcNow);
        await using var service = await Service.StartAsync(Settings(shop, "Assessments"), time: time);
        await BegunAsync(service, "Assessments");
        await service.PostAsync(Service.Purchase, Service.APurchase("p-1"));

        await shop.HearAsync(1);
        await service.PostAsync(Service.Purchase, Service.APurchase("p-2"));
        shop.Status = HttpStatusCode.OK;
        time.Now += TimeSpan.FromSeconds(11);
        for (var waited = 0; waited < 300 && !Lines(shop.Heard.Skip(1)).Any(line => (string?)line["eventId"] == "p-2"); waited++)
            await Task.Delay(100);

        var taken = shop.Heard.Skip(1).ToList();
        Assert.Equal(["p-1", "p-2"], Lines(taken).Select(line => (string?)line["eventId"]));
        Assert.All(Lines(taken), line => Assert.Equal("FraudProtection.Assessments", (string?)line["name"]));
        Assert.Equal(WebhookSignature.Of(Secret, time.Now, taken[0].Body), taken[0].Signature);
        Assert.Contains(service.Log.Lines, line => line.Contains("Traced events of Assessments could not be delivered: The shop answered 503.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Decisions_about_cases_and_what_people_do_are_sent_too()
    {
        using var shop = new ListeningShop();
        await using var service = await Service.StartAsync(Settings(shop, "CaseManagement.Events", "ActivityLog"));
        await BegunAsync(service, "CaseManagement.Events", "ActivityLog");
        using var visitor = new Visitor(service);
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", "%rule All\n%clause Each\nRETURN Review(\"look\")\n"));
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/publish", ("note", "review everything"));
        await service.PostAsync(Service.Purchase, Service.APurchase("p-1"));
        await service.PostAsync("/v1.0/MerchantServices/events/PurchaseStatus", """{"purchaseId":"p-1","statusType":"Approved","statusDate":"2026-03-15T08:00:00Z","_metadata":{}}""");

        bool Told(string name, string member, string value) => Lines(shop.Heard).Any(line => (string?)line["name"] == "FraudProtection." + name && (string?)line[member] == value);
        for (var waited = 0; waited < 300 && !(Told("CaseManagement.Events", "eventId", "p-1") && Told("ActivityLog", "operation", "case.decided-by-shop")); waited++)
            await Task.Delay(100);

        Assert.True(Told("CaseManagement.Events", "decision", "Approve"));
        Assert.True(Told("ActivityLog", "operation", "rules.publish"));
        Assert.True(Told("ActivityLog", "operation", "case.decided-by-shop"));
    }

    [Fact]
    public async Task How_long_answers_took_is_told_every_twenty_seconds_in_the_file_and_at_the_address()
    {
        using var shop = new ListeningShop();
        var time = new FakeTime(DateTimeOffset.UtcNow);
        await using var service = await Service.StartAsync(Settings(shop, "Monitoring.RequestLatencyMsDistribution"), time: time);
        for (var i = 0; i < 3; i++)
            await service.PostAsync(Service.Purchase, Service.APurchase($"p-{i}"));

        time.Now += TimeSpan.FromSeconds(20);
        var line = Lines(await shop.HearAsync(1)).Single(told => (string?)told["apiName"] == "Purchase");

        Assert.Equal(("FraudProtection.Monitoring.RequestLatencyMsDistribution", "Purchase", "200", 3L), ((string?)line["name"], (string?)line["apiName"], (string?)line["status"], (long)line["count"]!));
        Assert.Equal(3, line["distribution"]!.AsArray().Sum(step => (long)step!["count"]!));
        var folder = Path.Combine(service.Directory, "traces", "FraudProtection.Monitoring.RequestLatencyMsDistribution");
        Assert.Contains((string)line["id"]!, await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder))), StringComparison.Ordinal);
    }

    [Fact]
    public void External_calls_are_told_with_their_rate_and_their_errors_by_kind()
    {
        var measures = new Storefront.FraudServer.Hosting.Measures();
        foreach (var (outcome, took) in new[] { ("Answered", 10), ("Answered", 30), ("Timeout", 1000), ("Status 500", 20) })
            measures.Called("emails", outcome, TimeSpan.FromMilliseconds(took));
        var now = DateTimeOffset.UtcNow;

        var lines = MeasureLines.Of(measures.Take(), now.AddSeconds(-20), now).Select(line => (line.Name, Line: JsonNode.Parse(line.Line)!)).ToList();

        var calls = Assert.Single(lines, line => line.Name == "Monitoring.ExternalCalls").Line;
        Assert.Equal((4L, 0.2, 0.5, 265.0), ((long)calls["count"]!, (double)calls["requestsPerSecond"]!, (double)calls["successRate"]!, (double)calls["averageLatencyMs"]!));
        Assert.Equal(["Status 500", "Timeout"], lines.Where(line => line.Name == "Errors.ExternalCalls").Select(line => (string)line.Line["error"]!).Order(StringComparer.Ordinal));
        Assert.Empty(measures.Take().Calls);
    }

    [Fact]
    public async Task An_address_that_cannot_work_stops_the_start()
    {
        var refused = await Assert.ThrowsAsync<StartException>(() => Service.StartAsync(new() { ["FraudServer:Tracing:Webhook:Url"] = "http://shop.example.com/hooks", ["FraudServer:Tracing:Webhook:Secret"] = Secret }));

        Assert.Contains("FraudServer:Tracing:Webhook:Url is 'http://shop.example.com/hooks'", refused.Message, StringComparison.Ordinal);
    }
}
