using System.Reflection;
using System.Text.Json.Nodes;
using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;

namespace Storefront.Tests.FraudProtection;

/// <summary>Account protection: sign-ups, sign-ins, what becomes of them, changes and labels.</summary>
public sealed class AccountTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 12, 21, 10, 0, TimeSpan.FromHours(-7));
    private static readonly AccountDevice Device = new() { DeviceContextId = "d" };

    private static readonly AccountCreation Creation = new()
    {
        Metadata = new AccountCreationMetadata { SignUpId = "s-1", CustomerLocalDate = Now },
        Device = Device,
        User = new AccountUser { Username = "mateo@example.com" },
        Email = [new AccountEmail { EmailType = ContactType.Primary, EmailValue = "mateo@example.com" }],
    };

    private static readonly AccountLogin Login = new()
    {
        Metadata = new AccountLoginMetadata { LoginId = "l-1", CustomerLocalDate = Now },
        Device = Device,
        User = new AccountUser { UserId = "u-1", Username = "mateo@example.com" },
    };

    private static readonly AccountStatusDetails Passed = new()
    {
        StatusType = AccountStatusType.Approved,
        ReasonType = AccountStatusReason.ChallengePassed,
        ChallengeType = AccountChallengeType.Email,
        StatusDate = Now,
    };

    // One row of a table may name parts of several objects: user.userId is a row of the sign-in.
    public static TheoryData<string, Type, string> Tables => new()
    {
        { "7.1", typeof(AccountCreation), "" },
        { "7.1", typeof(AccountCreationMetadata), "metadata." },
        { "7.2", typeof(AccountLogin), "" },
        { "7.2", typeof(AccountLoginMetadata), "metadata." },
        { "7.3", typeof(AccountStatusDetails), "statusDetails." },
        { "7.5", typeof(AccountLabelMetadata), "metadata." },
        { "7.5", typeof(AccountLabelDetails), "label." },
        { "7.6", typeof(AccountDevice), "" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void An_account_event_has_the_members_of_its_table_with_their_requirement_and_words(string section, Type type, string part)
    {
        var members = ContractTests.Members(type);
        foreach (var row in ContractTables.Section(section).Where(row => part.Length == 0 ? !row.Name.Contains('.', StringComparison.Ordinal) : row.Name.StartsWith(part, StringComparison.Ordinal)))
        {
            var member = members[row.Name[part.Length..].Replace("[]", "", StringComparison.Ordinal)];
            if (member.Name is not ("trackingId" or "merchantTimeStamp"))   // made when the event is prepared
                Assert.Equal(row.Required, member.IsRequired);
            if (row.Type == "enum" && member.PropertyType.IsSubclassOf(typeof(WireWord)))
                Assert.Equal(ContractTables.Names(row.Values.Split(';')[0]).Order(StringComparer.Ordinal), Words(member.PropertyType));
        }

        Assert.Empty(members.Keys.Except(["name", "version", "metadata", .. ContractTables.Section(section).Select(row => row.Name.Replace("[]", "", StringComparison.Ordinal).Split('.')[^1])], StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("email[]", typeof(AccountEmail))]
    [InlineData("phone[]", typeof(AccountPhone))]
    [InlineData("address[]", typeof(AccountAddress))]
    [InlineData("ssoAuthenticationProvider", typeof(SingleSignOn))]
    public void A_part_told_in_a_row_has_the_members_named_there(string row, Type type)
    {
        var told = ContractTables.Section("7.1").Single(field => field.Name == row).Values;
        var members = ContractTests.Members(type);

        Assert.All(members.Keys.Where(name => !name.StartsWith("street", StringComparison.Ordinal)), name => Assert.Contains($"`{name}`", told, StringComparison.Ordinal));
        Assert.All(members.Values.Where(member => member.PropertyType.IsSubclassOf(typeof(WireWord))).SelectMany(member => Words(member.PropertyType)), word => Assert.Contains($"`{word}`", told, StringComparison.Ordinal));
    }

    [Fact]
    public void User_and_marketing_context_have_exactly_the_members_and_words_told()
    {
        Assert.Equal(ContractTables.Prose("7.7").Order(StringComparer.Ordinal), ContractTests.Members(typeof(AccountUser)).Keys.Concat(Words(typeof(ProfileType))).Order(StringComparer.Ordinal));
        Assert.Equal(
            ContractTables.Prose("7.8").Order(StringComparer.Ordinal),
            ContractTests.Members(typeof(MarketingContext)).Keys.Concat(Words(typeof(CampaignType))).Concat(Words(typeof(IncentiveType))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_event_goes_to_its_own_address_with_its_ID_name_and_version()
    {
        await using var client = new Client();
        var fraud = client.Service;

        await fraud.AssessAccountCreationAsync(Creation);
        await fraud.ReportAccountCreationStatusAsync(new AccountCreationStatus { Metadata = new() { SignUpId = "s-1", UserId = "u-1" }, StatusDetails = Passed });
        await fraud.AssessAccountLoginAsync(Login);
        await fraud.ReportAccountLoginStatusAsync(new AccountLoginStatus { Metadata = new() { LoginId = "l-1", UserId = "u-1" }, StatusDetails = Passed });
        await fraud.ReportAccountProtectionUpdateAsync(new AccountProtectionUpdate
        {
            Metadata = new() { AccountUpdateId = "a-1", CustomerLocalDate = Now },
            Device = Device,
            User = new AccountUser { UserId = "u 1/ü", Username = "mateo" },
        });
        await fraud.ReportAccountLabelAsync(new AccountLabel
        {
            Metadata = new() { UserId = "u-1" },
            Label = new() { EventTimeStamp = Now, LabelObjectType = AccountLabelObjectType.Account, LabelObjectId = "u-1", LabelState = AccountLabelState.AccountCompromised },
        });

        Assert.Equal(
            [
                "/v1.0/action/account/create/s-1 AP.AccountCreation 0.5",
                "/v1.0/observe/account/create/status/s-1 AP.AccountCreation.Status 0.5",
                "/v1.0/action/account/login/l-1 AP.AccountLogin 0.5",
                "/v1.0/observe/account/login/status/u-1 AP.AccountLogin.Status 0.5",
                "/v1.0/observe/account/update/u%201%2F%C3%BC AP.AccountUpdate 0.5",
                "/v1.0/label/account/create/u-1 AP.Label 0.5",
            ],
            client.Network.Calls.Select(call => $"{call.Path} {JsonNode.Parse(call.Body)!["name"]} {JsonNode.Parse(call.Body)!["version"]}"));
        Assert.All(client.Network.Calls, call => Assert.NotNull(JsonNode.Parse(call.Body)!["metadata"]!["trackingId"]));
        Assert.All(client.Network.Calls, call => Assert.DoesNotContain("_metadata", call.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_prepared_sign_up_can_be_stored_and_asked_about_later()
    {
        var time = new FakeTime();
        await using var client = new Client(settings: [("AssessmentType", "Protect")], time: time);

        var prepared = client.Service.Prepare(Creation, "c");
        var assessment = await client.Service.AssessAccountAsync(new PreparedEvent(prepared.Event, prepared.Path, prepared.CorrelationId, prepared.Body));

        Assert.Equal("AccountCreation c", prepared.ToString());
        Assert.Equal(prepared.Body, Assert.Single(client.Network.Calls).Body);
        var metadata = JsonNode.Parse(prepared.Body)!["metadata"]!;
        Assert.Equal("Protect", (string?)metadata["assessmentType"]);
        Assert.Equal(time.GetLocalNow(), (DateTimeOffset)metadata["merchantTimeStamp"]!);
        Assert.Equal((Decision.Challenge, "SMS"), (assessment.Decision, assessment.ChallengeType));
    }

    [Fact]
    public async Task Only_sign_ups_and_sign_ins_are_asked_about_this_way()
    {
        await using var client = new Client();

        await Assert.ThrowsAsync<ArgumentException>(() => client.Service.AssessAccountAsync(client.Service.Prepare(Some.Purchase)));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Service.AssessPurchaseAsync(client.Service.Prepare(Login)));
        await client.Service.ReportAsync(client.Service.Prepare(Login));
        Assert.Single(client.Network.Calls);
    }

    [Fact]
    public void Every_member_of_the_contracts_answers_is_read()
    {
        var created = AccountAssessment.Parse(Repository.Example("ap-account-create-approve.response.json"), "c");
        var rejected = AccountAssessment.Parse(Repository.Example("ap-account-login-reject.response.json"), "c");
        var challenged = AccountAssessment.Parse(Repository.Example("ap-account-login-challenge.response.json"), "c");

        Assert.Equal((Decision.Approve, 35, 12), (created.Decision, created.RiskScore, created.BotScore));
        Assert.Equal(("Sign-up baseline", "LowRisk", "8d1f7f2e-40c3-4c6a-9f2b-5a1f0f3e7c21"), (created.Rule, created.ClauseName, created.RuleEnvironmentId));
        Assert.Equal("consumer", created.Other["segment"]);
        Assert.Equal("LowRisk", Assert.Single(Assert.Single(created.RuleEvaluations).ClauseNames));
        Assert.Equal("203.0.113.88", created.DeviceAttributes["trueIp"]);
        Assert.Equal("Ul.Uldd", created.CalculatedFeatures["emailPattern"]);
        Assert.Equal("d05362a3-a22b-4912-8cd2-d582975d1445", created.TransactionReferenceId);
        Assert.Null(created.Diagnostics);
        Assert.Equal("Ask the customer to call support", Assert.Single(rejected.SupportMessages));
        Assert.Equal("Bot score at or above 900", Assert.Single(rejected.Reasons));
        Assert.Equal((Decision.Challenge, "SMS"), (challenged.Decision, challenged.ChallengeType));
        Assert.Equal(Decision.Review, AccountAssessment.Parse(Repository.Example("ap-account-login-review.response.json"), "c").Decision);
    }

    [Theory]
    [InlineData("""{"resultDetails":[]}""", Decision.Approve, true)]
    [InlineData("{}", Decision.Approve, true)]
    [InlineData("""{"resultDetails":[{"decision":"Maybe"}]}""", Decision.Review, false)]
    [InlineData("""{"RESULTDETAILS":[{"DECISION":"REJECTED","scores":{"x":1},"reasons":"one"}],"enrichment":{"deviceAttributes":{}}}""", Decision.Reject, true)]
    public void An_answer_without_a_result_lets_the_customer_go_on_and_an_unknown_word_is_reviewed(string raw, Decision decision, bool known)
    {
        var answer = AccountAssessment.Parse(raw, "c");

        Assert.Equal((decision, known, -1), (answer.Decision, answer.IsDecisionKnown, answer.RiskScore));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("""{"resultDetails":{"MerchantRuleDecision":"Approve"}}""")]
    public void What_is_no_answer_is_refused(string raw) =>
        Assert.Throws<FraudProtectionException>(() => AccountAssessment.Parse(raw, "c"));

    private static IEnumerable<string> Words(Type word) =>
        word.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => ((WireWord)property.GetValue(null)!).Value).Order(StringComparer.Ordinal);
}
