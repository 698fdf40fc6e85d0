using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Storefront.FraudServer.Webhooks;

namespace Storefront.Tests.FraudServer;

/// <summary>A shop that listens for what the service tells it.</summary>
internal sealed class ListeningShop : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Body, string Signature)> _heard = new();

    public ListeningShop()
    {
        Address = $"http://127.0.0.1:{FreePort.Take()}/cases/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ListenAsync();
    }

    public string Address { get; }
    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;
    public IReadOnlyList<(string Body, string Signature)> Heard => [.. _heard];

    public void Forget() => _heard.Clear();

    public void Dispose() => _listener.Close();

    public async Task<IReadOnlyList<(string Body, string Signature)>> HearAsync(int count)
    {
        for (var waited = 0; _heard.Count < count && waited < 300; waited++)
            await Task.Delay(100);
        Assert.True(_heard.Count >= count, $"{_heard.Count} deliveries came, not {count}.");
        return Heard;
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                var body = await reader.ReadToEndAsync();
                context.Response.StatusCode = (int)Status;
                context.Response.Close();
                _heard.Enqueue((body, context.Request.Headers[WebhookSignature.Header] ?? ""));
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // the test is over
        }
    }
}
