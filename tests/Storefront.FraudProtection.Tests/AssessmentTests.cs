using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;
using Storefront.FraudProtection.Http;

namespace Storefront.Tests.FraudProtection;

/// <summary>The older sign-up and sign-in, and assessments of the merchant's own making.</summary>
public sealed class AssessmentTests
{
    [Fact]
    public void A_sign_up_has_the_members_of_its_table_and_its_user_those_of_a_user() => Assert.Multiple(
        () => Same(ContractTables.Section("6.1").Select(row => row.Name), typeof(SignUp)),
        () => Same(ContractTables.Section("6.3").Select(row => row.Name).Where(name => name != "passwordHash"), typeof(SignIn)),
        () => Same(ContractTables.Section("4.2").Select(row => row.Name).Append("address").Append("paymentInstrument"), typeof(SignUpUser)));

    [Theory]
    [InlineData("signup.response.json", "84abac77-f723-4728-bd01-82c4153c2ac3", 118, 1)]
    [InlineData("signin.response.json", "5ce68a70-56ff-4961-87a3-c3246b1be3d8", 64, 0)]
    public void The_examples_answers_are_understood(string file, string id, int score, int codes)
    {
        var answer = SignAssessment.Parse(Repository.Example(file), "c");

        Assert.Equal((Decision.Approve, id, score, codes), (answer.Decision, answer.Id, answer.RiskScore, answer.ReasonCodes.Count));
    }

    [Fact]
    public async Task A_sign_up_and_a_sign_in_are_judged_and_may_be_asked_about_again_after_a_lost_answer()
    {
        await using var client = new Client(new Network
        {
            Service = (n, request, _) => n == 1 ? throw new HttpRequestException("lost")
                : Task.FromResult(Network.Json(200, Repository.Example(request.Path.EndsWith("SignUp", StringComparison.Ordinal) ? "signup.response.json" : "signin.response.json"))),
        });
        var now = DateTimeOffset.UnixEpoch;

        await client.Service.AssessSignUpAsync(new SignUp { SignUpId = "s", MerchantLocalDate = now, User = new SignUpUser { Email = "a@example.com" } });
        await client.Service.AssessSignInAsync(new SignIn { SignInId = "i", UserId = "u", MerchantLocalDate = now });

        Assert.Equal(3, client.Network.Calls.Count);
        Assert.All(client.Network.Calls, call => Assert.Equal("Evaluate", (string?)JsonNode.Parse(call.Body)!["assessmentType"]));
        await client.Service.ReportAsync(client.Service.Prepare(new SignUpStatus { SignUpId = "s", StatusType = SignUpStatusType.Approved, StatusDate = now, User = new ApprovedUser { UserId = "u" } }));
    }

    [Theory]
    [InlineData("custom-assessment-v1.request.json", typeof(CustomAssessment))]
    [InlineData("assessment-v2.request.json", typeof(Assessment))]
    public void A_merchants_own_event_is_read_and_written_again_with_everything_in_it(string file, Type type)
    {
        var read = JsonSerializer.Deserialize(Repository.Example(file), type, Wire.Json)!;

        Assert.True(JsonNode.DeepEquals(Comparable(Repository.Example(file)), Comparable(JsonSerializer.Serialize(read, type, Wire.Json))));
    }

    [Fact]
    public async Task A_custom_assessment_goes_to_the_address_of_its_name()
    {
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(200, Repository.Example("custom-assessment-v1.response.json"))) });

        var answer = await client.Service.AssessCustomAsync(new CustomAssessment
        {
            ApiName = "redeemPoints",
            Further = new Dictionary<string, object>(StringComparer.Ordinal) { ["pointRedemption"] = new JsonObject { ["amount"] = 4500 } },
        });

        var call = Assert.Single(client.Network.Calls);
        Assert.Equal("/v1.0/action/assessment/redeemPoints", call.Path);
        Assert.Equal("redeemPoints 1.0 4500", $"{JsonNode.Parse(call.Body)!["name"]} {JsonNode.Parse(call.Body)!["version"]} {JsonNode.Parse(call.Body)!["pointRedemption"]!["amount"]}");
        Assert.NotNull(JsonNode.Parse(call.Body)!["metadata"]!["merchantTimeStamp"]);
        Assert.Equal((Decision.Challenge, "Email", -1), (answer.Decision, answer.ChallengeType, answer.RiskScore));
    }

    [Fact]
    public async Task An_assessment_of_the_second_version_is_answered_with_all_the_example_says()
    {
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(200, Repository.Example("assessment-v2.response.json"))) });

        var answer = await client.Service.AssessAsync(new Assessment
        {
            ApiName = "pickupCheck",
            Metadata = new AssessmentMetadata { EventId = "e" },
            DeviceFingerprinting = new DeviceFingerprinting { Id = "d" },
        });

        var call = Assert.Single(client.Network.Calls);
        Assert.Equal("/v1.0/assessment/pickupCheck", call.Path);
        Assert.NotNull(JsonNode.Parse(call.Body)!["metadata"]!["timestamp"]);
        Assert.Equal((Decision.Review, "Pickup policy", "BotSuspected"), (answer.Decision, answer.Rule, answer.ClauseName));
        Assert.Equal("Bot score above 700", Assert.Single(answer.Reasons));
        Assert.Equal("Check photo ID at the counter", Assert.Single(answer.SupportMessages));
        Assert.Equal(744, answer.Bot!.ScoreValue);
        Assert.Null(answer.Risk);
        Assert.Contains("counterCheck", answer.CustomProperties, StringComparison.Ordinal);
        Assert.Equal("BotSuspected", Assert.Single(Assert.Single(answer.RuleEvaluations).ClauseNames));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"decisionDetails":{}}""")]
    [InlineData("""{"resultDetails":{}}""")]
    public void An_answer_without_a_decision_is_no_answer(string raw)
    {
        Assert.Throws<FraudProtectionException>(() => AssessmentResult.Parse(raw, "c"));
        Assert.Throws<FraudProtectionException>(() => SignAssessment.Parse(raw, "c"));
    }

    private static void Same(IEnumerable<string> told, Type type) =>
        Assert.Equal(told.Append("_metadata").Where(name => name != "_metadata").Order(StringComparer.Ordinal), ContractTests.Members(type).Keys.Where(name => name != "_metadata").Order(StringComparer.Ordinal));

    // Instants are written in more than one way.
    private static JsonNode Comparable(string json)
    {
        var node = JsonNode.Parse(json)!;
        var metadata = (JsonObject)node["metadata"]!;
        foreach (var name in metadata.Select(member => member.Key).ToList())
            if (metadata[name] is JsonValue value && value.TryGetValue<DateTimeOffset>(out var at))
                metadata[name] = at.UtcTicks;
        return node;
    }
}
