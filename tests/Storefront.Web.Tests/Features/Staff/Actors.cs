using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Tests.Web.Hosting;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Staff;

/// <summary>Seven visitors of one shop: each has its cookies, and a form token where those need one.</summary>
public sealed partial class Actors : IAsyncLifetime
{
    public static readonly IReadOnlyList<string> Names =
        ["anonymous", "guest link", "shopper A", "shopper B", "support", "reviewer", "administrator"];

    private readonly Dictionary<string, Visitor> visitors = new(StringComparer.Ordinal);
    private World world = null!;
    private string number = "";
    private string key = "";

    public async Task InitializeAsync()
    {
        world = await World.StartAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["FraudProtection:Timeout"] = "00:00:30" }, // on a busy machine a late answer would hold the order
            builder => builder.Services.AddControllersWithViews().ConfigureApplicationPartManager(parts => parts.FeatureProviders.Add(new TestPages.Provider())));
        await BuyAsync();
        visitors[Names[0]] = visitors[Names[1]] = new Visitor(world.Visit(), Email: null);
        foreach (var (name, email) in Names.Skip(2).Zip([People.ShopperA, People.ShopperB, People.Support, People.Reviewer, People.Administrator]))
            visitors[name] = new Visitor(world.Visit(), email);
    }

    public async Task DisposeAsync()
    {
        foreach (var visitor in visitors.Values)
            visitor.Browser.Dispose();
        await world.DisposeAsync();
    }

    /// <summary>Every route of the running shop, as <c>GET /orders/{number}</c>; files are not routes.</summary>
    internal IReadOnlyList<string> Routes() =>
    [
        .. world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(endpoint => (Pattern: "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), Methods: endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]))
            .Where(route => !route.Pattern.StartsWith("/test/", StringComparison.Ordinal) && !route.Pattern.StartsWith("/error/", StringComparison.Ordinal) && !route.Pattern.Contains(":file", StringComparison.Ordinal))
            .SelectMany(route => route.Methods.Select(method => $"{method} {route.Pattern}"))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    internal async Task<HttpResponseMessage> AskAsync(string actor, string route, string? origin = null)
    {
        var visitor = visitors[actor];
        var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
        var address = Parameter().Replace(pattern, match => Fill(match.Groups["name"].Value, route));
        if (actor == "guest link")
            address += $"?key={key}";
        await visitor.ComeInAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (origin is not null && method == "GET")
            request.Headers.Add("Origin", origin);
        if (method != "GET")
            request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", await visitor.TokenAsync())]);
        return await visitor.Browser.SendOnceAsync(request);
    }

    /// <summary>What stands for a parameter of a route. IDs are nobody's unless a line below says whose.</summary>
    private string Fill(string parameter, string route) => (parameter, route) switch
    {
        ("number", _) => number,
        ("slug", "GET /c/{slug}") => "lamps",
        ("slug", _) => "cafe-mug",
        ("name", "GET /developer/documents/{name}") => "refund.md",
        _ => "0f0e0d0c-0b0a-4908-8706-050403020100",
    };

    /// <summary>An order of a guest; the mail about it holds the link.</summary>
    private async Task BuyAsync()
    {
        using var guest = world.Guest();
        await guest.BuyAsync();
        var text = await World.EventuallyAsync(() => world.LookAsync(db => db.Mail.Where(mail => mail.To == guest.Email).Select(mail => mail.Text).FirstOrDefaultAsync()), mail => mail is not null);
        var link = OrderLink().Match(text!);
        (number, key) = (link.Groups["number"].Value, link.Groups["key"].Value);
    }

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"/orders/(?<number>[^?]+)\?key=(?<key>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OrderLink();

    private sealed record Visitor(Browser Browser, string? Email)
    {
        /// <summary>Signs in, also once more after a post that ended the session.</summary>
        public async Task ComeInAsync()
        {
            if (Email is null)
                return;
            using var account = await Browser.SendOnceAsync(new HttpRequestMessage(HttpMethod.Get, "/account"));
            if (account.StatusCode != System.Net.HttpStatusCode.OK)
                await Browser.SignInAsync(Email);
        }

        public async Task<string> TokenAsync()
        {
            using var form = await Browser.SendOnceAsync(new HttpRequestMessage(HttpMethod.Get, "/test/form"));
            return await form.Content.ReadAsStringAsync();
        }
    }
}
