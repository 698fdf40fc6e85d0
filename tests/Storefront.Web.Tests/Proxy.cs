using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Storefront.Web.Tests;

/// <summary>Stands between the shop and what it talks to, and can hold, break or lose what passes.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly Uri target;
    private int calls;

    private Proxy(WebApplication app, Uri target) => (this.app, this.target) = (app, target);

    public Uri Address => new(app.Urls.Single());

    /// <summary>What to do with a call instead of passing it on. It may pass it on itself: before, after, or not at all.</summary>
    public Func<Call, Task> Behaviour { get; set; } = call => call.PassOnAsync();

    public int Calls => calls;

    public static async Task<Proxy> StartAsync(Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        var proxy = new Proxy(host, target);
        host.Run(proxy.HandleAsync);
        await host.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await app.StopAsync(stop.Token);
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        await Behaviour(new Call(context, body.ToArray(), Interlocked.Increment(ref calls), http, target));
    }

    internal sealed record Call(HttpContext Context, byte[] Body, int Number, HttpClient Http, Uri Target)
    {
        public string Path => Context.Request.Path;

        public async Task PassOnAsync() => await AnswerAsync(await ForwardAsync());

        /// <summary>Passes it on and keeps the answer.</summary>
        public async Task<HttpResponseMessage> ForwardAsync()
        {
            var request = new HttpRequestMessage(new HttpMethod(Context.Request.Method), new Uri(Target, Context.Request.Path + Context.Request.QueryString));
            if (Body.Length > 0)
            {
                request.Content = new ByteArrayContent(Body);
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(Context.Request.ContentType ?? "application/json");
            }

            foreach (var (name, value) in Context.Request.Headers)
            {
                if (name is not ("Host" or "Content-Type" or "Content-Length" or "Connection" or "Transfer-Encoding"))
                    request.Headers.TryAddWithoutValidation(name, value.ToArray());
            }

            return await Http.SendAsync(request);
        }

        public async Task AnswerAsync(HttpResponseMessage answer)
        {
            Context.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            {
                if (name is not ("Transfer-Encoding" or "Content-Length"))
                    Context.Response.Headers[name] = values.ToArray();
            }

            await Context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
        }

        public Task AnswerAsync(int status, string body)
        {
            Context.Response.StatusCode = status;
            Context.Response.ContentType = "application/json";
            return Context.Response.WriteAsync(body);
        }

        /// <summary>Accepts and never answers.</summary>
        public async Task HangAsync()
        {
            try
            {
                await Task.Delay(Timeout.Infinite, Context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                Context.Abort();
            }
        }
    }
}
