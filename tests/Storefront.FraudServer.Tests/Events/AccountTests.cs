using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Events.Answers;
using Storefront.FraudServer.Objects;

namespace Storefront.Tests.FraudServer.Events;

/// <summary>Account protection (contract, events 7; responses 4, 6.3 and 8).</summary>
public sealed class AccountTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private const string Create = "/v1.0/action/account/create";
    private const string Login = "/v1.0/action/account/login";
    private readonly Service _service = fixture.Service;
    private readonly string _id = Guid.NewGuid().ToString();

    private Standing Standing => _service.Get<Standing>();

    [Theory]
    [InlineData(Create + "/4cba5cb5-e8a2-433c-86d6-aeeecced31ad", "ap-account-create.request.json")]
    [InlineData(Create, "ap-account-create.request.json")]
    [InlineData(Create + "/", "ap-account-create.request.json")]
    [InlineData("/V1.0/Action/ACCOUNT/create/4cba5cb5-e8a2-433c-86d6-aeeecced31ad/", "ap-account-create.request.json")]
    [InlineData(Login + "/ffdc2b9e-31b5-4f9e-8db9-c86b527b17de", "ap-account-login.request.json")]
    [InlineData(Login + "/cust-20917", "ap-account-login.request.json")]
    [InlineData("/v1.0/observe/account/login/status/", "ap-account-login-status-rejected.request.json")]
    [InlineData("/v1.0/observe/account/create/status", "ap-account-create-status-approved.request.json")]
    [InlineData("/v1.0/label/account/create", "ap-label.request.json")]
    public async Task An_address_is_known_in_any_case_with_the_ID_or_without(string path, string file) =>
        Assert.Equal(HttpStatusCode.OK, (await _service.PostAsync(path, Contract.Example(file))).Status);

    [Theory]
    [InlineData(Create + "/4CBA5CB5-E8A2-433C-86D6-AEEECCED31AD", "ap-account-create.request.json")]
    [InlineData(Login + "/somebody-else", "ap-account-login.request.json")]
    [InlineData("/v1.0/observe/account/login/status/ffdc2b9e-31b5-4f9e-8db9-c86b527b17de", "ap-account-login-status-rejected.request.json")]
    [InlineData("/v1.0/observe/account/update/cust-1", "ap-account-update.request.json")]
    public async Task An_ID_in_the_address_is_the_one_of_the_body_or_the_event_is_refused(string path, string file)
    {
        var reply = await _service.PostAsync(path, Contract.Example(file));

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.EndsWith(".Response.Error", reply.Json["name"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ID_may_hold_what_addresses_escape()
    {
        var id = $"{_id}/a b%2F+ü";
        var body = Edited("ap-account-create.request.json", e => e["metadata"]!["signUpId"] = id);

        Assert.Equal(HttpStatusCode.OK, (await _service.PostAsync($"{Create}/{Uri.EscapeDataString(id)}", body)).Status);
    }

    [Fact]
    public async Task A_missing_member_is_answered_with_the_documented_error()
    {
        var reply = await _service.PostAsync(Create, Edited("ap-account-create.request.json", e => e.Remove("device")));

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(Contract.Compact("error-400-account-protection.json"), reply.Text);
        Assert.Equal("application/json", reply.ContentType);
    }

    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        { Create, "ap-account-create.request.json", """{"name":"AP.AccountLogin"}""", "Property name must be one of AP.AccountCreation" },
        { Create, "ap-account-create.request.json", """{"version":"1.0"}""", "Property version must be one of 0.5" },
        { Create, "ap-account-create.request.json", """{"metadata":null}""", "Required properties metadata are not present at level (root)" },
        { Create, "ap-account-create.request.json", """{"email":[{"emailType":"Third","emailValue":"a@b"}]}""", "Property email[0].emailType must be one of Primary, Alternative" },
        { Create, "ap-account-create.request.json", """{"phone":[{"phoneType":"Primary"}]}""", "Required properties phoneNumber are not present at level phone[0]" },
        {
            Create, "ap-account-create.request.json",
            """{"paymentInstruments":[{"merchantPaymentInstrumentId":"p","type":"CreditCard","creationDate":"2026-02-02T00:00:00Z","updateDate":"2026-02-01T00:00:00Z"}]}""",
            "Property paymentInstruments[0].updateDate must not be before paymentInstruments[0].creationDate"
        },
        { Login, "ap-account-login.request.json", """{"user":{"username":"a"}}""", "Required properties userId are not present at level user" },
        { Login, "ap-account-login.request.json", """{"device":{"deviceContextId":"d","provider":"Me"}}""", "Property device.provider must be one of DFPFingerprinting, Merchant, Unknown" },
        {
            "/v1.0/label/account/create", "ap-label.request.json",
            """{"label":{"eventTimeStamp":"2026-03-19T17:05:00Z","labelObjectType":"Account","labelObjectId":"c","labelState":"Fraud","effectiveStartDate":"2026-03-19","effectiveEndDate":"2026-03-18"}}""",
            "Property label.effectiveEndDate must not be before label.effectiveStartDate"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_named(string path, string file, string change, string message)
    {
        var reply = await _service.PostAsync(path, Edited(file, e =>
        {
            foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
                e[name] = value?.DeepClone();
        }));

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("Input validation failed - " + message, reply.Json["message"]!.GetValue<string>());
        Assert.False(reply.Json["isRetryable"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Words_count_in_any_case_and_a_single_object_is_a_list_of_one()
    {
        var body = Edited("ap-account-create.request.json", e =>
        {
            e["device"]!["provider"] = "DFPFingerPrinting";
            e["Email"] = e["email"]![0]!.DeepClone();
            e.Remove("email");
            e["metadata"]!["signUpId"] = _id;
        });

        var reply = await _service.PostAsync($"{Create}/{_id}", body);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("Ul.Uldd", reply.Json["enrichments"]!["calculatedFeatures"]!["emailPattern"]!.GetValue<string>());
        Assert.Single(Standing.Find(Service.EnvironmentId, ObjectKind.AccountCreation, _id)!.State["email"]!.AsArray());
    }

    [Theory]
    [InlineData("kAyla.277@example.com", "lUl.ddd", "example.com")]
    [InlineData("AB--cd@odd@example.net", "U--l@l", "example.net")]
    [InlineData("nobody", "l", "nobody")]
    public void An_emails_pattern_collapses_letters_and_keeps_digits(string email, string pattern, string domain) =>
        Assert.Equal((pattern, domain), (EmailPattern.Of(email), EmailPattern.Domain(email)));

    [Fact]
    public async Task A_sign_in_sent_again_is_judged_again_and_the_latest_is_kept()
    {
        var first = Edited("ap-account-login.request.json", e => e["metadata"]!["loginId"] = _id);
        var second = Edited("ap-account-login.request.json", e =>
        {
            e["metadata"]!["loginId"] = _id;
            e["user"]!["username"] = "raj+reject@example.net";
            e.Remove("recentUpdate");
        });

        Assert.Equal("Approve", Decision(await _service.PostAsync($"{Login}/{_id}", first)));
        Assert.Equal("Reject", Decision(await _service.PostAsync($"{Login}/{_id}", second)));
        var kept = Standing.Find(Service.EnvironmentId, ObjectKind.AccountLogin, _id)!.State;
        Assert.Equal("raj+reject@example.net", kept["user"]!["username"]!.GetValue<string>());
        Assert.NotNull(kept["recentUpdate"]);
    }

    [Fact]
    public async Task The_status_with_the_latest_date_is_in_force_and_may_come_before_its_sign_up()
    {
        Task<Reply> Tell(string status, string date) => _service.PostAsync("/v1.0/observe/account/create/status/" + _id, Edited("ap-account-create-status-approved.request.json", e =>
        {
            e["metadata"]!["signUpId"] = _id;
            e["statusDetails"]!["statusType"] = status;
            e["statusDetails"]!["statusDate"] = date;
        }));

        await Tell("Approved", "2026-03-13T00:00:00Z");
        await Tell("Pending", "2026-03-12T00:00:00Z");
        await _service.PostAsync($"{Create}/{_id}", Edited("ap-account-create.request.json", e => e["metadata"]!["signUpId"] = _id));

        Assert.Equal("Approved", Standing.CreationStatusOf(Service.EnvironmentId, _id)!.Outcome);
        Assert.Equal("AccountCreation.Status AccountCreation.Status AccountCreation",
            string.Join(' ', (await _service.ReceivedAsync("?id=" + _id)).Select(e => e!["event"]!.GetValue<string>())));
    }

    [Fact]
    public async Task A_label_of_an_account_is_in_force_beside_those_of_purchases()
    {
        await _service.PostAsync("/v1.0/label/account/create/" + _id, Edited("ap-label.request.json", e =>
        {
            e["metadata"]!["trackingId"] = _id;
            e["metadata"]!["userId"] = _id;
            e["label"]!["labelObjectId"] = _id;
        }));

        Assert.Equal("AccountCompromised", Standing.LabelOf(Service.EnvironmentId, "Account", _id)!.Outcome);
        Assert.Single(await _service.ReceivedAsync("?id=" + _id));
    }

    [Fact]
    public void A_failure_of_the_service_itself_is_worded_in_the_familys_words_too() =>
        Assert.Equal(Contract.Compact("error-500-account-protection.json"), Encoding.UTF8.GetString(
            EventFamily.AccountProtection("AP.AccountLogin").Error(500, [ErrorAnswer.Internal])));

    [Fact]
    public async Task An_unknown_environment_is_refused_in_the_words_of_the_family()
    {
        var reply = await _service.PostAsync(Login, Contract.Example("ap-account-login.request.json"), ("x-ms-dfpenvid", "nowhere"));

        Assert.Equal("AP.AccountLogin.Response.Error", reply.Json["name"]!.GetValue<string>());
        Assert.Equal("Environment 'nowhere' was not found", reply.Json["message"]!.GetValue<string>());
    }

    private static string Decision(Reply reply) => reply.Json["resultDetails"]![0]!["decision"]!.GetValue<string>();

    private static string Edited(string file, Action<JsonObject> edit)
    {
        var body = JsonNode.Parse(Contract.Example(file))!.AsObject();
        edit(body);
        return body.ToJsonString();
    }
}
