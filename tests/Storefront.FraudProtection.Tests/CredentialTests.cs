using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Storefront.FraudProtection;

namespace Storefront.Tests.FraudProtection;

/// <summary>Where secrets and certificates come from, and that a new one is used from the next token on.</summary>
public sealed class CredentialTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("credentials-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_new_secret_in_the_file_is_used_for_the_next_token()
    {
        var file = Path.Combine(folder, "secret");
        await File.WriteAllTextAsync(file, "first\n");
        await using var client = new Client(Refusing(), [("ClientSecret", null), ("ClientSecretFile", file)]);
        await client.Service.ReportBankEventAsync(Some.BankEvent);

        await File.WriteAllTextAsync(file, "second\n");
        await client.Service.ReportBankEventAsync(Some.BankEvent);

        Assert.Equal("first, second", string.Join(", ", client.Network.TokenRequests.Select(request => TokenTests.Form(request)["client_secret"])));
    }

    [Fact]
    public async Task A_secret_file_that_is_missing_is_named_and_may_come_later()
    {
        var file = Path.Combine(folder, "secret");
        await using var client = new Client(settings: [("ClientSecret", null), ("ClientSecretFile", file)]);

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "here");
        Assert.Equal(Decision.Approve, (await client.Service.AssessPurchaseAsync(Some.Purchase)).Decision);
    }

    [Fact]
    public async Task A_secret_may_come_from_a_function_and_change()
    {
        var asked = 0;
        await using var client = new Client(Refusing(), [("ClientSecret", null)], builder => builder.UseClientSecret((_, _) => ValueTask.FromResult($"secret {++asked}")));

        await client.Service.ReportBankEventAsync(Some.BankEvent);
        await client.Service.ReportBankEventAsync(Some.BankEvent);

        Assert.Equal("secret 1, secret 2", string.Join(", ", client.Network.TokenRequests.Select(request => TokenTests.Form(request)["client_secret"])));
    }

    [Theory]
    [InlineData("pfx")]
    [InlineData("pfx with password")]
    [InlineData("pem")]
    [InlineData("pem with password")]
    public async Task A_certificate_file_signs_the_request_and_a_new_one_is_noticed(string kind)
    {
        var file = Path.Combine(folder, "certificate");
        var password = kind.EndsWith("password", StringComparison.Ordinal) ? "let me in" : null;
        using var first = Certificates.For("first");
        using var second = Certificates.For("second");
        await using var client = new Client(Refusing(), [("ClientSecret", null), ("ClientCertificateFile", file), ("ClientCertificatePassword", password)]);

        await WriteAsync(file, first, kind, password);
        await client.Service.ReportBankEventAsync(Some.BankEvent);
        await WriteAsync(file, second, kind, password);
        await client.Service.ReportBankEventAsync(Some.BankEvent);

        Assert.Equal($"{Thumbprint(first)}, {Thumbprint(second)}", string.Join(", ", client.Network.TokenRequests.Select(request => (string?)AssertionHeader(request)["x5t#S256"])));
        Assert.All(client.Network.TokenRequests, request => Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", TokenTests.Form(request)["client_assertion_type"]));
    }

    [Fact]
    public async Task A_certificate_may_come_from_a_function()
    {
        using var certificate = Certificates.For("function");
        await using var client = new Client(settings: [("ClientSecret", null)], configure: builder => builder.UseClientCertificate((_, _) => ValueTask.FromResult(certificate)));

        await client.Service.ReportBankEventAsync(Some.BankEvent);

        Assert.Equal(Thumbprint(certificate), (string?)AssertionHeader(Assert.Single(client.Network.TokenRequests))["x5t#S256"]);
    }

    // Refuses each token after one use, so that every call needs a new one.
    private static Network Refusing()
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var network = new Network();
        network.Service = (_, request, _) => Task.FromResult(used.Contains(request.Headers["Authorization"]) ? Network.Refusal() : Accept(request));
        return network;

        HttpResponseMessage Accept(Network.Request request)
        {
            used.Add(request.Headers["Authorization"]);
            return Network.Json(200, Network.Accepted);
        }
    }

    private static JsonNode AssertionHeader(Network.Request request)
    {
        var header = TokenTests.Form(request)["client_assertion"].Split('.')[0];
        return JsonNode.Parse(Base64Url.DecodeFromChars(header))!;
    }

    private static string Thumbprint(X509Certificate2 certificate) =>
        Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256));

    private static async Task WriteAsync(string file, X509Certificate2 certificate, string kind, string? password)
    {
        if (kind.StartsWith("pfx", StringComparison.Ordinal))
        {
            await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, password));
            return;
        }

        using var key = certificate.GetRSAPrivateKey()!;
        var pem = password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        await File.WriteAllTextAsync(file, $"{certificate.ExportCertificatePem()}\n{pem}");
    }
}
