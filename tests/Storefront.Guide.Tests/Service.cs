using System.Net.Http.Headers;
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

    /// <param name="more">Settings besides the address.</param>
    public static async Task<Service> StartAsync(Dictionary<string, string?>? more = null)
    {
        var service = new Service();
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["FraudServer:Urls"] = "http://localhost:0;https://localhost:0" })
            .AddInMemoryCollection(more ?? [])
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

    /// <summary>Somebody with a token.</summary>
    public async Task<HttpClient> CallerAsync()
    {
        var caller = new HttpClient { BaseAddress = new Uri(Address("http:")) };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "22222222-2222-2222-2222-222222222222",
            ["client_secret"] = "local-development-secret",
            ["scope"] = "https://api.dfp.local/.default",
        });
        using var answer = await caller.PostAsync(new Uri("/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token", UriKind.Relative), form);
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>();
        caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return caller;
    }

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
