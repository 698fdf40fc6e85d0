using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Storefront.FraudProtection;

namespace Storefront.Tests.FraudProtection;

/// <summary>Whom the client trusts, on a real network and with unmodified MSAL.</summary>
public sealed class TrustTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("trust-").FullName;

    private string TrustedFile => Path.Combine(folder, "certificate.pem");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_certificate_file_made_after_the_start_is_trusted_and_so_is_the_one_that_replaces_it()
    {
        using var first = Certificates.For("localhost");
        using var second = Certificates.For("localhost");
        var presented = first;
        await using var server = await ServeAsync(() => presented);
        await using var client = ClientOf(server, TrustedFile);

        var untrusted = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));
        Assert.Contains("TrustedCertificateFile", untrusted.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(TrustedFile, first.ExportCertificatePem());
        Assert.Equal(Decision.Approve, (await client.Service.AssessPurchaseAsync(Some.Purchase)).Decision);

        presented = second;
        await using var stranger = ClientOf(server, TrustedFile);
        await Assert.ThrowsAsync<FraudProtectionException>(() => stranger.Service.AssessPurchaseAsync(Some.Purchase));
        await File.WriteAllTextAsync(TrustedFile, second.ExportCertificatePem() + "\n");
        Assert.Equal(Decision.Approve, (await stranger.Service.AssessPurchaseAsync(Some.Purchase)).Decision);
    }

    [Fact]
    public async Task Another_s_certificate_in_the_file_does_not_help()
    {
        using var server_s = Certificates.For("localhost");
        using var other = Certificates.For("localhost");
        await File.WriteAllTextAsync(TrustedFile, other.ExportCertificatePem());
        await using var server = await ServeAsync(() => server_s);
        await using var client = ClientOf(server, TrustedFile);

        await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));
    }

    [Fact]
    public async Task A_trusted_certificate_for_another_name_is_refused()
    {
        using var wrong = Certificates.For("elsewhere.example");
        await File.WriteAllTextAsync(TrustedFile, wrong.ExportCertificatePem());
        await using var server = await ServeAsync(() => wrong);
        await using var client = ClientOf(server, TrustedFile);

        await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));
    }

    [Fact]
    public async Task Nothing_is_trusted_without_the_setting()
    {
        using var certificate = Certificates.For("localhost");
        await using var server = await ServeAsync(() => certificate);
        await using var client = ClientOf(server, null);

        await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));
    }

    private static Client ClientOf(WebApplication server, string? trusted)
    {
        var port = new Uri(server.Urls.First()).Port;
        return new Client(onNetwork: true, settings:
        [
            ("Endpoint", $"https://localhost:{port}"), ("Authority", $"https://localhost:{port}/11111111-1111-1111-1111-111111111111"),
            ("TrustedCertificateFile", trusted), ("Timeout", "00:00:30"), ("MaxRetries", "0"),
        ]);
    }

    private static async Task<WebApplication> ServeAsync(Func<X509Certificate2> certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => certificate())));
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsync(
            context.Request.Path.Value!.EndsWith("/token", StringComparison.Ordinal) ? """{"token_type":"Bearer","expires_in":3599,"access_token":"t"}""" : Network.Approve));
        await app.StartAsync();
        return app;
    }
}
