using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Storefront.FraudServer;
using Storefront.FraudServer.Hosting;

namespace Storefront.AttackLab.Targets;

/// <summary>A Fraud Protection service of the lab's own: empty, with one set of rules, on a day that is played.</summary>
internal sealed class LabService : IAsyncDisposable
{
    private readonly WebApplication host;
    private readonly DirectoryInfo data;

    private LabService(WebApplication app, DirectoryInfo folder) => (host, data) = (app, folder);

    public Connection Connection { get; private init; } = null!;

    public static async Task<LabService> StartAsync(RuleSet rules, LabClock clock)
    {
        var folder = Directory.CreateTempSubdirectory("attack-lab-");
        var (http, https) = (FreePort(), FreePort());
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["FraudServer:Urls"] = $"http://127.0.0.1:{http};https://127.0.0.1:{https}",
            ["FraudServer:RulesFile"] = rules.File,
        };
        if (rules.RefundFile is not null)
        {
            settings["FraudServer:Assessments:0:ApiName"] = RuleSet.RefundAssessment;
            settings["FraudServer:Assessments:0:RulesFile"] = rules.RefundFile;
        }

        var surroundings = new Surroundings(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), Environments.Development, folder.FullName, _ => { }) { Time = clock };
        var app = await FraudServerHost.StartAsync(surroundings, CancellationToken.None);
        return new(app, folder)
        {
            Connection = new Connection
            {
                Endpoint = $"http://127.0.0.1:{http}",
                Authority = $"https://127.0.0.1:{https}/11111111-1111-1111-1111-111111111111",
                TrustedCertificate = Path.Combine(folder.FullName, "certificate.pem"),
            },
        };
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        data.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
