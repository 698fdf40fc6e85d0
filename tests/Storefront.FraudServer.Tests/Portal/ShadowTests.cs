using System.Net;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>A draft that is asked about live events and decides nothing.</summary>
public class ShadowTests
{
    private const string Counting = """
        %set Buying
        %velocity SELECT Count() AS bought FROM Purchase GROUPBY @"user.userId"
        %rule Show
        %clause Seen
        OBSERVE Output(bought = Velocity.bought(@"user.userId", 1h))
        """;

    private const string Limit = Counting + "\n%clause Limit\nRETURN Reject(\"limit\") WHEN @\"totalAmount\" >= 50\n";

    [Fact]
    public async Task What_it_would_have_said_stands_beside_the_decision_and_velocities_count_once()
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", Counting));
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/publish", ("note", "count"));
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", Limit));
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.SendAsync("/portal/rules/shadow", "/portal/rules/shadow/start")).Status);

        var seen = new List<string>();
        foreach (var total in new[] { 10, 60, 70 })
        {
            var reply = await service.PostAsync(Service.Purchase, Service.APurchase($"p-{total}", $$""","totalAmount":{{total}},"user":{"userId":"u"}"""));
            seen.Add($"{reply.Details["MerchantRuleDecision"]} {reply.Details["MerchantRuleOutput"]!["Seen"]!["bought"]}");
        }

        Assert.Equal(["Approve 0", "Approve 1", "Approve 2"], seen);
        var page = await visitor.SeeAsync("/portal/rules/shadow");
        Assert.Contains("<td class=\"number\">2</td>", page, StringComparison.Ordinal);
        Assert.Contains("Show / Limit", page, StringComparison.Ordinal);
        var sequence = (await service.ReceivedAsync("?id=p-60"))[0]!["sequence"];
        Assert.Contains("Reject by Show / Limit", await visitor.SeeAsync($"/portal/events/{sequence}"), StringComparison.Ordinal);

        await visitor.SendAsync("/portal/rules/shadow", "/portal/rules/shadow/stop");
        await service.PostAsync(Service.Purchase, Service.APurchase("p-80", ""","totalAmount":80"""));
        Assert.Contains("ran from", await visitor.SeeAsync("/portal/rules/shadow"), StringComparison.Ordinal);
        Assert.DoesNotContain("said</dt>", await visitor.SeeAsync($"/portal/events/{(await service.ReceivedAsync("?id=p-80"))[0]!["sequence"]}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_draft_or_with_a_wrong_one_nothing_starts()
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);

        Assert.Contains("There is no draft", (await visitor.SendAsync("/portal/rules/shadow", "/portal/rules/shadow/start")).Page, StringComparison.Ordinal);
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", "%rule half"));
        Assert.Contains("The draft has errors", (await visitor.SendAsync("/portal/rules/shadow", "/portal/rules/shadow/start")).Page, StringComparison.Ordinal);
    }
}
