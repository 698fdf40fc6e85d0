using System.Net;

namespace Storefront.Tests.FraudServer.Events;

public sealed class RoutingTests : IClassFixture<RoutingTests.Fixture>
{
    private const string Root = "8d1f7f2e-40c3-4c6a-9f2b-5a1f0f3e7c21";
    private const string Store = "f66d6881-92ce-4286-ad21-ca9800bdd280";
    private const string Foreign = "99999999-40c3-4c6a-9f2b-5a1f0f3e7c21";
    private readonly Service _service;
    private readonly string _token;

    public RoutingTests(Fixture fixture) => (_service, _token) = (fixture.Service, fixture.Token);

    public sealed class Fixture : IAsyncLifetime
    {
        public Service Service { get; private set; } = null!;
        public string Token { get; private set; } = "";

        public async Task InitializeAsync()
        {
            Service = await Service.StartAsync(new(StringComparer.Ordinal)
            {
                ["FraudServer:Environments:0:Id"] = Root,
                ["FraudServer:Environments:0:ApiId"] = "primary",
                ["FraudServer:Environments:1:Id"] = Store,
                ["FraudServer:Environments:1:ApiId"] = "eu-store",
                ["FraudServer:Environments:1:Parent"] = Root,
                ["FraudServer:Environments:2:Id"] = Foreign,
                ["FraudServer:Environments:2:ApiId"] = "foreign",
                ["FraudServer:Credentials:0:Tenant"] = "t",
                ["FraudServer:Credentials:0:ClientId"] = "c",
                ["FraudServer:Credentials:0:SecretHash"] = Storefront.FraudServer.Tokens.SecretHash.Of("s"),
                ["FraudServer:Credentials:0:Resource"] = "https://api.dfp.example",
                ["FraudServer:Credentials:0:Environments:0"] = Root,
            });
            Token = "Bearer " + await Service.TokenAsync(Service.TokenForm("c", "s", "https://api.dfp.example"), "t");
        }

        public async Task DisposeAsync() => await Service.DisposeAsync();
    }

    [Theory]
    [InlineData("/v1.0/MerchantServices/events/Purchase")]
    [InlineData("/v1.0/merchantservices/events/purchase")]
    [InlineData("/V1.0/Merchantservices/Events/PURCHASE/")]
    public async Task A_path_is_read_without_case_and_with_a_slash_at_its_end(string path) =>
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(path, null)).Status);

    [Theory]
    [InlineData(null, Root)]
    [InlineData("", Root)]
    [InlineData(Root, Root)]
    [InlineData("8D1F7F2E-40C3-4C6A-9F2B-5A1F0F3E7C21", Root)]
    [InlineData(" /primary ", Root)]
    [InlineData("/primary/eu-store", Store)]
    [InlineData("primary/EU-Store/", Store)]
    [InlineData(Root + "/eu-store", Store)]
    [InlineData(Root + "/" + Store, Store)]
    [InlineData(Store, Store)]
    [InlineData("eu-store", null)]
    [InlineData("/primary/nowhere", null)]
    [InlineData(Foreign, null)]
    [InlineData("foreign", null)]
    public async Task An_environment_is_found_by_each_form_of_its_name(string? name, string? expected)
    {
        var id = Guid.NewGuid().ToString();

        var reply = await PostAsync(Service.Purchase, name, id);

        if (expected is null)
            Assert.Equal($"Environment '{name}' was not found", reply.Message);
        else
            Assert.Equal(expected, Assert.Single(await _service.ReceivedAsync("?id=" + id))!["environmentId"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_environment_may_stand_in_the_query_and_the_header_wins()
    {
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Service.Purchase + "?x-ms-dfpenvid=/primary/eu-store/", null)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(Service.Purchase + "?x-ms-dfpenvid=nowhere", null)).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Service.Purchase + "?x-ms-dfpenvid=nowhere", Root)).Status);
    }

    [Fact]
    public async Task A_purchase_id_is_used_once_in_each_environment_and_compared_with_case()
    {
        var id = Guid.NewGuid().ToString() + "a";

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Service.Purchase, Root, id)).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Service.Purchase, Store, id)).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Service.Purchase, Root, id.ToUpperInvariant())).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(Service.Purchase, Root, id)).Status);
    }

    [Fact]
    public async Task The_health_ping_needs_no_token_and_has_no_body()
    {
        using var answer = await _service.Http.GetAsync(new Uri("/api/v1/health", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    private Task<Reply> PostAsync(string path, string? environment, string? id = null)
    {
        (string, string)[] headers = environment is null ? [("Authorization", _token)] : [("Authorization", _token), ("x-ms-dfpenvid", environment)];
        return _service.PostAsync(path, Service.APurchase(id ?? Guid.NewGuid().ToString()), headers);
    }
}
