using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Storefront.Tests.FraudServer.Events;

/// <summary>The merchant's own assessments (contract, events 8; responses 5).</summary>
public sealed class CustomAssessmentTests : IAsyncLifetime
{
    private const string Points = """
        %rule Points policy EU
        %when WHEN @"user.countryRegion" != "" AND "" == @"nothing"
        %clause Never
        RETURN Reject() WHEN 1 == 2
        %rule Points policy
        %clause FullBalance
        RETURN Challenge("Email", "Entire balance redeemed"), Output(left = @"pointRedemption.available" - @"pointRedemption.amount")
        WHEN @"pointRedemption.amount" >= @"pointRedemption.available"
        """;

    private const string Pickup = """
        %rule Loops
        %when WHEN @"pickup.loop"
        %clause Asks
        OBSERVE Output(depth = 1 + Assessments.pickupCheck.Evaluate($baseInput = @@).customProperties.Asks.depth, says = Assessments.pickupCheck.Label().x)
        %rule Pickup policy
        %clause BotSuspected
        RETURN Review("Too many items", "Check photo ID at the counter"), Output(counterCheck = true, maxItems = 3)
        WHEN @"pickup.itemCount" >= 3 AND Model.Risk().Score < 999
        %action Tell
        %clause C
        DO SetResponse("counter", desk = 4)
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
    private Service _service = null!;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "points.fql"), Points);
        await File.WriteAllTextAsync(Path.Combine(_directory, "pickup.fql"), Pickup);
        await File.WriteAllTextAsync(Path.Combine(_directory, "idle.fql"), "%rule R inactive\n%clause C\nRETURN Reject()");
        _service = await Service.StartAsync(
            new(StringComparer.Ordinal)
            {
                ["FraudServer:Assessments:0:ApiName"] = "redeemPoints",
                ["FraudServer:Assessments:0:Version"] = "1",
                ["FraudServer:Assessments:0:RulesFile"] = "points.fql",
                ["FraudServer:Assessments:1:ApiName"] = "pickupCheck",
                ["FraudServer:Assessments:1:RulesFile"] = "pickup.fql",
                ["FraudServer:Assessments:1:Required:0"] = "user.id",
                ["FraudServer:Assessments:1:Required:1"] = "deviceFingerprinting.id",
                ["FraudServer:Assessments:1:Required:2"] = "pickup",
                ["FraudServer:Assessments:2:ApiName"] = "idle",
                ["FraudServer:Assessments:2:Version"] = "1",
                ["FraudServer:Assessments:2:RulesFile"] = "idle.fql",
            }, directory: _directory);
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task The_first_version_is_answered_as_the_example_with_scores_of_nobody()
    {
        var reply = await _service.PostAsync("/v1.0/action/assessment/redeemPoints", Contract.Example("custom-assessment-v1.request.json"));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        var documented = JsonNode.Parse(Contract.Example("custom-assessment-v1.response.json"))!;
        Assert.Equal(Contract.Names(documented), Contract.Names(reply.Json));
        var (told, given) = (documented["resultDetails"]![0]!, reply.Json["resultDetails"]![0]!);
        foreach (var same in new[] { "decision", "challengeType", "reasons", "rule", "clauseName", "supportMessages", "scores" })
            Assert.Equal(told[same]?.ToJsonString(), given[same]?.ToJsonString());
        Assert.Equal("""{"left":"0"}""", given["other"]!.ToJsonString());
        Assert.Equal("redeemPoints.Success", reply.Json["name"]!.GetValue<string>());
        Assert.Equal("redeemPoints", (await _service.ReceivedAsync("?id=cust-10482"))[0]!["event"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_second_version_is_answered_as_the_example()
    {
        var reply = await _service.PostAsync("/v1.0/assessment/pickupCheck", Contract.Example("assessment-v2.request.json"), ("x-ms-correlation-id", "206247c4-35da-4dbe-811c-9ce325ce0d42"));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        var documented = JsonNode.Parse(Contract.Example("assessment-v2.response.json"))!;
        Assert.Equal(Contract.Names(documented), Contract.Names(reply.Json));
        Assert.Equal(Contract.Names(documented["metadata"]!), Contract.Names(reply.Json["metadata"]!));
        foreach (var same in new[] { "eventId", "sessionId", "gdprId", "isTest", "timestamp", "eventType", "correlationId" })
            Assert.Equal(documented["metadata"]![same]!.ToJsonString(), reply.Json["metadata"]![same]!.ToJsonString());
        Assert.Equal("/" + Service.EnvironmentId, reply.Json["metadata"]!["hierarchyPath"]!.GetValue<string>());
        Assert.Equal(
            """{"merchantRuleDecision":"Review","challengeType":null,"rule":"Pickup policy","clauseName":"BotSuspected","reasons":["Too many items"],"supportMessages":["Check photo ID at the counter"]}""",
            JsonSerializer.Serialize(reply.Json["decisionDetails"], Contract.Relaxed));
        Assert.Equal("""{"BotSuspected":{"counterCheck":true,"maxItems":3},"counter":{"desk":4}}""", reply.Json["customProperties"]!.ToJsonString());
        Assert.Equal("risk", Contract.Names(reply.Json["enrichments"]!));
        Assert.Equal("scoreType scoreValue reason", Contract.Names(reply.Json["enrichments"]!["risk"]!));
    }

    [Fact]
    public async Task A_rule_asks_another_assessment_and_has_its_whole_answer()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "shop.fql"), """
            LET $check = Assessments.pickupCheck.Evaluate(pickup = @@"pickup", user = @@"user")
            RETURN Review($check.decisionDetails.reasons[0]), Output(rule = $check.decisionDetails.rule, desk = $check.customProperties.counter.desk, status = $check.GetDiagnostics().httpStatusCode)
            WHEN $check.decisionDetails.merchantRuleDecision == "Review"
            """);
        await using var service = await Service.StartAsync(
            new(StringComparer.Ordinal)
            {
                ["FraudServer:RulesFile"] = "shop.fql",
                ["FraudServer:Assessments:0:ApiName"] = "pickupCheck",
                ["FraudServer:Assessments:0:RulesFile"] = "pickup.fql",
            }, directory: _directory);

        var reply = await service.PostAsync(Service.Purchase, Service.APurchase("asks", ""","pickup":{"itemCount":4}"""));

        Assert.Equal("Review Too many items", $"{reply.Details["MerchantRuleDecision"]} {reply.Details["MerchantRuleReason"]}");
        Assert.Equal("""{"rule":"Pickup policy","desk":"4","status":"200"}""", reply.Details["MerchantRuleOutput"]!.AsObject().First().Value!.ToJsonString());
        Assert.Single(await service.ReceivedAsync("")); // nothing is kept of what was asked in between
    }

    [Fact]
    public async Task An_assessment_that_asks_itself_ends_after_three_with_the_default()
    {
        var body = JsonNode.Parse(Contract.Example("assessment-v2.request.json"))!;
        body["pickup"]!["loop"] = true;

        var reply = await _service.PostAsync("/v1.0/assessment/pickupCheck", body.ToJsonString());

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("4", reply.Json["customProperties"]!["Asks"]!["depth"]!.ToJsonString());
    }

    [Theory]
    [InlineData("/v1.0/action/assessment/noSuchAssessment")]
    [InlineData("/v1.0/assessment/noSuchAssessment")]
    public async Task An_unknown_assessment_is_refused_as_the_example_whatever_is_sent(string path)
    {
        foreach (var body in new[] { Contract.Example("custom-assessment-v1.request.json"), "not JSON" })
        {
            var reply = await _service.PostAsync(path, body);

            Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
            Assert.Equal(Contract.Compact("error-400-custom-assessment-unknown.json"), reply.Text);
        }
    }

    [Theory]
    [InlineData("/v1.0/action/assessment/RedeemPoints", "RedeemPoints")]
    [InlineData("/v1.0/action/assessment/pickupCheck", "pickupCheck")]
    [InlineData("/v1.0/assessment/redeemPoints", "redeemPoints")]
    [InlineData("/v1.0/action/assessment/idle", "idle")]
    public async Task Names_are_compared_to_the_letter_and_an_assessment_without_an_active_rule_is_not_published(string path, string name) =>
        Assert.Equal($"Assessment '{name}' was not found or is not published", (await _service.PostAsync(path, "{}")).Json["message"]!.GetValue<string>());

    [Theory]
    [InlineData("/v1.0/action/assessment/redeemPoints", """{"version":"1.0"}""", "Required properties name are not present at level (root)")]
    [InlineData("/v1.0/action/assessment/redeemPoints", """{"name":"other","version":"1.0"}""", "Property name must be one of redeemPoints")]
    [InlineData("/v1.0/action/assessment/redeemPoints", """{"name":"redeemPoints","version":"1.0","metadata":{}}""", "Required properties trackingId, merchantTimeStamp are not present at level metadata")]
    [InlineData("/v1.0/assessment/pickupCheck", """{"user":{"id":"u"},"pickup":{},"deviceFingerprinting":{"id":"d"}}""", "Required properties metadata are not present at level (root)")]
    [InlineData("/v1.0/assessment/pickupCheck", """{"metadata":{"eventId":" "},"user":{"id":"u"},"pickup":{},"deviceFingerprinting":{"id":"d"}}""", "Required properties eventId are not present at level metadata")]
    [InlineData("/v1.0/assessment/pickupCheck", """{"metadata":{"eventId":"e"},"user":{},"pickup":null,"deviceFingerprinting":{"ipAddress":"i"}}""", "Required properties pickup are not present at level (root)")]
    public async Task What_is_missing_is_named(string path, string body, string message)
    {
        var reply = await _service.PostAsync(path, body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("Input validation failed - " + message, reply.Json["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_event_of_the_first_version_needs_no_metadata() =>
        Assert.Equal(HttpStatusCode.OK, (await _service.PostAsync("/v1.0/action/assessment/redeemPoints", """{"name":"redeemPoints","version":"1.0","anything":[1,{"a":null}]}""")).Status);

    [Theory]
    [InlineData("FraudServer:Assessments:0:ApiName", "a b", "FraudServer:Assessments:0:ApiName")]
    [InlineData("FraudServer:Assessments:0:Version", "3", "FraudServer:Assessments:0:Version")]
    [InlineData("FraudServer:Assessments:0:RulesFile", "nowhere.fql", "FraudServer:Assessments:0:RulesFile")]
    [InlineData("FraudServer:Assessments:1:ApiName", "one", "FraudServer:Assessments:1:ApiName")]
    public async Task A_wrong_setting_stops_the_start_with_its_name(string key, string value, string named)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["FraudServer:Assessments:0:ApiName"] = "one",
            ["FraudServer:Assessments:0:RulesFile"] = Path.Combine(_directory, "points.fql"),
            [key] = value,
        };

        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => Service.StartAsync(settings));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }
}
