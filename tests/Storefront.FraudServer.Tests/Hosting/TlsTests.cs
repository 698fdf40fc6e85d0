using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Storefront.Tests.FraudServer.Hosting;

public sealed class TlsTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, true)]
#pragma warning disable CS0618, SYSLIB0039, CA5397 // that they are refused is what is tested
    [InlineData(SslProtocols.Tls11, false)]
    [InlineData(SslProtocols.Tls, false)]
#pragma warning restore CS0618, SYSLIB0039, CA5397
    public async Task Only_TLS_of_today_is_spoken(SslProtocols asked, bool isSpoken)
    {
        var address = fixture.Service.Https.BaseAddress!;
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = new SslStream(client.GetStream());
        var options = new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = asked, CertificateChainPolicy = Service.Trusting(fixture.Service.Directory).SslOptions.CertificateChainPolicy };

        if (isSpoken)
        {
            await stream.AuthenticateAsClientAsync(options);
            Assert.Equal(asked, stream.SslProtocol);
        }
        else
        {
            await Assert.ThrowsAnyAsync<Exception>(() => stream.AuthenticateAsClientAsync(options));
        }
    }
}
