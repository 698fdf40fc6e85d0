using System.Net;
using System.Text.Json;

namespace Storefront.Tests.FraudServer.Events;

public sealed class DecisionTests : IDisposable
{
    private const string Rules = """
        %rule Country
        %clause Watch
        RETURN Review("Watched country") WHEN @"user.country" == "XX"
        %rule Amount
        %clause Large
        LET $total = @"totalAmount"
        OBSERVE Output(total = $total)
        RETURN Reject("Too large", "call them") WHEN $total > 500
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_rules_decision_is_answered_with_rule_clause_reason_and_output_in_the_documented_order()
    {
        await using var service = await StartAsync(Rules);

        var reply = await service.PostAsync(Service.Purchase, Service.APurchase("p-1", ""","totalAmount":1246.56"""));

        Assert.Equal(
            "MerchantRuleDecision RiskScore ReasonCodes MIDFlag PolicyApplied PolicyAppliedEnvironmentId PurchaseId ClauseName RuleEvaluations MerchantRuleReason MerchantRuleOutput",
            Contract.Names(reply.Details));
        Assert.Equal("Reject", reply.Details["MerchantRuleDecision"]!.GetValue<string>());
        Assert.Equal("Amount", reply.Details["PolicyApplied"]!.GetValue<string>());
        Assert.Equal(Service.EnvironmentId, reply.Details["PolicyAppliedEnvironmentId"]!.GetValue<string>());
        Assert.Equal("Large", reply.Details["ClauseName"]!.GetValue<string>());
        Assert.Equal("Too large", reply.Details["MerchantRuleReason"]!.GetValue<string>());
        Assert.Equal("1246.56", reply.Details["MerchantRuleOutput"]!["Large"]!["total"]!.GetValue<string>());
        var last = reply.Details["RuleEvaluations"]!.AsArray()[^1]!;
        Assert.Equal($$"""{"rule":"Amount","clauseNames":["Large"],"environmentId":"{{Service.EnvironmentId}}"}""", JsonSerializer.Serialize(last));
        Assert.DoesNotContain("call them", reply.Text, StringComparison.Ordinal); // stored, not returned
    }

    [Theory]
    [InlineData(""","totalAmount":"600" """, "Reject")]
    [InlineData(""","TOTALAMOUNT":600""", "Reject")]
    [InlineData(""","User":{"UserId":"u","Country":"XX"}""", "Review")]
    [InlineData(""","totalAmount":null""", "Approve")]
    [InlineData("", "Approve")]
    public async Task Rules_see_the_contracts_names_and_types_however_the_caller_wrote_them(string more, string decision)
    {
        await using var service = await StartAsync(Rules);

        var reply = await service.PostAsync(Service.Purchase, Service.APurchase("p-2", more));

        Assert.Equal(decision, reply.Details["MerchantRuleDecision"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_a_rule_that_decides_the_answer_is_approve_by_default()
    {
        await using var service = await StartAsync("""%rule Never""" + "\n%clause C\n" + """RETURN Reject() WHEN 1 == 2""" + "\n");

        var reply = await service.PostAsync(Service.Purchase, Contract.Example("purchase-minimal.request.json"));

        Assert.Equal("Approve", reply.Details["MerchantRuleDecision"]!.GetValue<string>());
        Assert.Equal("Default", reply.Details["PolicyApplied"]!.GetValue<string>());
        Assert.False(reply.Details.ContainsKey("ClauseName"));
    }

    [Theory]
    [InlineData("Evaluate", "SuppressReject", "Approve")]
    [InlineData("Protect", "SuppressReject", "Reject")]
    [InlineData("Evaluate", "Actual", "Reject")]
    public async Task A_caller_who_only_compares_may_be_spared_the_rejection_but_the_store_keeps_it(string type, string setting, string shown)
    {
        await using var service = await StartAsync(Rules, ("FraudServer:EvaluateDecision", setting));

        var reply = await service.PostAsync(Service.Purchase, Service.APurchase("p-3", $$""","assessmentType":"{{type}}","totalAmount":600"""));

        Assert.Equal(shown, reply.Details["MerchantRuleDecision"]!.GetValue<string>());
        Assert.Equal("Reject", service.Get<Storefront.FraudServer.Storage.ReceivedLog>().After(0, "p-3", 1)[0].Verdict!.Decision);
    }

    [Fact]
    public async Task A_rule_file_that_does_not_compile_stops_the_start_with_its_place()
    {
        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => StartAsync("%rule R\n%clause C\nRETURN Reject( WHEN\n"));

        Assert.Contains("rules.fql:3:", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("FraudServer:RulesFile", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_file_that_is_not_there_stops_the_start()
    {
        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => Service.StartAsync(
            new(StringComparer.Ordinal) { ["FraudServer:RulesFile"] = "no-such-file.fql" }, directory: _directory));

        Assert.Contains("FraudServer:RulesFile", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_purchases_with_one_id_at_once_give_one_assessment_and_forty_nine_duplicates()
    {
        await using var service = await StartAsync(Rules);

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => service.PostAsync(Service.Purchase, Service.APurchase("same"))));

        Assert.Single(replies, r => r.Status == HttpStatusCode.OK);
        Assert.Equal(49, replies.Count(r => r.Status == HttpStatusCode.BadRequest && r.Headers["ErrorReason"] == "DuplicatePurchaseId"));
    }

    [Fact]
    public async Task A_refused_purchase_does_not_use_up_its_id()
    {
        await using var service = await StartAsync(Rules);
        Assert.Equal(HttpStatusCode.BadRequest, (await service.PostAsync(Service.Purchase, Service.APurchase("again", ""","totalAmount":"x" """))).Status);

        Assert.Equal(HttpStatusCode.OK, (await service.PostAsync(Service.Purchase, Service.APurchase("again"))).Status);
    }

    [Fact]
    public async Task With_the_replay_option_a_used_id_gives_the_first_answer_byte_for_byte()
    {
        await using var service = await StartAsync(Rules, ("FraudServer:DuplicatePurchase", "ReplayOriginal"));
        var first = await service.PostAsync(Service.Purchase, Service.APurchase("replay", ""","totalAmount":600"""));

        var second = await service.PostAsync(Service.Purchase, Service.APurchase("replay", ""","totalAmount":1"""));

        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Equal(first.Text, second.Text);
    }

    private async Task<Service> StartAsync(string rules, params (string Key, string Value)[] settings)
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "rules.fql"), rules);
        var all = new Dictionary<string, string?>(StringComparer.Ordinal) { ["FraudServer:RulesFile"] = "rules.fql" };
        foreach (var (key, value) in settings)
            all[key] = value;
        return await Service.StartAsync(all, directory: _directory);
    }
}
