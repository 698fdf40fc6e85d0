using System.Net;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Hosting.Security;

namespace Storefront.Tests.Web.Hosting;

public sealed class PostGuardTests(SharedShop shared) : IClassFixture<SharedShop>
{
    private readonly BareShop shop = shared.Shop;

    private const string CartCookie = ShopCookies.Cart + "=somebody";

    [Fact]
    public async Task Every_post_of_the_shop_refuses_a_cookie_that_opens_something_without_a_token()
    {
        var posts = Endpoints().Where(endpoint => Verbs(endpoint).Contains("POST", StringComparer.Ordinal)).ToList();

        Assert.NotEmpty(posts);
        foreach (var (post, cookie) in posts.SelectMany(post => new[] { ShopCookies.Cart, ShopCookies.Account, ShopCookies.TwoFactor }.Select(cookie => (post, cookie))))
        {
            using var request = Post(Address(post));
            request.Headers.Add("Cookie", cookie + "=somebody");
            using var answer = await shop.Client.SendAsync(request);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"POST {post.RoutePattern.RawText} answered {(int)answer.StatusCode} without a token.");
        }
    }

    [Fact]
    public async Task No_page_of_the_shop_answers_to_whatever_method()
    {
        var open = Endpoints()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not null && Verbs(endpoint).Count == 0)
            .Select(endpoint => endpoint.RoutePattern.RawText?.TrimStart('/'));

        // The error page is shown in place of whatever failed, a post included.
        Assert.All(open, address => Assert.StartsWith("error/", address, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_forms_that_are_given_out_before_there_is_a_cookie_may_do_without_a_token_where_the_browser_vouches_for_them()
    {
        var excepted = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<SameOriginSufficesAttribute>() is not null);

        Assert.Equal(["account/forgot", "account/sign-in", "account/sign-in/passkey", "account/sign-in/passkey/options", "account/sign-up", "cart/add"], excepted.Select(endpoint => endpoint.RoutePattern.RawText?.TrimStart('/')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_form_of_ours_is_accepted_with_its_token_and_its_cookie()
    {
        using var form = await shop.Client.GetAsync("/test/form");
        var token = await form.Content.ReadAsStringAsync();
        var cookie = form.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var request = Post("/test/order", ("name", "Anna"), ("__RequestVerificationToken", token));
        request.Headers.Add("Cookie", $"{CartCookie}; {cookie}");

        using var answer = await shop.Client.SendAsync(request);

        Assert.Equal("ordered for Anna", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "http://shop.example", true)]
    [InlineData("Origin", "https://shop.example", true)] // a proxy ended TLS
    [InlineData("Origin", "http://shop.example:8080", false)]
    public async Task A_post_that_says_where_it_comes_from_must_come_from_the_shop(string header, string value, bool accepted)
    {
        using var request = Post("/test/order", ("name", "Anna"));
        request.Headers.Host = "shop.example";
        request.Headers.Add(header, value);

        using var answer = await shop.Client.SendAsync(request);

        Assert.Equal(accepted ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_visitor_without_a_cookie_needs_no_token()
    {
        using var answer = await shop.Client.SendAsync(Post("/test/order", ("name", "Anna")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_post_that_is_too_large_is_refused_as_such()
    {
        using var request = Post("/test/order", ("name", new string('x', 300_000)));
        request.Headers.Add("Cookie", CartCookie);

        using var answer = await shop.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private IEnumerable<RouteEndpoint> Endpoints() =>
        shop.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static IReadOnlyList<string> Verbs(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    private static string Address(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : "11111111-2222-3333-4444-555555555555"))));

    private static HttpRequestMessage Post(string address, params (string Name, string Value)[] fields) =>
        new(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
}
