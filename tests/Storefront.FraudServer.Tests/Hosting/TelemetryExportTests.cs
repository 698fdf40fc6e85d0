using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Storefront.FraudServer.Settings;

namespace Storefront.Tests.FraudServer.Hosting;

public sealed class TelemetryExportTests
{
    [Fact]
    public async Task Traces_and_metrics_arrive_where_the_setting_says_and_name_nobody()
    {
        var received = new ConcurrentQueue<(string Path, string Body)>();
        await using var receiver = await ReceiverAsync(received);

        await using (var service = await Service.StartAsync(new(StringComparer.Ordinal) { ["FraudServer:OtlpEndpoint"] = receiver.Urls.First() }))
        {
            await service.PostAsync(Service.Purchase, Service.APurchase("p-1", ""","user":{"userId":"canary-user"}"""));
            await AskAsync(service.Http.BaseAddress!.Port, "/portal/search?id=canary-query");
        }

        var traces = string.Concat(received.Where(item => item.Path == "/v1/traces").Select(item => item.Body));
        var metrics = string.Concat(received.Where(item => item.Path == "/v1/metrics").Select(item => item.Body));
        foreach (var seen in new[] { "Storefront.FraudServer", "Purchase" })
            Assert.Contains(seen, traces, StringComparison.Ordinal);
        foreach (var seen in new[] { "fraudserver.events", "fraudserver.event.duration", "http.server.request.duration" })
            Assert.Contains(seen, metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", traces + metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_address_stops_the_start_with_its_name()
    {
        var refused = await Assert.ThrowsAsync<StartException>(() => Service.StartAsync(new(StringComparer.Ordinal) { ["FraudServer:OtlpEndpoint"] = "collector" }));

        Assert.Contains("FraudServer__OtlpEndpoint=http://localhost:4318", refused.Message, StringComparison.Ordinal);
    }

    // Not through HttpClient: it is in the service's process here.
    private static async Task AskAsync(int port, string address)
    {
        using var client = new TcpClient("localhost", port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream());
        Assert.StartsWith("HTTP/1.1 200", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private static async Task<WebApplication> ReceiverAsync(ConcurrentQueue<(string Path, string Body)> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
        await app.StartAsync();
        return app;
    }
}
