using System.Net;
using System.Text.RegularExpressions;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>A draft judges the past.</summary>
public sealed class ReplayTests
{
    private const string Draft = """
        %set Buying
        %velocity SELECT Count() AS bought FROM Purchase GROUPBY @"user.userId"
        %rule Often
        %clause Third
        RETURN Reject("often") WHEN Velocity.bought(@"user.userId", 1h) >= 2
        """;

    [Fact]
    public async Task It_is_shown_what_would_change_in_events_and_money_by_what_later_happened()
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);
        for (var i = 0; i < 5; i++)
            await service.PostAsync(Service.Purchase, Service.APurchase($"p-{i}", $$""","totalAmount":{{10 * (i + 1)}},"currency":"USD","user":{"userId":"u"}"""));
        await service.PostAsync(Service.Purchase, Service.APurchase("p-0", ""","totalAmount":1,"user":{"userId":"u"}"""));
        await service.PostAsync("/v1.0/MerchantServices/events/Chargeback", """{"chargebackId":"c","purchaseId":"p-2","status":"Accepted","_metadata":{} }""");
        await service.PostAsync("/v1.0/MerchantServices/events/Refund", """{"refundId":"r","purchaseId":"p-3","status":"Approved","_metadata":{} }""");
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", Draft));
        var events = (await service.ReceivedAsync()).Count;

        var begun = await visitor.SendAsync("/portal/rules/replay", "/portal/rules/replay", ("from", "2020-01-01T00:00"), ("to", "2999-01-01T00:00"), ("warm", "0"));
        Assert.Equal(HttpStatusCode.SeeOther, begun.Status);
        var page = await visitor.SeeAsync(begun.Location!);
        for (var waited = 0; !page.Contains("Done:", StringComparison.Ordinal) && waited < 300; waited++)
        {
            await Task.Delay(100);
            page = await visitor.SeeAsync(begun.Location!);
        }

        Assert.Contains("5 judged, 3 would be decided differently", page, StringComparison.Ordinal);
        var text = Regex.Replace(page, "<[^>]*>|\\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(5));
        foreach (var line in new[] { "chargeback 1 30.00 USD", "refund 1 40.00 USD", "nothing known 1 50.00 USD" })
            Assert.Contains(line, Regex.Replace(text, " +", " ", RegexOptions.None, TimeSpan.FromSeconds(5)), StringComparison.Ordinal);
        Assert.Equal(events, (await service.ReceivedAsync()).Count);
    }

    [Fact]
    public async Task Without_a_draft_or_a_time_there_is_nothing_to_replay()
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);

        var without = await visitor.SendAsync("/portal/rules/replay", "/portal/rules/replay", ("from", "2026-01-01T00:00"), ("to", "2026-01-02T00:00"), ("warm", "0"));
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", Draft));
        var backwards = await visitor.SendAsync("/portal/rules/replay", "/portal/rules/replay", ("from", "2026-01-02T00:00"), ("to", "2026-01-01T00:00"), ("warm", "0"));

        Assert.Contains("no draft", without.Page, StringComparison.Ordinal);
        Assert.Contains("Give a time", backwards.Page, StringComparison.Ordinal);
        await visitor.SeeAsync("/portal/rules/replay/7", HttpStatusCode.NotFound);
    }
}
