using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Storefront.Tests.FraudServer.Tokens;

public sealed class TokenEndpointTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private readonly Service _service = fixture.Service;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Both_addresses_give_a_token_of_the_documented_members_and_claims(bool https)
    {
        using var answer = await (https ? _service.Https : _service.Http).PostAsync(Path("oauth2/v2.0/token"), new FormUrlEncodedContent(Service.TokenForm()));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        Assert.Equal(Contract.Names(JsonNode.Parse(Contract.Example("token.response.json"))!), Contract.Names(body));
        Assert.Equal(3599, body["expires_in"]!.GetValue<int>());
        var token = new JsonWebTokenHandler().ReadJsonWebToken(body["access_token"]!.GetValue<string>());
        Assert.Equal($"https://localhost:5091/{Service.Tenant}/v2.0", token.Issuer);
        Assert.Equal(Service.Resource, Assert.Single(token.Audiences));
        Assert.Equal("Risk_API", Assert.Single(token.Claims, c => c.Type == "roles").Value);
        Assert.Equal(TimeSpan.FromHours(1), token.ValidTo - token.ValidFrom);
    }

    [Fact]
    public async Task The_older_endpoint_takes_a_resource_and_adds_its_own_members()
    {
        var form = Service.TokenForm();
        form.Remove("scope");
        form["resource"] = Service.Resource;

        var body = await PostAsync("oauth2/token", form);

        Assert.Equal("token_type expires_in ext_expires_in expires_on not_before resource access_token", Contract.Names(body));
        Assert.Equal(3600, long.Parse(body["expires_on"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture)
            - long.Parse(body["not_before"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_client_may_name_itself_by_http_basic()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path("oauth2/v2.0/token"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["scope"] = Service.Resource + "/.default",
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Service.ClientId}:{Service.Secret}")));

        var reply = await _service.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
    }

    public static TheoryData<string, string?, int, string, int> Refusals => new()
    {
        { "client_secret", "wrong", 401, "invalid_client", 7000215 },
        { "client_secret", null, 401, "invalid_client", 7000218 },
        { "client_id", "44444444-4444-4444-4444-444444444444", 400, "unauthorized_client", 700016 },
        { "client_id", null, 400, "invalid_request", 900144 },
        { "grant_type", null, 400, "invalid_request", 900144 },
        { "grant_type", "password", 400, "unsupported_grant_type", 70003 },
        { "scope", null, 400, "invalid_request", 900144 },
        { "scope", "https://other.example/.default", 400, "invalid_scope", 70011 },
        { "client_assertion", "not.a.jwt", 400, "invalid_request", 900144 },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_is_shaped_as_Entra_shapes_it(string field, string? value, int status, string error, int code)
    {
        var form = Service.TokenForm();
        form.Remove(field);
        if (value is not null)
            form[field] = value;

        var body = await PostAsync("oauth2/v2.0/token", form, status);

        Assert.Equal(Contract.Names(JsonNode.Parse(Contract.Example("error-token-invalid-client.json"))!), Contract.Names(body));
        Assert.Equal(error, body["error"]!.GetValue<string>());
        Assert.Equal([code], body["error_codes"]!.AsArray().Select(c => c!.GetValue<int>()));
        Assert.StartsWith($"AADSTS{code}: ", body["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith($"AADSTS{code} ", await _service.Http.GetStringAsync(new Uri(body["error_uri"]!.GetValue<string>())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error-token-invalid-client.json", "client_secret", "wrong")]
    [InlineData("error-token-invalid-scope.json", "scope", "wrong")]
    public async Task The_error_examples_are_answered_word_for_word(string file, string field, string value)
    {
        var expected = JsonNode.Parse(Contract.Example(file))!;
        var form = Service.TokenForm();
        form[field] = value;

        var body = await PostAsync("oauth2/v2.0/token", form, (int)Contract.Index.First(e => e!["file"]!.GetValue<string>() == file)!["status"]!);

        foreach (var member in new[] { "error", "error_description" })
            Assert.Equal(expected[member]!.GetValue<string>(), body[member]!.GetValue<string>());
        Assert.Equal(expected["error_codes"]!.ToJsonString(), body["error_codes"]!.ToJsonString());
    }

    [Fact]
    public async Task Another_tenant_is_not_known()
    {
        using var answer = await _service.Http.PostAsync(
            new Uri("/99999999-9999-9999-9999-999999999999/oauth2/v2.0/token", UriKind.Relative), new FormUrlEncodedContent(Service.TokenForm()));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("AADSTS90002", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_refused()
    {
        using var answer = await _service.Http.PostAsync(Path("oauth2/v2.0/token"), new StringContent("{}", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_without_end_is_refused_and_not_a_fault()
    {
        using var fields = await _service.Http.PostAsync(Path("oauth2/v2.0/token"), new StringContent(
            string.Join('&', Enumerable.Range(0, 5000).Select(i => $"f{i}=1")), Encoding.UTF8, "application/x-www-form-urlencoded"));
        using var length = await _service.Http.PostAsync(Path("oauth2/v2.0/token"), new StringContent(
            "client_secret=" + new string('x', 100_000), Encoding.UTF8, "application/x-www-form-urlencoded"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge), (fields.StatusCode, length.StatusCode));
    }

    [Fact]
    public async Task Many_wrong_secrets_are_slowed_down_while_the_right_one_passes()
    {
        await using var service = await Service.StartAsync();
        var wrong = Service.TokenForm(secret: "wrong");
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 21; i++)
        {
            using var answer = await service.Http.PostAsync(Path("oauth2/v2.0/token"), new FormUrlEncodedContent(wrong));
            last = answer.StatusCode;
            Assert.Equal(last == HttpStatusCode.TooManyRequests, answer.Headers.RetryAfter is not null);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.NotEmpty(await service.TokenAsync());
    }

    [Fact]
    public async Task No_secret_and_no_token_reaches_the_log()
    {
        var token = await _service.TokenAsync();
        await PostAsync("oauth2/v2.0/token", Service.TokenForm(secret: "nearly-the-secret"), 401);

        Assert.DoesNotContain(_service.Log.Lines, line => line.Contains("nearly-the-secret", StringComparison.Ordinal)
            || line.Contains(Service.Secret, StringComparison.Ordinal) || line.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_gets_no_token_is_in_the_log()
    {
        await PostAsync("oauth2/v2.0/token", Service.TokenForm(secret: "nearly-the-secret"), 401);

        Assert.Contains(_service.Log.Lines, line => line.Contains($"Client {Service.ClientId} got no token", StringComparison.Ordinal));
    }

    private async Task<JsonNode> PostAsync(string path, Dictionary<string, string> form, int status = 200)
    {
        using var answer = await _service.Http.PostAsync(Path(path), new FormUrlEncodedContent(form));
        Assert.Equal(status, (int)answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static Uri Path(string path) => new($"/{Service.Tenant}/{path}", UriKind.Relative);
}
