using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Data;
using Storefront.Web.Hosting;

namespace Storefront.Web.Tests;

/// <summary>
/// The shop alone, for tests that neither pay nor ask Fraud Protection: on a free port, with a data folder of its own. As a class
/// fixture it starts once for all tests of the class.
/// </summary>
public class Shop : IAsyncLifetime, IAsyncDisposable
{
    private readonly string[] settings;
    private RunningShop? running;

    public Shop()
        : this([])
    {
    }

    /// <param name="settings">As on the command line: <c>Shop:Currency=EUR</c>.</param>
    protected Shop(string[] settings) => this.settings = settings;

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("shop-").FullName;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => running!.Services;

    public static async Task<Shop> StartAsync(params string[] settings)
    {
        var shop = new Shop(settings);
        await shop.InitializeAsync();
        return shop;
    }

    protected IReadOnlyList<string> Arguments =>
    [
        "--environment=Development", "--urls=http://127.0.0.1:0", $"--Storage:Directory={Directory}",
        "--EmbeddedServices:FraudServer=false", "--EmbeddedServices:Bank=false", "--Serilog:MinimumLevel:Default=Warning",
        .. settings.Select(setting => "--" + setting),
    ];

    public virtual async Task InitializeAsync()
    {
        running = await ShopHost.StartAsync([.. Arguments], Adapt);
        Address = new Uri(running.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        if (running is not null)
            await running.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
        GC.SuppressFinalize(this);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    /// <summary>A browser that has never been here.</summary>
    internal Browser Visit() => new(Address);

    /// <summary>Looks into the shop's database, or changes it behind the shop's back.</summary>
    internal async Task<T> LookAsync<T>(Func<StoreDb, Task<T>> question)
    {
        await using var scope = Services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<StoreDb>());
    }

    /// <summary>Where a test puts what it watches or slows the shop with.</summary>
    protected virtual void Adapt(WebApplicationBuilder builder)
    {
    }
}

/// <summary>What tests of pages ask of them.</summary>
internal static class Reading
{
    /// <summary>The text of every element of that kind, with blanks folded.</summary>
    public static IReadOnlyList<string> Texts(this Page page, string selector) =>
        [.. page.Document.QuerySelectorAll(selector).Select(element => string.Join(' ', element.TextContent.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)))];

    /// <summary>The text of the one element of that kind.</summary>
    public static string One(this Page page, string selector)
    {
        var found = page.Texts(selector);
        return found.Count == 1 ? found[0] : throw new InvalidOperationException($"{page.Address} ({(int)page.Status}) holds {found.Count} of {selector}. It says: {page.Text}");
    }

    public static bool Has(this Page page, string selector) => page.Document.QuerySelector(selector) is not null;

    /// <summary>The Set-Cookie lines as they were sent.</summary>
    public static IReadOnlyList<string> Cookies(this HttpResponseHeaders headers) => headers.TryGetValues("Set-Cookie", out var lines) ? [.. lines] : [];

    /// <summary>One post as a script would send it: no token, no cookie but the given ones, nothing followed.</summary>
    public static Task<HttpResponseMessage> PostBareAsync(this Shop shop, string path, IEnumerable<(string Name, string Value)> fields, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(shop.Address, path))
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return Bare.SendAsync(request);
    }

    private static readonly HttpClient Bare = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
}
