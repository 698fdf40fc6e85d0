using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Storefront.FraudServer;

namespace Storefront.Tests.Guide;

/// <summary>The real Fraud Protection service on free ports, as samples find it.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("guide-").FullName;
    private readonly HttpClient http = new();
    private WebApplication app = null!;

    public static async Task<Service> StartAsync()
    {
        var service = new Service();
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["FraudServer:Urls"] = "http://localhost:0;https://localhost:0" })
            .Build();
        service.app = await FraudServerHost.StartEmbeddedAsync(settings, "Development", service.directory, _ => { }, CancellationToken.None);
        return service;
    }

    /// <summary>What a client of this service sets, in environment form.</summary>
    public Dictionary<string, string> ClientSettings => new(StringComparer.Ordinal)
    {
        ["FraudProtection__Endpoint"] = Address("http:"),
        ["FraudProtection__Authority"] = Address("https:") + "/11111111-1111-1111-1111-111111111111",
        ["FraudProtection__Timeout"] = "00:00:20", // a busy machine is no lost answer
        ["FraudProtection__TrustedCertificateFile"] = Path.Combine(directory, "certificate.pem"),
    };

    /// <summary>The events received about something, oldest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> ReceivedAsync(string id) =>
        [.. JsonNode.Parse(await http.GetStringAsync(new Uri($"{Address("http:")}/received.json?id={id}")))!.AsArray().Select(entry => entry!)];

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private string Address(string scheme) => app.Urls.First(url => url.StartsWith(scheme, StringComparison.Ordinal));
}
