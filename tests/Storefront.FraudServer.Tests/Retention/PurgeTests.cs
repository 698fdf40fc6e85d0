using System.Net;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Retention;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.Retention;

/// <summary>What is old goes by its class, and what must stay stays.</summary>
public class PurgeTests
{
    private const string Refund = "/v1.0/MerchantServices/events/Refund";

    private static Task<Service> StartAsync(FakeTime time, params (string Name, string Value)[] days) =>
        Service.StartAsync(days.ToDictionary(d => $"FraudServer:Retention:{d.Name}", d => (string?)d.Value), time: time);

    [Fact]
    public async Task Events_and_observations_go_each_in_their_time_and_a_purchase_id_stays_used_for_ever()
    {
        var time = new FakeTime(DateTimeOffset.UtcNow);
        await using var service = await StartAsync(time, ("EventDays", "30"), ("ObservationDays", "90"));
        await service.PostAsync(Service.Purchase, Service.APurchase("old", ""","user":{"userId":"u-1"}"""));
        await service.PostAsync(Refund, """{"refundId":"r-1","purchaseId":"old","status":"Approved","_metadata":{}}""");
        time.Now += TimeSpan.FromDays(31);
        service.ForgetToken();
        await service.PostAsync(Service.Purchase, Service.APurchase("new", ""","user":{"userId":"u-2"}"""));

        var gone = await service.Get<Purge>().RunAsync(CancellationToken.None);

        Assert.Equal(1, gone.Events);
        Assert.Equal(["Refund", "Purchase"], (await service.ReceivedAsync()).Select(e => (string?)e!["event"]));
        Assert.Null(service.Get<Storefront.FraudServer.Objects.Standing>().Find(Service.EnvironmentId, Storefront.FraudServer.Objects.ObjectKind.User, "u-1"));
        Assert.Single(service.Get<Storefront.FraudServer.Objects.Standing>().RefundsOf(Service.EnvironmentId, "old"));
        var again = await service.PostAsync(Service.Purchase, Service.APurchase("old"));
        Assert.Equal((HttpStatusCode.BadRequest, "DuplicatePurchaseId"), (again.Status, again.Headers["ErrorReason"]));

        time.Now += TimeSpan.FromDays(60);
        Assert.Equal(3, (await service.Get<Purge>().RunAsync(CancellationToken.None)).Events); // the refund, the younger purchase and the refused one
        Assert.Empty(await service.ReceivedAsync());
        service.ForgetToken();
        Assert.Equal("DuplicatePurchaseId", (await service.PostAsync(Service.Purchase, Service.APurchase("new"))).Headers["ErrorReason"]);
    }

    [Fact]
    public async Task An_answer_that_is_gone_cannot_be_given_again()
    {
        var time = new FakeTime(DateTimeOffset.UtcNow);
        await using var service = await Service.StartAsync(new() { ["FraudServer:DuplicatePurchase"] = "ReplayOriginal", ["FraudServer:Retention:EventDays"] = "1" }, time: time);
        await service.PostAsync(Service.Purchase, Service.APurchase("p"));
        Assert.Equal(HttpStatusCode.OK, (await service.PostAsync(Service.Purchase, Service.APurchase("p"))).Status);
        time.Now += TimeSpan.FromDays(2);
        await service.Get<Purge>().RunAsync(CancellationToken.None);
        service.ForgetToken();

        Assert.Equal("DuplicatePurchaseId", (await service.PostAsync(Service.Purchase, Service.APurchase("p"))).Headers["ErrorReason"]);
    }

    [Fact]
    public async Task A_key_is_forgotten_when_no_window_can_see_it_and_not_a_day_earlier()
    {
        const string Rules = """
            %set Buying
            %velocity SELECT Count() AS bought FROM Purchase GROUPBY @"user.userId"
            %rule Any
            %clause None
            RETURN Review("often") WHEN Velocity.bought(@"user.userId", 90d) >= 1
            """;
        var time = new FakeTime(DateTimeOffset.UtcNow);
        await using var service = await StartAsync(time, ("EventDays", "1"));
        Assert.Null((await service.Get<Publisher>().PublishAsync("", Rules, "counting", 1, new Person("Ann", time.Now))).Refusal);
        await service.PostAsync(Service.Purchase, Service.APurchase("p-1", ""","user":{"userId":"u"}"""));

        time.Now += TimeSpan.FromDays(90);
        Assert.Equal(0, (await service.Get<Purge>().RunAsync(CancellationToken.None)).Velocities);
        service.ForgetToken();
        Assert.Equal("Review", (string?)(await service.PostAsync(Service.Purchase, Service.APurchase("p-2", ""","user":{"userId":"u"}"""))).Details["MerchantRuleDecision"]);

        time.Now += TimeSpan.FromDays(92);
        Assert.Equal(1, (await service.Get<Purge>().RunAsync(CancellationToken.None)).Velocities);
        service.ForgetToken();
        Assert.Equal("Approve", (string?)(await service.PostAsync(Service.Purchase, Service.APurchase("p-3", ""","user":{"userId":"u"}"""))).Details["MerchantRuleDecision"]);
    }

    [Fact]
    public async Task The_record_of_what_was_done_is_shortened_by_retention_alone_and_says_so()
    {
        var time = new FakeTime(DateTimeOffset.UtcNow);
        await using var service = await StartAsync(time, ("ActivityDays", "365"));
        await service.AddUserAsync(Roles.Admin);
        var writer = service.Get<Writer>();
        foreach (var sql in new[] { "DELETE FROM activity WHERE sequence > $1", "UPDATE activity SET who = 'nobody' WHERE sequence > $1", "UPDATE activity SET became = 'nothing' WHERE sequence > $1" })
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => writer.RunAsync(session => session.Execute(sql, 0)));

        time.Now += TimeSpan.FromDays(366);
        Assert.Equal(1, (await service.Get<Purge>().RunAsync(CancellationToken.None)).Activities);

        var left = service.Get<Storefront.FraudServer.Portal.Activity.ActivityLog>().Before(long.MaxValue, new(null, null, null, null, null), 10);
        Assert.Equal("retention.activity", Assert.Single(left).Action);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => writer.RunAsync(session => session.Execute("DELETE FROM activity WHERE sequence > $1", 0)));
    }

    [Fact]
    public async Task Thousands_of_old_events_go_while_new_ones_are_taken()
    {
        var time = new FakeTime(DateTimeOffset.UtcNow);
        await using var service = await StartAsync(time, ("EventDays", "1"));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async part =>
        {
            for (var i = 0; i < 50; i++)
                await service.PostAsync(Service.Purchase, Service.APurchase($"old-{part}-{i}"));
        }));
        time.Now += TimeSpan.FromDays(2);
        service.ForgetToken();
        var purge = Task.Run(() => service.Get<Purge>().RunAsync(CancellationToken.None));
        for (var i = 0; i < 50; i++)
            Assert.Equal(HttpStatusCode.OK, (await service.PostAsync(Service.Purchase, Service.APurchase($"new-{i}"))).Status);

        Assert.Equal(1000, (await purge).Events);
        Assert.Equal(50, (await service.ReceivedAsync("?limit=200")).Count);
    }

    [Theory]
    [InlineData("EventDays", "-1")]
    [InlineData("FingerprintDays", "100000")]
    public async Task Days_that_cannot_be_stop_the_start(string name, string days)
    {
        var refused = await Assert.ThrowsAsync<StartException>(() => StartAsync(new FakeTime(DateTimeOffset.UtcNow), (name, days)));
        Assert.Contains($"FraudServer:Retention:{name} is {days}", refused.Message, StringComparison.Ordinal);
    }
}
