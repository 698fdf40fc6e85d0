using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Identity.Client;

namespace Storefront.Tests.FraudServer.Tokens;

/// <summary>The client library merchants use, as it comes.</summary>
public sealed class MsalTests
{
    private static readonly string[] Scopes = [Service.Resource + "/.default"];

    [Fact]
    public async Task Msal_gets_a_token_with_a_secret_and_the_service_believes_it()
    {
        await using var service = await Service.StartAsync();
        var app = Client(service, Service.ClientId, Service.Tenant).WithClientSecret(Service.Secret).Build();

        var token = (await app.AcquireTokenForClient(Scopes).ExecuteAsync()).AccessToken;

        var reply = await service.PostAsync(Service.Purchase, Service.APurchase("by-msal"), ("Authorization", "Bearer " + token));
        Assert.Equal(200, (int)reply.Status);
    }

    [Fact]
    public async Task Msal_gets_tokens_with_a_certificate_one_assertion_after_another()
    {
        using var certificate = Certificate();
        await using var service = await StartWithCertificateAsync(certificate);
        var app = Client(service, "cert-client", "cert-tenant").WithCertificate(certificate).Build();

        for (var i = 0; i < 3; i++)
        {
            var result = await app.AcquireTokenForClient(Scopes).WithForceRefresh(true).ExecuteAsync();
            Assert.Equal(TokenSource.IdentityProvider, result.AuthenticationResultMetadata.TokenSource);
        }
    }

    [Fact]
    public async Task Msal_finds_the_endpoint_by_discovery_and_signs_the_older_way()
    {
        using var certificate = Certificate();
        var port = FreePort.Take();
        await using var service = await StartWithCertificateAsync(certificate, new(StringComparer.Ordinal)
        {
            ["FraudServer:Urls"] = $"http://localhost:0;https://localhost:{port}",
            ["FraudServer:Issuer"] = $"https://localhost:{port}/{{tenant}}/v2.0",
        });
        var app = ConfidentialClientApplicationBuilder.Create("cert-client")
            .WithOidcAuthority($"https://localhost:{port}/cert-tenant/v2.0")
            .WithHttpClientFactory(new TrustingFactory(service.Directory), retryOnceOn5xx: false)
            .WithInstanceDiscovery(false)
            .WithCertificate(certificate)
            .Build();

        var result = await app.AcquireTokenForClient(Scopes).ExecuteAsync();

        Assert.NotEmpty(result.AccessToken);
    }

    [Fact]
    public async Task An_unknown_certificate_is_refused_as_an_invalid_client()
    {
        using var known = Certificate();
        using var other = Certificate();
        await using var service = await StartWithCertificateAsync(known);
        var app = Client(service, "cert-client", "cert-tenant").WithCertificate(other).Build();

        var refusal = await Assert.ThrowsAsync<MsalServiceException>(() => app.AcquireTokenForClient(Scopes).ExecuteAsync());

        Assert.Equal("invalid_client", refusal.ErrorCode);
    }

    internal static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=merchant", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    internal static async Task<Service> StartWithCertificateAsync(X509Certificate2 certificate, Dictionary<string, string?>? more = null, TimeProvider? time = null)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("fraud-client-").FullName, "merchant.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        var settings = new Dictionary<string, string?>(more ?? [], StringComparer.Ordinal)
        {
            ["FraudServer:Credentials:0:Tenant"] = "cert-tenant",
            ["FraudServer:Credentials:0:ClientId"] = "cert-client",
            ["FraudServer:Credentials:0:CertificateFile"] = file,
            ["FraudServer:Credentials:0:Resource"] = Service.Resource,
            ["FraudServer:Credentials:0:Environments:0"] = Service.EnvironmentId,
        };
        var service = await Service.StartAsync(settings, time: time);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true); // read at start
        return service;
    }

    private static ConfidentialClientApplicationBuilder Client(Service service, string clientId, string tenant) =>
        ConfidentialClientApplicationBuilder.Create(clientId)
            .WithAuthority($"{service.Https.BaseAddress}{tenant}", validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(new TrustingFactory(service.Directory), retryOnceOn5xx: false);

    private sealed class TrustingFactory(string directory) : IMsalHttpClientFactory
    {
        private readonly HttpClient _client = new(Service.Trusting(directory));

        public HttpClient GetHttpClient() => _client;
    }
}
