using System.Net;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>Named copies of the rules: test traffic is judged by them and leaves nothing behind (contract, fql 10.4).</summary>
public class BranchTests
{
    private const string Strict = """
        %set Buying
        %velocity SELECT Count() AS bought FROM Purchase GROUPBY @"user.userId"
        %rule Strict
        %clause Limit
        RETURN Reject("strict"), Output(bought = Velocity.bought(@"user.userId", 1h)) WHEN @"totalAmount" >= 50
        """;

    private const string Path = Service.Purchase + "/branches/strict";

    [Fact]
    public async Task A_branch_judges_at_its_own_address_and_what_it_judged_is_forgotten()
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", Strict));
        Assert.Equal("Branch 'strict' was not found", Problem(await service.PostAsync(Path, Purchase("b-1", 60))));
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.SendAsync("/portal/rules/branches", "/portal/rules/branches/save", ("name", "strict"))).Status);

        foreach (var address in new[] { Path, Path.ToUpperInvariant(), Path })
        {
            var tried = await service.PostAsync(address, Purchase("b-1", 60));
            Assert.Equal("Reject strict Strict", $"{tried.Details["MerchantRuleDecision"]} {tried.Details["MerchantRuleReason"]} {tried.Details["PolicyApplied"]}");
        }

        Assert.Empty(await service.ReceivedAsync());
        Assert.Equal("Approve", (string?)(await service.PostAsync(Service.Purchase, Purchase("b-1", 60))).Details["MerchantRuleDecision"]); // no duplicate
        Assert.Contains("differs from what is in force", await visitor.SeeAsync("/portal/rules/branches"), StringComparison.Ordinal);
        Assert.Contains("rules.branch.save", await visitor.SeeAsync("/portal/activity"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_reads_what_velocities_counted_and_counts_nothing()
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", Strict.Replace(">= 50", ">= 5000", StringComparison.Ordinal)));
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/publish", ("note", "counts"));
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", Strict));
        await visitor.SendAsync("/portal/rules/branches", "/portal/rules/branches/save", ("name", "strict"));
        await service.PostAsync(Service.Purchase, Purchase("c-1", 60));

        var seen = new List<string>();
        for (var i = 0; i < 3; i++)
            seen.Add((await service.PostAsync(Path, Purchase("c-2", 60))).Details["MerchantRuleOutput"]!["Limit"]!["bought"]!.GetValue<string>());

        Assert.Equal(["1", "1", "1"], seen);
    }

    [Fact]
    public async Task Promoting_it_puts_it_in_force_and_another_edition_is_asked_from_then_on()
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", Strict));
        await visitor.SendAsync("/portal/rules/branches", "/portal/rules/branches/save", ("name", "strict"));

        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.SendAsync("/portal/rules/branches", "/portal/rules/branches/promote", ("name", "strict"), ("edition", "1"))).Status);

        Assert.Equal("Reject", (string?)(await service.PostAsync(Service.Purchase, Purchase("d-1", 60))).Details["MerchantRuleDecision"]);
        Assert.Contains("Branch strict", await visitor.SeeAsync("/portal/rules/versions"), StringComparison.Ordinal);
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", Strict.Replace("Reject", "Review", StringComparison.Ordinal)));
        await visitor.SendAsync("/portal/rules/branches", "/portal/rules/branches/save", ("name", "strict"));
        Assert.Equal("Review", (string?)(await service.PostAsync(Path, Purchase("d-2", 60))).Details["MerchantRuleDecision"]);
        Assert.Equal(HttpStatusCode.Conflict, (await visitor.SendAsync("/portal/rules/branches", "/portal/rules/branches/promote", ("name", "strict"), ("edition", "1"))).Status);
        await visitor.SendAsync("/portal/rules/branches", "/portal/rules/branches/delete", ("name", "strict"));
        Assert.Equal("Branch 'strict' was not found", Problem(await service.PostAsync(Path, Purchase("d-2", 60))));
    }

    [Theory]
    [InlineData("Strict one", Strict, "A name has up to 40 of a-z, 0-9 and -.")]
    [InlineData("strict", "%rule R\n%clause C\nRETURN Reject(", "The draft has errors.")]
    public async Task What_cannot_be_saved_is_told_and_the_name_stays(string name, string text, string problem)
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", text));

        var refused = await visitor.SendAsync("/portal/rules/branches", "/portal/rules/branches/save", ("name", name));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains(problem, refused.Page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{name}\"", refused.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1.0/action/account/login/branches/strict", "ap-account-login.request.json")]
    [InlineData("/v1.0/action/account/create/branches/strict", "ap-account-create.request.json")]
    public async Task Accounts_have_branches_and_the_same_shapes_of_answers(string path, string example)
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", "%rule R\n%clause C\nRETURN Review(\"a branch\")"));
        await visitor.SendAsync("/portal/rules/branches", "/portal/rules/branches/save", ("name", "strict"));

        var reply = await service.PostAsync(path, Contract.Example(example));

        Assert.Equal("Review a branch", $"{reply.Json["resultDetails"]![0]!["decision"]} {reply.Json["resultDetails"]![0]!["reasons"]![0]}");
        Assert.Equal(HttpStatusCode.BadRequest, (await service.PostAsync(path, "{}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Http.PostAsync(new Uri(path, UriKind.Relative), new StringContent("{}", System.Text.Encoding.UTF8, "application/json"))).StatusCode);
    }

    private static string Purchase(string id, int total) => Service.APurchase(id, $$""","totalAmount":{{total}},"user":{"userId":"u"}""");

    private static string Problem(Reply reply) => reply.Message;
}
