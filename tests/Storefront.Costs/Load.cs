using System.Diagnostics;

namespace Storefront.Costs;

internal sealed record Cost(double Milliseconds, double PerSecond);

/// <summary>Asks for one page as fast as it comes, over so many connections.</summary>
internal static class Load
{
    public static async Task<int> SizeAsync(Uri page, string? cookie)
    {
        using var http = Client(1);
        return (await AskAsync(http, page, cookie)).Length;
    }

    /// <summary>The CPU time of the process, shared out over the requests it answered meanwhile.</summary>
    public static async Task<Cost> RunAsync(Uri page, string? cookie, Process process, int connections, TimeSpan time)
    {
        using var http = Client(connections);
        process.Refresh();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; clock.Elapsed < time; count++)
                await AskAsync(http, page, cookie);
            return count;
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        var requests = counts.Sum();
        return new Cost((process.TotalProcessorTime - before).TotalMilliseconds / requests, requests / seconds);
    }

    private static HttpClient Client(int connections) => new(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseCookies = false, UseProxy = false });

    private static async Task<byte[]> AskAsync(HttpClient http, Uri page, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        if (cookie is not null)
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
