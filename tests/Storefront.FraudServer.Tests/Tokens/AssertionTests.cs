using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Storefront.Tests.FraudServer.Tokens;

public sealed class AssertionTests(AssertionTests.Fixture fixture) : IClassFixture<AssertionTests.Fixture>
{
    private readonly X509Certificate2 _certificate = fixture.Certificate;
    private readonly Service _service = fixture.Service;

    public sealed class Fixture : IAsyncLifetime
    {
        public X509Certificate2 Certificate { get; } = MsalTests.Certificate();
        public Service Service { get; private set; } = null!;

        public async Task InitializeAsync() => Service = await MsalTests.StartWithCertificateAsync(Certificate);

        public async Task DisposeAsync()
        {
            await Service.DisposeAsync();
            Certificate.Dispose();
        }
    }

    [Theory]
    [InlineData(SecurityAlgorithms.RsaSsaPssSha256, "x5t#S256", 200)]
    [InlineData(SecurityAlgorithms.RsaSha256, "x5t", 200)]
    [InlineData(SecurityAlgorithms.RsaSha512, "x5t", 401)]
    public async Task An_assertion_is_taken_in_both_signatures_MSAL_makes(string algorithm, string name, int status) =>
        Assert.Equal(status, (await PostAsync(Assertion(algorithm: algorithm, name: name))).Status);

    [Fact]
    public async Task An_assertion_is_good_once()
    {
        var assertion = Assertion();
        Assert.Equal(200, (await PostAsync(assertion)).Status);

        var (status, code) = await PostAsync(assertion);

        Assert.Equal((401, 50013), (status, code));
    }

    [Fact]
    public async Task An_assertion_for_another_server_is_refused_even_when_the_host_header_claims_to_be_it()
    {
        var assertion = Assertion(audience: "http://login.example/cert-tenant/oauth2/v2.0/token");

        Assert.Equal((401, 700023), await PostAsync(assertion));
        Assert.Equal((401, 700023), await PostAsync(assertion, host: "login.example"));
    }

    [Theory]
    [InlineData(-30, -20, 700024)]
    [InlineData(20, 30, 700024)]
    [InlineData(-1, 60 * 48, 700024)]
    public async Task An_assertion_out_of_its_time_is_refused(int fromMinutes, int toMinutes, int code) =>
        Assert.Equal((401, code), await PostAsync(Assertion(from: fromMinutes, to: toMinutes)));

    [Fact]
    public async Task An_assertion_that_names_another_client_is_refused() =>
        Assert.Equal((401, 700030), await PostAsync(Assertion(subject: "somebody-else")));

    [Fact]
    public async Task An_assertion_without_an_id_is_refused() =>
        Assert.Equal((401, 50013), await PostAsync(Assertion(id: null)));

    private string Assertion(
        string algorithm = SecurityAlgorithms.RsaSsaPssSha256, string name = "x5t#S256", string? audience = null,
        int from = -1, int to = 10, string subject = "cert-client", string? id = "")
    {
        // With an X509SecurityKey the token library writes x5t itself, and lets nobody else do it.
        SecurityKey key = name == "x5t" ? new X509SecurityKey(_certificate) : new RsaSecurityKey(_certificate.GetRSAPrivateKey());
        var thumbprint = Base64UrlEncoder.Encode(_certificate.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256));
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = subject };
        if (id is not null)
            claims["jti"] = Guid.NewGuid().ToString();
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = subject,
            Audience = audience ?? $"{_service.Http.BaseAddress}cert-tenant/oauth2/v2.0/token",
            NotBefore = DateTime.UtcNow.AddMinutes(from),
            Expires = DateTime.UtcNow.AddMinutes(to),
            Claims = claims,
            AdditionalHeaderClaims = name == "x5t" ? null : new Dictionary<string, object>(StringComparer.Ordinal) { [name] = thumbprint },
            SigningCredentials = new SigningCredentials(key, algorithm),
        });
    }

    private async Task<(int Status, int? Code)> PostAsync(string assertion, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/cert-tenant/oauth2/v2.0/token", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = "cert-client",
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = assertion,
                ["scope"] = Service.Resource + "/.default",
            }),
        };
        request.Headers.Host = host;
        var reply = await _service.SendAsync(request);
        return ((int)reply.Status, reply.Status == HttpStatusCode.OK ? null : JsonNode.Parse(reply.Text)!["error_codes"]![0]!.GetValue<int>());
    }
}
