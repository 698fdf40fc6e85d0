using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web;
using Storefront.Web.Hosting;

namespace Storefront.Tests.Web.Hosting;

/// <summary>The shop by itself on a free port, without service and bank, with a few pages of the tests beside its own.</summary>
internal sealed class BareShop : IAsyncDisposable
{
    private BareShop(RunningShop running, string directory)
    {
        Running = running;
        Directory = directory;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(running.Urls.First()) };
    }

    public RunningShop Running { get; }

    public string Directory { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => Running.Services;

    public static async Task<BareShop> StartAsync(string[]? settings = null, Action<WebApplicationBuilder>? adapt = null, string? directory = null)
    {
        directory ??= System.IO.Directory.CreateTempSubdirectory("shop-").FullName;
        string[] args =
        [
            "--environment=Development", "--urls=http://127.0.0.1:0", "--Storage:Directory=" + directory,
            "--EmbeddedServices:FraudServer=false", "--EmbeddedServices:Bank=false", .. settings ?? [],
        ];
        return new(await ShopHost.StartAsync(args, Adapt), directory);

        void Adapt(WebApplicationBuilder builder)
        {
            builder.Services.AddControllersWithViews().AddApplicationPart(typeof(TestPages).Assembly);
            adapt?.Invoke(builder);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Running.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}

/// <summary>One shop for the tests of a class that need nothing special of it.</summary>
public sealed class SharedShop : IAsyncLifetime
{
    internal BareShop Shop { get; private set; } = null!;

    public async Task InitializeAsync() => Shop = await BareShop.StartAsync();

    public async Task DisposeAsync() => await Shop.DisposeAsync();
}

/// <summary>Pages that only the tests have.</summary>
[Route("test")]
public sealed class TestPages : Controller
{
    [HttpGet("words/{secret}")]
    public IActionResult Words(string secret) => Content(string.Concat(Enumerable.Repeat($"<p>words about {secret.Length}</p>", 200)), "text/html");

    [HttpGet("failure")]
    public IActionResult Failure() => throw new InvalidOperationException("A page that always fails.");

    [HttpPost("order")]
    public IActionResult Order(string? name) => Content("ordered for " + name);

    [HttpGet("form")]
    public IActionResult Form([FromServices] Microsoft.AspNetCore.Antiforgery.IAntiforgery antiforgery) =>
        Content(antiforgery.GetAndStoreTokens(HttpContext).RequestToken!);

    [HttpGet("cookie")]
    public IActionResult Cookie()
    {
        Response.Cookies.Append(Storefront.Web.Hosting.Security.ShopCookies.Cart, "x");
        return Content("set");
    }

    [HttpGet("caller")]
    public IActionResult Caller() => Content($"{HttpContext.Connection.RemoteIpAddress} {Request.Scheme}");
}
