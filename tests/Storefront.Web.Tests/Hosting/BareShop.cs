using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web;
using Storefront.Web.Hosting;

namespace Storefront.Tests.Web.Hosting;

/// <summary>The shop by itself on a free port, without service and bank, with a few pages of the tests beside its own.</summary>
internal sealed class BareShop : IAsyncDisposable
{
    private readonly bool keep;

    private BareShop(RunningShop running, string directory, bool keep)
    {
        this.keep = keep;
        Running = running;
        Directory = directory;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(running.Urls.First()) };
    }

    public RunningShop Running { get; }

    public string Directory { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => Running.Services;

    /// <summary>Everything a shop outside Development must be told.</summary>
    public static string[] Production { get; } =
    [
        "--environment=Production", "--Shop:PublicAddress=https://shop.example", "--Shop:ContactEmail=help@shop.example",
        "--Mail:SmtpHost=127.0.0.1", "--Mail:Port=1", "--Mail:From=Kettlewend <orders@shop.example>",
        "--FraudProtection:Enabled=false", "--FraudProtection:Authority=", "--FraudProtection:ClientId=", "--FraudProtection:ClientSecret=",
        "--Payments:AllowPretendBank=true", "--Payments:MerchantKey=a-merchant-key-of-these-tests",
    ];

    /// <summary>A shop outside Development, on a database that was migrated as an operator does it.</summary>
    public static async Task<BareShop> StartInProductionAsync(params string[] settings)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("shop-").FullName;
        Assert.Equal(0, await ShopHost.RunAsync(["migrate", "--Storage:Directory=" + directory]));
        return await StartAsync([.. Production, .. settings], directory: directory);
    }

    public static async Task<BareShop> StartAsync(string[]? settings = null, Action<WebApplicationBuilder>? adapt = null, string? directory = null, bool keep = false)
    {
        directory ??= System.IO.Directory.CreateTempSubdirectory("shop-").FullName;
        string[] args =
        [
            "--environment=Development", "--urls=http://127.0.0.1:0", "--Storage:Directory=" + directory,
            "--EmbeddedServices:FraudServer=false", "--EmbeddedServices:Bank=false",
            "--FraudProtection:Endpoint=http://127.0.0.1:1", "--Payments:BankAddress=http://127.0.0.1:1", .. settings ?? [],
        ];
        try
        {
            return new(await ShopHost.StartAsync(args, Adapt), directory, keep);
        }
        catch
        {
            System.IO.Directory.Delete(directory, recursive: true);
            throw;
        }

        void Adapt(WebApplicationBuilder builder)
        {
            builder.Services.AddControllersWithViews().ConfigureApplicationPartManager(parts => parts.FeatureProviders.Add(new TestPages.Provider()));
            adapt?.Invoke(builder);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Running.DisposeAsync();
        if (!keep)
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
    internal sealed class Provider : IApplicationFeatureProvider<ControllerFeature>
    {
        public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature) => feature.Controllers.Add(typeof(TestPages).GetTypeInfo());
    }

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

    [HttpGet("cart")]
    public IActionResult Cart() => Content(Request.Cookies[Storefront.Web.Hosting.Security.ShopCookies.Cart] ?? "none");

    [HttpGet("caller")]
    public IActionResult Caller() => Content($"{HttpContext.Connection.RemoteIpAddress} {Request.Scheme}");
}
