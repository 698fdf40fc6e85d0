using System.Net;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;
using Storefront.Tests.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.PostgreSql;

/// <summary>Two instances on one server are one service.</summary>
public sealed class TwoInstancesTests : IAsyncLifetime
{
    private Service _first = null!;
    private Service _second = null!;

    public async Task InitializeAsync()
    {
        var database = Service.On(await (await PostgreSqlServer.SharedAsync()).NewDatabaseAsync());
        var both = await Task.WhenAll(Service.StartAsync(database), Service.StartAsync(database)); // at once: the tables and the keys are made by one of them
        (_first, _second) = (both[0], both[1]);
    }

    public async Task DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Of_fifty_identical_purchases_over_both_one_is_decided_and_the_others_are_duplicates()
    {
        await Task.WhenAll(_first.PostAsync(Service.Purchase, "{}"), _second.PostAsync(Service.Purchase, "{}")); // both have a token

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? _first : _second).PostAsync(Service.Purchase, Service.APurchase("the-same"))));

        Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK);
        Assert.Equal(49, replies.Count(reply => reply.Status == HttpStatusCode.BadRequest && reply.Headers["ErrorReason"] == "DuplicatePurchaseId"));
        Assert.Equal(50, (await _second.ReceivedAsync("?id=the-same")).Count);
    }

    [Fact]
    public async Task What_both_count_is_what_a_recount_gives()
    {
        await PublishAsync(_first, DurabilityTests.Rules);
        await InForceAsync(_second);
        var callers = new[] { new DurabilityTests.Caller(_first.Http), new DurabilityTests.Caller(_second.Http) };

        await Parallel.ForEachAsync(Enumerable.Range(0, 300), new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (i, _) =>
            Assert.Equal(HttpStatusCode.OK, await callers[i % 2].PostAsync(Guid.NewGuid().ToString())));

        var rules = _second.Get<ActiveRules>().InForce.Own("")!;
        DurabilityTests.AssertRecount(_second, name => rules.Lines.SeriesOf(rules.Book.Velocities.First(v => v.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Environment, name));
        var sequences = _first.Get<Storefront.FraudServer.Storage.ReceivedLog>().After(0, null, 1000).Select(row => row.Sequence).ToList();
        Assert.Equal((300, 300), (sequences.Count, sequences.Distinct().Count()));
    }

    [Fact]
    public async Task Rules_published_on_one_decide_on_the_other()
    {
        await PublishAsync(_first, "%rule Nobody\n%clause All\nRETURN Reject(\"closed\")");

        await InForceAsync(_second);

        Assert.Equal("Reject", (string?)(await _second.PostAsync(Service.Purchase, Service.APurchase("p-1"))).Details["MerchantRuleDecision"]);
    }

    [Fact]
    public async Task A_token_and_a_sign_in_of_one_are_good_at_the_other()
    {
        var token = await _first.TokenAsync();
        Assert.Equal(HttpStatusCode.OK, (await _second.PostAsync(Service.Purchase, Service.APurchase("p-1"), ("Authorization", "Bearer " + token))).Status);

        using var visitor = await _first.VisitorAsync(Roles.Analyst);
        using var there = visitor.At(_second);
        Assert.Contains("analyst@shop.example", await there.SeeAsync("/portal/rules"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await there.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", "%rule R\n%clause C\nRETURN Approve()"))).Status);
        Assert.NotNull(_first.Get<RuleVersions>().Draft(""));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a long one")]
    public async Task An_id_that_the_server_cannot_hold_as_it_is_is_kept_all_the_same(string id)
    {
        if (id == "a long one")
            id = string.Concat(Enumerable.Range(0, 3000).Select(i => (char)('a' + (i * i * 7919 % 26)))); // more than an index of the server takes
        var body = $$"""{"purchaseId":"{{string.Concat(id.Select(c => char.IsLetterOrDigit(c) ? c.ToString() : $"\\u{(int)c:x4}"))}}","merchantLocalDate":"2026-03-15T08:00:00Z","_metadata":{} }""";

        var first = await _first.PostAsync(Service.Purchase, body);

        Assert.True(first.Status == HttpStatusCode.OK, first.Text);
        Assert.Equal("DuplicatePurchaseId", (await _second.PostAsync(Service.Purchase, body)).Headers["ErrorReason"]);
        Assert.Equal(2, (await _second.ReceivedAsync("?id=" + Uri.EscapeDataString(id))).Count);
    }

    private static async Task PublishAsync(Service service, string rules) =>
        Assert.Null((await service.Get<Publisher>().PublishAsync("", rules, "for both", 1, new Person("Ann", DateTimeOffset.UtcNow))).Refusal);

    private static async Task InForceAsync(Service service)
    {
        for (var i = 0; i < 600 && service.Get<ActiveRules>().InForce.Own("")!.Number < 2; i++)
            await Task.Delay(50);
        Assert.Equal(2, service.Get<ActiveRules>().InForce.Own("")!.Number);
    }
}
