using System.Text.Json.Nodes;
using Storefront.FraudServer.Rules.Velocities;
using Storefront.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.Events;

/// <summary>What events count for, through the front door.</summary>
public sealed class CountingTests : IDisposable
{
    private const string Rules = """
        %set Buying
        %when WHEN @"currency" != "XXX"
        %velocity SELECT Count() AS bought FROM Purchase GROUPBY @"user.userId"
        %velocity SELECT Sum(@"totalAmount") AS spent FROM Purchase GROUPBY @"user.userId"
        %velocity SELECT Count() AS rejected FROM Purchase WHEN @"ruleEvaluation.decision" == "Reject" GROUPBY @"user.userId"
        %set Trouble
        %velocity SELECT Count() AS declined FROM BankEvent WHEN @"status" == "Declined" GROUPBY @"purchase.user.userId"
        %velocity SELECT DistinctCount(@"device.ipAddress") AS places FROM AccountLogin, AccountCreation GROUPBY @"user.username"
        %rule Limit
        %clause Often
        RETURN Reject("Often"), Output(before = Velocity.bought(@"user.userId", 1h)) WHEN Velocity.bought(@"user.userId", 1h) >= 3
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_purchase_counts_after_its_own_decision_and_a_duplicate_never()
    {
        await using var service = await StartAsync();

        var decisions = new List<string>();
        for (var i = 0; i < 5; i++)
            decisions.Add((await BuyAsync(service, $"p-{i}", "u")).Details["MerchantRuleDecision"]!.GetValue<string>());
        await BuyAsync(service, "p-0", "u");

        Assert.Equal("Approve Approve Approve Reject Reject", string.Join(' ', decisions));
        Assert.Equal(5, Read(service, "bought", "u"));
        Assert.Equal(2, Read(service, "rejected", "u"));
    }

    [Fact]
    public async Task Many_at_once_equal_the_recount_before_and_after_a_restart()
    {
        var time = new FakeTime(new DateTimeOffset(2026, 3, 15, 11, 4, 30, TimeSpan.Zero));
        await using (var service = await StartAsync(time))
        {
            for (var step = 0; step < 4; step++, time.Now += TimeSpan.FromMinutes(7.3))
                await Parallel.ForEachAsync(Enumerable.Range(0, 40), async (i, _) => await BuyAsync(service, $"{step}/{i}", $"u{i % 3}", $"{i}.{step}5"));
            AssertRecount(service, time.Now);
        }

        await using var again = await StartAsync(time);
        AssertRecount(again, time.Now);
    }

    [Fact]
    public async Task A_bank_event_counts_for_the_user_of_its_purchase_and_once_however_often_it_is_delivered()
    {
        await using var service = await StartAsync();
        await BuyAsync(service, "p", "u");
        string Declined(string id, string tracking) =>
            $$$"""{"bankEventId":"{{{id}}}","type":"Auth","purchaseId":"p","status":"Declined","_metadata":{"trackingId":"{{{tracking}}}"}}""";

        for (var delivery = 0; delivery < 3; delivery++)
            await service.PostAsync("/v1.0/MerchantServices/events/BankEvent", Declined("b-1", "t-1"));
        await service.PostAsync("/v1.0/MerchantServices/events/BankEvent", Declined("b-2", "t-2"));
        await service.PostAsync("/v1.0/MerchantServices/events/BankEvent", """{"bankEventId":"b-3","type":"Auth","purchaseId":"nobody's","status":"Declined","_metadata":{"trackingId":"t-3"}}""");

        Assert.Equal(2, Read(service, "declined", "u"));
    }

    [Fact]
    public async Task Sign_ups_and_sign_ins_count_in_one_velocity_refused_ones_do_not()
    {
        await using var service = await StartAsync();
        async Task PostAsync(string path, string file, string ip)
        {
            var body = JsonNode.Parse(Contract.Example(file))!;
            body["user"]!["username"] = "raj";
            body["device"]!["ipAddress"] = ip;
            await service.PostAsync(path, body.ToJsonString());
        }

        await PostAsync("/v1.0/action/account/create", "ap-account-create.request.json", "192.0.2.1");
        await PostAsync("/v1.0/action/account/login", "ap-account-login.request.json", "192.0.2.1");
        await PostAsync("/v1.0/action/account/login", "ap-account-login.request.json", "192.0.2.2");
        await PostAsync("/v1.0/action/account/login/somebody-else", "ap-account-login.request.json", "192.0.2.3");

        Assert.Equal(2, Read(service, "places", "raj"));
    }

    [Fact]
    public async Task Each_environment_counts_for_itself()
    {
        await using var service = await StartAsync(null, ("FraudServer:Environments:0:Id", Service.EnvironmentId), ("FraudServer:Environments:1:Id", "child"),
            ("FraudServer:Environments:1:Parent", Service.EnvironmentId));

        await BuyAsync(service, "p-1", "u");
        await service.PostAsync(Service.Purchase, Service.APurchase("p-2", ""","user":{"userId":"u"}"""), ("x-ms-dfpenvid", "child"));

        Assert.Equal(1, Read(service, "bought", "u"));
        Assert.Equal(1, service.Get<StoredVelocities>().Read("child", "bought", "u", new VelocityWindow(1, WindowUnit.Hour), DateTime.UtcNow));
    }

    private static void AssertRecount(Service service, DateTimeOffset now)
    {
        var rows = service.Get<ReceivedLog>().After(0, null, int.MaxValue).Where(row => row.Status == 200).ToList();
        Assert.Equal(160, rows.Count);
        foreach (var user in rows.GroupBy(row => JsonNode.Parse(row.Request)!["user"]!["userId"]!.GetValue<string>()))
            foreach (var window in new VelocityWindow[] { new(30, WindowUnit.Second), new(8, WindowUnit.Minute), new(25, WindowUnit.Minute), new(1, WindowUnit.Hour), new(1, WindowUnit.Day) })
            {
                var first = VelocityWindow.UnitOf(now.UtcDateTime, window.Unit) - window.Length;
                var inside = user.Where(row => VelocityWindow.UnitOf(row.At.UtcDateTime, window.Unit) >= first).ToList();
                var velocities = service.Get<StoredVelocities>();
                Assert.Equal(inside.Count, velocities.Read(Service.EnvironmentId, "bought", user.Key, window, now.UtcDateTime));
                Assert.Equal(inside.Sum(row => JsonNode.Parse(row.Request)!["totalAmount"]!.GetValue<decimal>()), velocities.Read(Service.EnvironmentId, "spent", user.Key, window, now.UtcDateTime));
            }
    }

    private static decimal Read(Service service, string velocity, string key) =>
        service.Get<StoredVelocities>().Read(Service.EnvironmentId, velocity, key, new VelocityWindow(23, WindowUnit.Hour), DateTime.UtcNow);

    private static Task<Reply> BuyAsync(Service service, string id, string user, string total = "1") =>
        service.PostAsync(Service.Purchase, Service.APurchase(id, $$""","totalAmount":{{total}},"user":{"userId":"{{user}}"}"""));

    private async Task<Service> StartAsync(TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "rules.fql"), Rules);
        var all = settings.ToDictionary(s => s.Key, s => (string?)s.Value, StringComparer.Ordinal);
        all["FraudServer:RulesFile"] = "rules.fql";
        return await Service.StartAsync(all, directory: _directory, time: time);
    }
}
