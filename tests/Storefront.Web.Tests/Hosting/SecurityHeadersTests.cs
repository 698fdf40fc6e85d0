using System.Net;

namespace Storefront.Tests.Web.Hosting;

public sealed class SecurityHeadersTests(SharedShop shared) : IClassFixture<SharedShop>
{
    private readonly BareShop shop = shared.Shop;

    [Theory]
    [InlineData("/test/words/x", HttpStatusCode.OK)]
    [InlineData("/test/failure", HttpStatusCode.InternalServerError)]
    [InlineData("/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("/fonts/figtree-latin.woff2", HttpStatusCode.OK)]
    public async Task Every_answer_carries_the_headers_that_protect_the_browser(string address, HttpStatusCode status)
    {
        using var answer = await shop.Client.GetAsync(address);

        Assert.Equal(status, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        foreach (var rule in new[] { "default-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'" })
            Assert.Contains(rule, policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("camera=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security")); // not over http
    }
}
