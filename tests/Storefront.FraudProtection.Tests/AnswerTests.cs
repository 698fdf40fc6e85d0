using Storefront.FraudProtection;

namespace Storefront.Tests.FraudProtection;

/// <summary>How answers are read: a decision there must be, everything else may be missing or odd.</summary>
public sealed class AnswerTests
{
    [Fact]
    public void Every_member_of_the_contract_s_answer_is_read()
    {
        var answer = PurchaseAssessment.Parse(Repository.Example("purchase-reject.response.json"), "c");

        Assert.Equal(Decision.Reject, answer.Decision);
        Assert.Equal("Reject", answer.DecisionText);
        Assert.True(answer.IsDecisionKnown);
        Assert.Equal(931, answer.RiskScore);
        Assert.Equal(2, answer.ReasonCodes.Count);
        Assert.Equal("900-PAYMENT_INFORMATION:GENERAL", answer.ReasonCodes[1]);
        Assert.Equal("Standard", answer.MidFlag);
        Assert.Equal("High risk", answer.PolicyApplied);
        Assert.Equal("8d1f7f2e-40c3-4c6a-9f2b-5a1f0f3e7c21", answer.PolicyAppliedEnvironmentId);
        Assert.Equal("10565ff4-f73e-4585-be69-a7e5ea565e58", answer.PurchaseId);
        Assert.Equal("NewAccountExpensiveOrder", answer.ClauseName);
        Assert.Equal(3, answer.RuleEvaluations.Count);
        Assert.Equal("High risk", answer.RuleEvaluations[2].Rule);
        Assert.Equal("NewAccountExpensiveOrder", Assert.Single(answer.RuleEvaluations[2].ClauseNames));
        Assert.Equal("8d1f7f2e-40c3-4c6a-9f2b-5a1f0f3e7c21", answer.RuleEvaluations[2].EnvironmentId);
        Assert.Equal("Account younger than one day and total above 1000", answer.Reason);
        Assert.Equal("1246.56", answer.Output["NewAccountExpensiveOrder"]["total"]);
        Assert.Equal("192.0.2.201", answer.DeviceAttributes["TrueIp"]);
        Assert.Contains("emailReputation", answer.Diagnostics, StringComparison.Ordinal);
        Assert.Equal("c", answer.CorrelationId);
        Assert.Contains("NewAccountExpensiveOrder", answer.Raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approve", Decision.Approve)]
    [InlineData("challenge", Decision.Challenge)]
    [InlineData("default", Decision.Approve)]
    [InlineData("reject", Decision.Reject)]
    [InlineData("review", Decision.Review)]
    public void Every_example_answer_is_understood(string example, Decision decision) =>
        Assert.Equal(decision, PurchaseAssessment.Parse(Repository.Example($"purchase-{example}.response.json"), "c").Decision);

    [Theory]
    [InlineData("APPROVED", Decision.Approve, true)]
    [InlineData("approve", Decision.Approve, true)]
    [InlineData("REJECTED", Decision.Reject, true)]
    [InlineData("Reviewing", Decision.Review, true)]
    [InlineData("Pending", Decision.Review, true)]
    [InlineData("CHALLENGE_SMS", Decision.Challenge, true)]
    [InlineData("Maybe", Decision.Review, false)]
    public void A_decision_is_known_by_its_beginning_and_an_unknown_one_is_reviewed(string word, Decision decision, bool known)
    {
        var answer = PurchaseAssessment.Parse($$$"""{"resultDetails":{"MerchantRuleDecision":"{{{word}}}"}}""", "c");

        Assert.Equal(decision, answer.Decision);
        Assert.Equal(known, answer.IsDecisionKnown);
        Assert.Equal(-1, answer.RiskScore);
        Assert.Equal("Standard", answer.MidFlag);
        Assert.Empty(answer.ReasonCodes);
        Assert.Empty(answer.Output);
    }

    [Theory]
    [InlineData("""{"RESULTDETAILS":{"merchantruledecision":"Reject","riskScore":"17"}}""", 17)]
    [InlineData("""{"resultDetails":{"merchantRuleDecision":"Reject","riskScore":41.6,"new":[1,{"a":null}]},"more":1}""", 42)]
    [InlineData("""{"resultDetails":{"MerchantRuleDecision":"Reject","RiskScore":null,"RuleEvaluations":{"rule":1},"MerchantRuleOutput":"x","DeviceAttributes":[],"ReasonCodes":7}}""", -1)]
    [InlineData("""{"resultDetails":{"MerchantRuleDecision":"Reject","MerchantRuleReason":"\ud800","RiskScore":"many","DeviceAttributes":{"x":"\udc00"}}}""", -1)]
    [InlineData("""{"resultDetails":{"MerchantRuleDecision":"Reject","RiskScore":1e300,"RuleEvaluations":[null,{"rule":null,"clauseNames":[null,1,"c"]}]}}""", -1)]
    public void Names_come_in_any_case_and_odd_members_do_no_harm(string raw, int score)
    {
        var answer = PurchaseAssessment.Parse(raw, "c");

        Assert.Equal(Decision.Reject, answer.Decision);
        Assert.Equal(score, answer.RiskScore);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("""{"resultDetails":null}""")]
    [InlineData("""{"resultDetails":{}}""")]
    [InlineData("""{"resultDetails":[{"MerchantRuleDecision":"Approve"}]}""")]
    [InlineData("""{"resultDetails":{"MerchantRuleDecision":""}}""")]
    [InlineData("""{"resultDetails":{"MerchantRuleDecision":null}}""")]
    [InlineData("""{"resultDetails":{"MerchantRuleDecision":{}}}""")]
    [InlineData("""{"resultDetails":{"MerchantRuleDecision":"Approve","merchantRuleDecision":"Reject"}}""")]
    [InlineData("""{"resultDetails":{"MerchantRuleDecision":"Approve" """)]
    public async Task An_answer_without_a_decision_is_no_answer(string raw)
    {
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(200, raw)) });

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase, "c"));

        Assert.Equal(200, failure.StatusCode);
        Assert.Equal("c", failure.CorrelationId);
        Assert.False(failure.IsRetryable);
        Assert.Single(client.Network.Calls);
    }

    [Theory]
    [InlineData(Network.Accepted)]
    [InlineData("""{"resultDetails":{}}""")]
    [InlineData("""{"ResultDetails":{"succeeded":"true"}}""")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("thank you")]
    public async Task An_event_is_accepted_by_its_status(string raw)
    {
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(200, raw)) });

        await client.Service.ReportBankEventAsync(Some.BankEvent);

        Assert.Single(client.Network.Calls);
    }

    [Fact]
    public async Task A_service_that_says_it_did_not_succeed_is_believed()
    {
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(200, """{"resultDetails":{"Succeeded":false,"Error":"no room"}}""")) });

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.ReportBankEventAsync(Some.BankEvent));

        Assert.Equal(200, failure.StatusCode);
        Assert.Equal("no room", failure.ServiceMessage);
        Assert.Contains("no room", failure.Message, StringComparison.Ordinal);
        Assert.Single(client.Network.Calls);
    }

    [Fact]
    public void A_damaged_answer_is_read_or_refused_but_never_anything_else()
    {
        var rounds = Environment.GetEnvironmentVariable("STOREFRONT_LONG_TESTS") == "1" ? 100_000 : 10_000;
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var answer = Repository.Example("purchase-reject.response.json");
        const string Odd = "\"\\{}[],:0nt.e-\u0000ud8é";
        for (var round = 0; round < rounds; round++)
        {
            var damaged = answer.ToCharArray();
            for (var i = random.Next(1, 6); i > 0; i--)
                damaged[random.Next(damaged.Length)] = Odd[random.Next(Odd.Length)];

            var failure = Record.Exception(() => PurchaseAssessment.Parse(new string(damaged), "c"));
            Assert.True(failure is null or FraudProtectionException, $"seed {seed}, round {round}: {failure}");
        }
    }

    [Fact]
    public async Task An_unknown_decision_is_logged()
    {
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(200, """{"resultDetails":{"MerchantRuleDecision":"Maybe"}}""")) });

        Assert.Equal(Decision.Review, (await client.Service.AssessPurchaseAsync(Some.Purchase)).Decision);

        Assert.Contains(client.Log.Lines, line => line.Level == Microsoft.Extensions.Logging.LogLevel.Warning && line.Text.Contains("'Maybe'", StringComparison.Ordinal));
    }
}
