using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Storefront.Costs;

/// <summary>Purchases as fast as they come, each a new one, to a service that keeps every one on the disk before it answers.</summary>
internal static class Assessing
{
    private const int Connections = 64;
    private const int Rounds = 3;
    private const string Tenant = "11111111-1111-1111-1111-111111111111";
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(6);

    public static async Task PrintAsync(Uri service, Uri tls, string certificate, Process process)
    {
        using var echo = await Echo.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseCookies = false, UseProxy = false });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(tls, certificate));
        var (parts, address) = (Parts(), new Uri(service, "v1.0/MerchantServices/events/Purchase"));
        await RunAsync(http, address, parts, process, WarmUp);
        await RunAsync(http, echo.Address, parts, echo.Process, WarmUp);

        var costs = new List<(Cost Service, Cost Echo)>();
        for (var round = 0; round < Rounds; round++)
            costs.Add((await RunAsync(http, address, parts, process, Round), await RunAsync(http, echo.Address, parts, echo.Process, Round)));
        var (judged, bare) = (Median(costs.Select(pair => pair.Service)), Median(costs.Select(pair => pair.Echo)));
        Console.WriteLine($"{parts.Sum(part => part.Length)} bytes, {Connections} connections, median of {Rounds} rounds of {Round.TotalSeconds:0} s; CPU is all of the process's");
        Console.WriteLine($"{"",-12}{"a second",10}{"CPU ms",10}");
        Console.WriteLine($"{"assessed",-12}{judged.PerSecond,10:0}{judged.Milliseconds,10:0.000}");
        Console.WriteLine($"{"echoed",-12}{bare.PerSecond,10:0}{bare.Milliseconds,10:0.000}");
        Console.WriteLine($"{"ratio",-12}{judged.PerSecond / bare.PerSecond,10:0.00}{bare.Milliseconds / judged.Milliseconds,10:0.00}");
    }

    private static async Task<Cost> RunAsync(HttpClient http, Uri address, byte[][] parts, Process process, TimeSpan time)
    {
        process.Refresh();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; clock.Elapsed < time; count++)
                await PostAsync(http, address, parts);
            return count;
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        return new Cost((process.TotalProcessorTime - before).TotalMilliseconds / counts.Sum(), counts.Sum() / seconds);
    }

    private static async Task PostAsync(HttpClient http, Uri address, byte[][] parts)
    {
        var id = Encoding.ASCII.GetBytes(Guid.NewGuid().ToString());
        using var content = new ByteArrayContent([.. parts[0], .. id, .. parts[1], .. id, .. parts[2]]) { Headers = { ContentType = new("application/json") { CharSet = "utf-8" } } };
        using var answer = await http.PostAsync(address, content);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }

    // The contract's fullest purchase, cut where its two IDs stand.
    private static byte[][] Parts()
    {
        var purchase = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "purchase.json")))!;
        (purchase["purchaseId"], purchase["_metadata"]!["trackingId"]) = ("|", "|");
        var parts = purchase.ToJsonString().Split('|');
        return parts.Length == 3 ? [.. parts.Select(Encoding.UTF8.GetBytes)] : throw new InvalidOperationException("The example holds the mark that its IDs are replaced by.");
    }

    private static async Task<string> TokenAsync(Uri tls, string certificate)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(certificate) }, RevocationMode = X509RevocationMode.NoCheck };
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, SslOptions = { CertificateChainPolicy = trust } });
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", "22222222-2222-2222-2222-222222222222"), new("client_secret", "local-development-secret"), new("scope", "https://api.dfp.local/.default"),
        ]);
        using var answer = await http.PostAsync(new Uri(tls, $"{Tenant}/oauth2/v2.0/token"), form);
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    private static Cost Median(IEnumerable<Cost> costs) => costs.OrderBy(cost => cost.PerSecond).ElementAt(Rounds / 2);
}
