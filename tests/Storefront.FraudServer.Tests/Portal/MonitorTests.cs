using Storefront.FraudServer.Monitoring;
using Storefront.FraudServer.Portal.Monitors;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>The monitors count each event once, on three scales, and forget what no scale shows.</summary>
public class MonitorTests
{
    private const string BankEvent = "/v1.0/MerchantServices/events/BankEvent";

    [Fact]
    public async Task Every_event_counts_once_in_the_decisions_rules_scores_observations_and_answers_of_its_environment_and_those_above()
    {
        await using var service = await Service.StartAsync(new(StringComparer.Ordinal)
        {
            ["FraudServer:Environments:0:Id"] = "root",
            ["FraudServer:Environments:1:Id"] = "below",
            ["FraudServer:Environments:1:Parent"] = "root",
            ["FraudServer:Credentials:0:Tenant"] = Service.Tenant,
            ["FraudServer:Credentials:0:ClientId"] = Service.ClientId,
            ["FraudServer:Credentials:0:SecretHash"] = Storefront.FraudServer.Tokens.SecretHash.Of(Service.Secret),
            ["FraudServer:Credentials:0:Resource"] = Service.Resource,
            ["FraudServer:Credentials:0:Environments:0"] = "root",
            ["FraudServer:Credentials:0:Environments:1"] = "below",
        });
        foreach (var (id, email, environment) in new[] { ("p1", "a@example.com", "root"), ("p2", "b+reject@example.com", "below"), ("p3", "c+review@example.com", "below") })
            await service.PostAsync(Service.Purchase, Service.APurchase(id, $$""", "user": { "userId": "u", "email": "{{email}}" }"""), ("x-ms-dfpenvid", environment));
        await service.PostAsync(Service.Purchase, Service.APurchase("p1"), ("x-ms-dfpenvid", "root")); // a duplicate: an answer, no decision
        await service.PostAsync(BankEvent, """{ "bankEventId": "b1", "type": "Auth", "status": "Declined", "purchaseId": "p1", "_metadata": { "trackingId": "t1", "merchantTimeStamp": "2026-03-15T13:00:00Z" } }""", ("x-ms-dfpenvid", "root"));
        var counter = service.Get<MonitorCounter>();

        await counter.RunAsync();
        await counter.RunAsync(); // counts nothing twice

        foreach (var scale in MonitorScale.All)
        {
            var all = service.Get<MonitorDesk>().Show(scale.Key, "Purchase", "", inPercent: false);
            Assert.Equal([("Approve", 1L), ("Review", 1L), ("Challenge", 0L), ("Reject", 1L)], all.Decisions.Select(share => (share.Value, share.Events)));
            Assert.Equal(3, all.Bars.Sum(bar => bar.All));
            Assert.Equal(3, all.Scores.Sum(share => share.Events));
            Assert.Contains(all.Rules, share => share.Value == "Triggers for trying things out / Rejected e-mail: Reject" && share.Events == 1);
            Assert.Equal([("Auth Declined", 1L)], all.Observations.Single().Told.Select(share => (share.Value, share.Events)));
            Assert.Equal([("200", 3L), ("400", 1L)], all.Answers.Single(row => row.Event == "Purchase").Answers.Select(share => (share.Value, share.Events)));
            Assert.Null(all.Countries);
            Assert.Equal(2, service.Get<MonitorDesk>().Show(scale.Key, "Purchase", "below", inPercent: false).Bars.Sum(bar => bar.All));
        }
    }

    [Fact]
    public async Task What_no_scale_shows_any_more_is_gone_and_what_is_older_is_never_counted()
    {
        var time = new FakeTime(new DateTimeOffset(2026, 3, 15, 12, 0, 30, TimeSpan.Zero));
        await using var service = await Service.StartAsync(time: time);
        await service.PostAsync(Service.Purchase, Service.APurchase("p1"));
        await service.Get<MonitorCounter>().RunAsync();

        time.Now += TimeSpan.FromHours(2);
        Assert.Equal(0, Judged(service, "hour"));
        Assert.Equal(1, Judged(service, "two-days"));

        time.Now += TimeSpan.FromDays(9);
        await service.PostAsync(Service.Purchase, Service.APurchase("p2"), ("Authorization", "Bearer " + await service.TokenAsync()));
        await service.Get<MonitorCounter>().RunAsync();

        Assert.Equal(1, Judged(service, "week"));
        var slots = await service.Get<Writer>().RunAsync(session => (long)session.Scalar("SELECT COUNT(DISTINCT slot) FROM monitor_count WHERE scale = 2")!);
        Assert.Equal(1, slots);
    }

    [Fact]
    public async Task The_page_draws_and_lists_them_for_whoever_may_read()
    {
        await using var service = await Service.StartAsync();
        await service.PostAsync(Service.Purchase, Service.APurchase("p1"));
        await service.Get<MonitorCounter>().RunAsync();
        using var visitor = await service.VisitorAsync(Roles.Viewer);

        var page = await visitor.SeeAsync("/portal/monitors?scale=two-days&show=percent");

        foreach (var seen in new[] { "aria-current=\"page\">48 hours", "<rect class=\"approve\"", "each quarter of an hour", "Not available: the setting FraudServer:GeoFile" })
            Assert.Contains(seen, page, StringComparison.Ordinal);
        Assert.Contains("Monitors", await visitor.SeeAsync("/portal/monitors?scale=nonsense&kind=nonsense&environment=nonsense"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_counted_with_how_long_they_took_those_included_that_were_refused_at_the_door()
    {
        await using var service = await Service.StartAsync();
        await service.PostAsync(Service.Purchase, Service.APurchase("p1"));
        await service.PostAsync(Service.Purchase, Service.APurchase("p1")); // used: 400
        await service.PostAsync(Service.Purchase, Service.APurchase("p2"), ("Authorization", "Bearer nonsense"));
        service.Get<Storefront.FraudServer.Hosting.Telemetry>().Called("score", "Timeout", TimeSpan.FromMilliseconds(180));
        service.Get<Storefront.FraudServer.Hosting.Telemetry>().Called("score", "Answered", TimeSpan.FromMilliseconds(12));
        await service.Get<MonitorCounter>().RunAsync();
        await service.Get<MonitorCounter>().RunAsync(); // counts nothing twice

        var shown = service.Get<MonitorDesk>().Show("week", "Purchase", Service.EnvironmentId, inPercent: false);

        var purchases = shown.Served.Single(line => line.Name == "Purchase");
        Assert.Equal((3L, 2L), (purchases.All, purchases.Wrong));
        Assert.Equal([("200", 1L), ("400", 1L), ("401", 1L)], purchases.Outcomes.Select(outcome => (outcome.Value, outcome.Events)));
        Assert.True(shown.Served.Single(line => line.Name == "Token") is { All: >= 1, Wrong: 0 });
        Assert.Equal(2, shown.ServedBars.Sum(bar => bar.Events[1]));
        var call = Assert.Single(shown.Called);
        Assert.Equal(("score", 2L, 1L, "≤ 20", "≤ 200"), (call.Name, call.All, call.Wrong, call.P50, call.P99));
        using var visitor = await service.VisitorAsync(Roles.Viewer);
        var page = await visitor.SeeAsync("/portal/monitors");
        foreach (var seen in new[] { "Answered: 1, Timeout: 1", "401: 1", "chart-of-answers" })
            Assert.Contains(seen, page, StringComparison.Ordinal);
    }

    private static long Judged(Service service, string scale) => service.Get<MonitorDesk>().Show(scale, "Purchase", "", inPercent: false).Bars.Sum(bar => bar.All);
}
