using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Storefront.Tests.Web.Hosting;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Traces_and_metrics_arrive_where_the_setting_says_with_routes_instead_of_addresses()
    {
        var received = new ConcurrentQueue<(string Path, string Body)>();
        await using var receiver = await ReceiverAsync(received);

        await using (var shop = await BareShop.StartAsync([$"--Telemetry:OtlpEndpoint={receiver.Urls.First()}"]))
            await AskAsync(shop.Client.BaseAddress!.Port, "/test/words/canary-path?key=canary-query");

        var traces = string.Concat(received.Where(item => item.Path == "/v1/traces").Select(item => item.Body));
        Assert.Contains("Storefront.Web", traces, StringComparison.Ordinal);
        Assert.Contains("GET /test/words/{secret}", traces, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", traces, StringComparison.Ordinal);
        Assert.Contains(received, item => item.Path == "/v1/metrics" && item.Body.Contains("http.server.request.duration", StringComparison.Ordinal));
    }

    // Not through HttpClient: it is in the shop's process here, and its calls would be traced as the shop's own.
    private static async Task AskAsync(int port, string address)
    {
        using var client = new TcpClient("127.0.0.1", port);
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
