using System.Security.Cryptography.X509Certificates;
using Storefront.FraudServer.Hosting;

namespace Storefront.Tests.FraudServer.Hosting;

public sealed class CertificateTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
    private readonly FakeTime _time = new(DateTimeOffset.UtcNow);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void It_names_this_machine_and_its_key_is_for_the_owner_alone()
    {
        using var made = new ServerCertificate(_directory, _time);

        foreach (var name in new[] { "localhost", "127.0.0.1", "::1" })
            Assert.True(made.Current.MatchesHostname(name), name);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_directory, "certificate.key")));
        Assert.DoesNotContain("PRIVATE", File.ReadAllText(Path.Combine(_directory, "certificate.pem")), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_kept_over_a_restart_and_made_anew_when_a_file_is_broken()
    {
        using var first = new ServerCertificate(_directory, _time);
        using var second = new ServerCertificate(_directory, _time);
        Assert.Equal(first.Current.Thumbprint, second.Current.Thumbprint);
        File.WriteAllText(Path.Combine(_directory, "certificate.key"), "half");

        using var third = new ServerCertificate(_directory, _time);

        Assert.NotEqual(first.Current.Thumbprint, third.Current.Thumbprint, StringComparer.Ordinal);
    }

    [Fact]
    public async Task It_is_renewed_thirty_days_before_its_end_and_served_at_once()
    {
        await using var service = await Service.StartAsync(time: _time);
        var first = await ServedAsync(service);
        Assert.Equal(first, Kept(service));

        _time.Now = _time.Now.AddDays(365 - 31);
        service.Get<ServerCertificate>().RenewWhenDue();
        Assert.Equal(first, await ServedAsync(service));

        _time.Now = _time.Now.AddDays(2);
        service.Get<ServerCertificate>().RenewWhenDue();

        var second = await ServedAsync(service);
        Assert.NotEqual(first, second, StringComparer.Ordinal);
        Assert.Equal(second, Kept(service));
    }

    private static async Task<string?> ServedAsync(Service service)
    {
        string? served = null;
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions =
            {
#pragma warning disable CA5359 // this test looks at what is served, whatever it is
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    served = ((X509Certificate2)certificate!).Thumbprint;
                    return true;
                },
#pragma warning restore CA5359
            },
        });
        await http.GetAsync(new Uri(service.Https.BaseAddress!, "/api/v1/health"));
        return served;
    }

    private static string Kept(Service service)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(service.Directory, "certificate.pem"));
        return certificate.Thumbprint;
    }
}
