using System.Globalization;
using System.Net;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.Publishing;

/// <summary>Velocities that begin with what came in before are equal to those that were there all along.</summary>
public class BackfillTests
{
    private const string Velocities = """
        %set Buying
        %velocity SELECT Count() AS bought FROM Purchase GROUPBY @"user.userId"
        %velocity SELECT Sum(@"totalAmount") AS spent FROM Purchase WHEN @"ruleEvaluation.decision" != "Reject" GROUPBY @"user.userId"
        %velocity SELECT DistinctCount(@"user.userId") AS people FROM Purchase GROUPBY @"currency"
        %velocity SELECT Count() AS charged FROM Chargeback GROUPBY @"purchase.user.userId"
        """;

    private const string Deciding = """
        %rule Dear
        %clause Over
        RETURN Reject("dear") WHEN @"totalAmount" > 80
        """;

    private static readonly Person Ann = new("Ann", DateTimeOffset.UnixEpoch);

    private static Task<Reply> BuyAsync(Service service, int i) => service.PostAsync(Service.Purchase, Service.APurchase(
        $"p-{i}", $$""","totalAmount":{{i % 100}},"currency":"{{(i % 2 == 0 ? "USD" : "EUR")}}","user":{"userId":"u-{{i % 7}}"}"""));

    private static Task<Reply> ChargeAsync(Service service, int i) => service.PostAsync(
        "/v1.0/MerchantServices/events/Chargeback", $$"""{"chargebackId":"c-{{i}}","purchaseId":"p-{{i}}","status":"Accepted","_metadata":{"trackingId":"t-{{i}}"} }""");

    // Every series by what it counts, whatever it is called.
    private static List<string> Counted(Service service, string mark)
    {
        var rows = service.Get<Database>().Read(
            """
            SELECT velocity, key, unit, SUM(CAST(amount AS NUMERIC)) FROM velocity_series JOIN velocity_bucket ON series = id
            GROUP BY velocity, key, unit HAVING SUM(CAST(amount AS NUMERIC)) <> 0 ORDER BY velocity, key, unit
            """,
            row => (Series: row.GetString(0).Split('@', ':'), Counted: string.Create(CultureInfo.InvariantCulture, $"{row.GetString(1)} {row.GetInt32(2)} {row.GetDecimal(3)}")));
        return [.. rows.Where(row => row.Series is [_, var version, ..] && version == mark).Select(row => $"{row.Series[0]} {row.Counted}")];
    }

    [Fact]
    public async Task What_is_counted_back_while_events_come_in_equals_what_was_counted_all_along()
    {
        await using var service = await Service.StartAsync();
        var publisher = service.Get<Publisher>();
        Assert.Null((await publisher.PublishAsync("", Velocities + "\n" + Deciding, "from the beginning", 1, Ann)).Refusal);
        await ChargeAsync(service, 3); // before its purchase: nobody knew whose it was
        for (var i = 0; i < 60; i++)
            await BuyAsync(service, i);
        await BuyAsync(service, 5); // a duplicate
        await ChargeAsync(service, 4);
        await ChargeAsync(service, 4); // the same again
        await ChargeAsync(service, 11);

        // Other names, so that all begin anew; and events go on coming in.
        var renamed = Velocities.Replace(" AS bought", " AS bought2", StringComparison.Ordinal).Replace(" AS spent", " AS spent2", StringComparison.Ordinal)
            .Replace(" AS people", " AS people2", StringComparison.Ordinal).Replace(" AS charged", " AS charged2", StringComparison.Ordinal);
        using var enough = new CancellationTokenSource();
        var next = 100;
        var coming = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                Assert.Equal(HttpStatusCode.OK, (await BuyAsync(service, Interlocked.Increment(ref next))).Status);
        })).ToList();
        while (Volatile.Read(ref next) < 130)
            await Task.Delay(10);
        var both = Velocities + "\n" + renamed.Replace("%set Buying", "%set Again", StringComparison.Ordinal) + "\n" + Deciding;
        var published = await publisher.PublishAsync("", both, "counting back", 2, Ann, countBack: true);
        Assert.True(published.Number == 3, published.Refusal);
        var then = Volatile.Read(ref next);
        while (Volatile.Read(ref next) < then + 30)
            await Task.Delay(10);
        await enough.CancelAsync();
        await Task.WhenAll(coming);

        var (along, back) = (Counted(service, "2"), Counted(service, "3"));
        Assert.NotEmpty(along);
        Assert.Equal(along, back.Select(line => line[..line.IndexOf(' ', StringComparison.Ordinal)].TrimEnd('2') + line[line.IndexOf(' ', StringComparison.Ordinal)..]));
        Assert.Contains(along, line => line.StartsWith("charged u-4 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_next_event_after_publishing_sees_what_was_counted_back()
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);
        for (var i = 0; i < 14; i++)
            await BuyAsync(service, i);
        const string Rules = """
            %set Buying
            %velocity SELECT Count() AS bought FROM Purchase GROUPBY @"user.userId"
            %rule Often
            %clause Third
            RETURN Review("often") WHEN Velocity.bought(@"user.userId", 1d) >= 2
            """;
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", Rules));
        var (status, _, page) = await visitor.SendAsync("/portal/rules/draft", "/portal/rules/publish", ("note", "counted back"), ("countBack", "1"));
        Assert.True(status == HttpStatusCode.SeeOther, page);

        Assert.Equal("Review", (string?)(await BuyAsync(service, 14)).Details["MerchantRuleDecision"]);
    }

    [Fact]
    public async Task What_the_events_do_not_hold_cannot_be_counted_back()
    {
        await using var service = await Service.StartAsync();

        var refused = await service.Get<Publisher>().PublishAsync("", """
            %set Risky
            %velocity SELECT Count() AS risky FROM Purchase WHEN @"riskScore" > 500 GROUPBY @"user.userId"
            """, "scores", 1, Ann, countBack: true);

        Assert.Contains("do not hold what they ask for: risky", refused.Refusal, StringComparison.Ordinal);
    }
}
