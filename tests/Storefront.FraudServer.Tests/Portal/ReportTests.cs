using System.Text;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Reporting;
using Storefront.FraudServer.Retention;
using Storefront.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>What rules decided, and what was told of it later.</summary>
public class ReportTests
{
    private const string Rules = """
        %rule Watched
        %clause Seen
        OBSERVE Output(seen = "yes") WHEN @"totalAmount" > 10
        %rule Dear
        %clause Over a hundred
        RETURN Reject("dear") WHEN @"totalAmount" > 100
        """;

    private readonly FakeTime _time = new(new DateTimeOffset(2026, 3, 15, 12, 0, 0, TimeSpan.Zero));

    private async Task<Service> StartAsync()
    {
        var service = await Service.StartAsync(time: _time);
        Assert.Null((await service.Get<Publisher>().PublishAsync("", Rules, "report", 1, new Person("Ann", _time.Now))).Refusal);
        return service;
    }

    private static Task BuyAsync(Service service, string id, int amount) => service.PostAsync(Service.Purchase, Service.APurchase(id, $$""","totalAmount":{{amount}},"currency":"EUR","user":{"userId":"u"}"""));

    private static Task TellAsync(Service service, string kind, string body) => service.PostAsync("/v1.0/MerchantServices/events/" + kind, body);

    private static IReadOnlyList<ClauseReport> Clauses(Service service, string? currency = null) =>
        service.Get<ReportLog>().Clauses(new ReportQuestion(0, 100_000, "", "Purchase", currency), 0, 100);

    [Fact]
    public async Task Each_clause_has_its_decisions_and_the_worst_that_was_told_of_them_later()
    {
        await using var service = await StartAsync();
        foreach (var (id, amount) in new[] { ("a", 200), ("b", 300), ("c", 50), ("d", 5) })
            await BuyAsync(service, id, amount);
        await service.Get<ReportCounter>().RunAsync();
        await TellAsync(service, "Refund", """{"refundId":"r1","purchaseId":"a","status":"Approved","_metadata":{}}""");
        await TellAsync(service, "Chargeback", """{"chargebackId":"c1","purchaseId":"a","status":"Inquiry","_metadata":{}}""");
        await TellAsync(service, "Refund", """{"refundId":"r2","purchaseId":"c","status":"Approved","_metadata":{}}""");
        await TellAsync(service, "Label", """{"labelObjectType":"Purchase","labelObjectId":"b","labelSource":"ManualReview","labelState":"Fraud","eventTimeStamp":"2026-03-15T13:00:00Z","_metadata":{"trackingId":"t1"}}""");

        await service.Get<ReportCounter>().RunAsync();
        await service.Get<ReportCounter>().RunAsync(); // counts nothing twice

        var clauses = Clauses(service);
        Assert.Equal(("Watched", "Observe", 3m, 1m, 1m, 1m), Facts(clauses.Single(clause => clause.Clause == "Seen")));
        Assert.Equal(("Dear", "Reject", 2m, 1m, 1m, 0m), Facts(clauses.Single(clause => clause.Clause == "Over a hundred")));
        Assert.Equal(("", "Approve", 2m, 0m, 0m, 1m), Facts(clauses.Single(clause => clause.Rule.Length == 0)));
        Assert.Equal(500m, Clauses(service, "EUR").Single(clause => clause.Rule == "Dear").All);
        Assert.Empty(Clauses(service, "USD"));

        await TellAsync(service, "Label", """{"labelObjectType":"Purchase","labelObjectId":"b","labelSource":"ManualReview","labelState":"NotFraud","eventTimeStamp":"2026-03-16T13:00:00Z","_metadata":{"trackingId":"t2"}}""");
        await service.Get<ReportCounter>().RunAsync();
        Assert.Equal(0m, Clauses(service).Single(clause => clause.Rule == "Dear").Frauds);
    }

    [Fact]
    public async Task The_page_and_its_files_say_the_same_and_taking_them_along_is_remembered()
    {
        await using var service = await StartAsync();
        await BuyAsync(service, "a", 200);
        await BuyAsync(service, "b", 20);
        await service.Get<ReportCounter>().RunAsync();
        using var visitor = await service.VisitorAsync(Roles.Viewer);

        var page = await visitor.SeeAsync("/portal/report?period=day&kind=Purchase");
        var money = await visitor.SeeAsync("/portal/report?period=week&show=EUR");
        var days = Encoding.UTF8.GetString(await visitor.DownloadAsync("/portal/report/days.csv?period=month"));
        var rules = Encoding.UTF8.GetString(await visitor.DownloadAsync("/portal/report/rules.csv?period=month&show=EUR"));

        foreach (var seen in new[] { "2026-03-15", "Over a hundred", "Observe", "none decided" })
            Assert.Contains(seen, page, StringComparison.Ordinal);
        Assert.Contains("220.00", money, StringComparison.Ordinal);
        Assert.Contains("2026-03-15,2,1,0,0,1,0,0,0\n", days, StringComparison.Ordinal);
        Assert.Contains("Dear,Over a hundred,Reject,200,0,0,0\n", rules, StringComparison.Ordinal);
        Assert.Contains("Nothing was judged in this time.", await visitor.SeeAsync("/portal/report?until=2026-01-01&period=nonsense&kind=nonsense&environment=nonsense"), StringComparison.Ordinal);
        Assert.Contains("report.export", await visitor.SeeAsync("/portal/activity"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_numbers_outlive_the_events_and_go_when_they_are_too_old_themselves()
    {
        await using var service = await StartAsync();
        await BuyAsync(service, "a", 200);
        await TellAsync(service, "Chargeback", """{"chargebackId":"c1","purchaseId":"a","status":"Inquiry","_metadata":{}}""");
        await service.Get<ReportCounter>().RunAsync();

        _time.Now += TimeSpan.FromDays(395.5);
        await service.Get<Writer>().RunAsync(session =>
        {
            EventRemoval.Remove(session, (long)session.Scalar("SELECT MIN(sequence) FROM received")!);
            return 0;
        });
        Assert.Equal(1m, Clauses(service).Single(clause => clause.Rule == "Dear").Chargebacks);

        _time.Now += TimeSpan.FromDays(2);
        await service.Get<Purge>().RunAsync(CancellationToken.None);
        Assert.Empty(Clauses(service));
    }

    private static (string Rule, string Decision, decimal All, decimal Chargebacks, decimal Frauds, decimal Refunds) Facts(ClauseReport clause) =>
        (clause.Rule, clause.Decision, clause.All, clause.Chargebacks, clause.Frauds, clause.Refunds);
}
