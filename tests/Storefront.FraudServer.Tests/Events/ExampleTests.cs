using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Events;

namespace Storefront.Tests.FraudServer.Events;

/// <summary>A caller who knows nothing but HTTP and the examples of the contract.</summary>
public class ExampleTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private readonly Service _service = fixture.Service;

    public static TheoryData<string> Requests => new(Files);

    private static IEnumerable<string> Files => Contract.Index
        .Where(e => e!["kind"]!.GetValue<string>() == "request" && EventKind.All.Any(k => e["path"]!.GetValue<string>().StartsWith(k.Path.Split("/{")[0], StringComparison.Ordinal)))
        .Select(e => e!["file"]!.GetValue<string>());

    [Fact]
    public void Every_example_of_an_event_is_among_them() => Assert.Equal(
        Contract.Index.Select(e => (string)e!["file"]!).Where(f => f.EndsWith(".request.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        Files.Concat(["token.request.json", "custom-assessment-v1.request.json", "assessment-v2.request.json"]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task An_example_is_answered_with_the_documented_status_members_casing_and_types(string file)
    {
        var example = Contract.Index.First(e => e!["file"]!.GetValue<string>() == file)!;
        var headers = example["headers"]!.AsObject();
        var correlation = headers["x-ms-correlation-id"]!.GetValue<string>();

        var reply = await _service.PostAsync(example["path"]!.GetValue<string>(), Contract.Example(file),
            ("x-ms-correlation-id", correlation), ("x-ms-dfpenvid", Service.EnvironmentId));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("application/json; charset=utf-8", reply.ContentType);
        Assert.Equal(correlation, reply.Headers["x-ms-correlation-id"]);
        var documented = example["answers"]!.AsArray().Select(a => JsonNode.Parse(Contract.Example(a!.GetValue<string>()))!).ToList();
        if (file.StartsWith("ap-", StringComparison.Ordinal))
            AssertAccount(reply, documented);
        else if (example["event"]!.GetValue<string>() is "SignUp" or "SignIn")
            AssertSign(reply, documented[0]);
        else if (example["event"]!.GetValue<string>() == "Purchase")
            AssertAssessment(reply, file, documented);
        else
            Assert.Equal("""{"resultDetails":{"Succeeded":true,"Error":null}}""", reply.Text);
        Assert.Equal(reply.Text, JsonSerializer.Serialize(reply.Json, Contract.Relaxed)); // compact, as captured
    }

    [Fact]
    public async Task Every_example_can_be_sent_as_it_is_when_its_environments_and_credential_are_configured()
    {
        await using var service = await Service.StartAsync(new(StringComparer.Ordinal)
        {
            ["FraudServer:Environments:0:Id"] = "8d1f7f2e-40c3-4c6a-9f2b-5a1f0f3e7c21",
            ["FraudServer:Environments:0:ApiId"] = "primary",
            ["FraudServer:Environments:1:Id"] = "f66d6881-92ce-4286-ad21-ca9800bdd280",
            ["FraudServer:Environments:1:ApiId"] = "eu-store",
            ["FraudServer:Environments:1:Parent"] = "8d1f7f2e-40c3-4c6a-9f2b-5a1f0f3e7c21",
            ["FraudServer:Credentials:0:Tenant"] = "3f0c1a52-6b1d-4e0e-9a57-0c2d1b7e4f10",
            ["FraudServer:Credentials:0:ClientId"] = "b7d0a6c4-2f58-4a1e-8c39-6e1d94f0a273",
            ["FraudServer:Credentials:0:SecretHash"] = Storefront.FraudServer.Tokens.SecretHash.Of("<secret>"),
            ["FraudServer:Credentials:0:Resource"] = "https://api.dfp.example",
            ["FraudServer:Credentials:0:Environments:0"] = "8d1f7f2e-40c3-4c6a-9f2b-5a1f0f3e7c21",
        });
        var form = JsonNode.Parse(Contract.Example("token.request.json"))!.AsObject().ToDictionary(m => m.Key, m => m.Value!.GetValue<string>(), StringComparer.Ordinal);
        var token = await service.TokenAsync(form, "3f0c1a52-6b1d-4e0e-9a57-0c2d1b7e4f10");

        foreach (var file in Files)
        {
            var example = Contract.Index.First(e => e!["file"]!.GetValue<string>() == file)!;
            var environment = example["headers"]!["x-ms-dfpenvid"]!.GetValue<string>();

            var reply = await service.PostAsync(example["path"]!.GetValue<string>(), Contract.Example(file), ("Authorization", "Bearer " + token), ("x-ms-dfpenvid", environment));

            Assert.True(reply.Status == HttpStatusCode.OK, $"{file}: {reply.Text}");
        }

        var stored = (await service.ReceivedAsync("?limit=500")).Select(e => e!["environmentId"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        Assert.True(stored.SetEquals(["8d1f7f2e-40c3-4c6a-9f2b-5a1f0f3e7c21", "f66d6881-92ce-4286-ad21-ca9800bdd280"]));
    }

    // An acknowledgement is the example to the letter; an assessment has its members in its order, with values of its own.
    private static void AssertAccount(Reply reply, List<JsonNode> documented)
    {
        if (documented[0]["resultDetails"] is null)
        {
            Assert.Equal(JsonSerializer.Serialize(documented[0], Contract.Relaxed), reply.Text);
            return;
        }

        Assert.Equal(Contract.Names(documented[0]), Contract.Names(reply.Json));
        foreach (var member in new[] { "name", "version", "code", "description" })
            Assert.Equal(documented[0][member]!.GetValue<string>(), reply.Json[member]!.GetValue<string>());
        Assert.True(Guid.TryParse(reply.Json["transactionReferenceId"]!.GetValue<string>(), out _));
        Assert.Equal(documented[0]["enrichments"]!["calculatedFeatures"]?.ToJsonString(), reply.Json["enrichments"]!["calculatedFeatures"]?.ToJsonString());
        var (told, given) = (documented[0]["resultDetails"]![0]!, Assert.Single(reply.Json["resultDetails"]!.AsArray())!);
        Assert.Equal(Contract.Names(told), Contract.Names(given));
        foreach (var (name, value) in told.AsObject())
            Assert.True(given[name] is null || value is null || given[name]!.GetValueKind() == value.GetValueKind(), name);
        Assert.Equal("""[{"scoreType":"Bot","scoreValue":999,"reason":""},{"scoreType":"Risk","scoreValue":999,"reason":""}]""", given["scores"]!.ToJsonString());
        foreach (var evaluation in given["ruleEvaluations"]!.AsArray())
            Assert.Equal("rule clauseNames environmentId", Contract.Names(evaluation!));
        Assert.Equal(3, reply.Headers["x-ms-appversion"].Split(':').Length);
    }

    private static void AssertSign(Reply reply, JsonNode documented)
    {
        Assert.Equal(Contract.Names(documented["resultDetails"]!), Contract.Names(reply.Details));
        var id = reply.Details.First();
        Assert.Equal(documented["resultDetails"]![id.Key]!.GetValue<string>(), id.Value!.GetValue<string>());
        Assert.Equal("Approve", reply.Details["MerchantRuleDecision"]!.GetValue<string>());
        Assert.InRange(reply.Details["RiskScore"]!.GetValue<int>(), 0, 999);
        Assert.Equal(3, reply.Headers["x-ms-appversion"].Split(':').Length);
    }

    private static void AssertAssessment(Reply reply, string file, List<JsonNode> documented)
    {
        Assert.All(reply.Details, member => Assert.Contains(documented, d => d["resultDetails"]!.AsObject().ContainsKey(member.Key) || AlsoDocumented(member.Key)));
        var order = new[]
        {
            "MerchantRuleDecision", "RiskScore", "ReasonCodes", "MIDFlag", "PolicyApplied", "PolicyAppliedEnvironmentId", "PurchaseId", "ClauseName",
            "RuleEvaluations", "MerchantRuleReason", "MerchantRuleOutput", "Diagnostics",
        };
        Assert.Equal(string.Join(' ', order.Where(reply.Details.ContainsKey)), Contract.Names(reply.Details));
        foreach (var always in new[] { "MerchantRuleDecision", "RiskScore", "ReasonCodes", "MIDFlag", "PolicyApplied", "PurchaseId" })
            Assert.True(reply.Details.ContainsKey(always), always);
        Assert.True(reply.Details["MerchantRuleDecision"]!.GetValue<string>() is "Approve" or "Reject" or "Review" or "Challenge");
        Assert.InRange(reply.Details["RiskScore"]!.GetValue<int>(), -1, 999);
        Assert.Equal(JsonNode.Parse(Contract.Example(file))!["purchaseId"]!.GetValue<string>(), reply.Details["PurchaseId"]!.GetValue<string>());
        Assert.Equal(3, reply.Headers["x-ms-appversion"].Split(':').Length);
        foreach (var evaluation in reply.Details["RuleEvaluations"]?.AsArray() ?? [])
            Assert.Equal("rule clauseNames environmentId", Contract.Names(evaluation!));
        foreach (var group in reply.Details["MerchantRuleOutput"]?.AsObject() ?? [])
            Assert.All(group.Value!.AsObject(), value => Assert.Equal(JsonValueKind.String, value.Value!.GetValueKind()));
    }

    // Members of responses section 3 that an example of another decision shows.
    private static bool AlsoDocumented(string member) => member is "ClauseName" or "RuleEvaluations" or "PolicyAppliedEnvironmentId" or "MerchantRuleReason" or "MerchantRuleOutput" or "Diagnostics";
}
