using System.Net;
using System.Text.RegularExpressions;

namespace Storefront.Tests.Web.Hosting;

/// <summary>What cookies, proxies, https and encodings do to an answer.</summary>
public sealed partial class SurroundingsTests
{
    [Fact]
    public async Task In_Production_every_cookie_is_HttpOnly_Lax_and_Secure_and_https_is_remembered()
    {
        await using var shop = await BareShop.StartInProductionAsync("--Hosting:KnownProxies=127.0.0.1");

        using var cart = await shop.Client.SendAsync(Forwarded("/test/cookie"));
        using var form = await shop.Client.SendAsync(Forwarded("/test/form"));

        foreach (var cookie in cart.Headers.GetValues("Set-Cookie").Concat(form.Headers.GetValues("Set-Cookie")))
        {
            var attributes = cookie.Split("; ");
            Assert.Contains("httponly", attributes, StringComparer.OrdinalIgnoreCase);
            Assert.Contains("samesite=lax", attributes, StringComparer.OrdinalIgnoreCase);
            Assert.Contains("secure", attributes, StringComparer.OrdinalIgnoreCase);
            Assert.StartsWith("__Host-storefront.", cookie, StringComparison.Ordinal);
            Assert.Contains("path=/", attributes, StringComparer.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal("max-age=31536000", Assert.Single(cart.Headers.GetValues("Strict-Transport-Security")));
    }

    [Theory]
    [InlineData("__Host-storefront.cart=x", "x")]
    [InlineData("storefront.cart=x", "none")]
    public async Task In_Production_a_cookie_without_the_prefix_is_not_there(string sent, string seen)
    {
        await using var shop = await BareShop.StartInProductionAsync("--Hosting:KnownProxies=127.0.0.1");
        using var request = Forwarded("/test/cart");
        request.Headers.Add("Cookie", sent);

        using var answer = await shop.Client.SendAsync(request);

        Assert.Equal(seen, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task In_Production_whoever_comes_through_the_proxy_without_TLS_is_sent_to_it()
    {
        await using var shop = await BareShop.StartInProductionAsync("--Hosting:KnownProxies=127.0.0.1");
        using var plain = Forwarded("/p/cafe-mug?x=1", "http");
        using var health = Forwarded("/health/live", "http");

        using var sent = await shop.Client.SendAsync(plain);
        using var alive = await shop.Client.SendAsync(health);

        Assert.Equal((HttpStatusCode.PermanentRedirect, $"https://{shop.Client.BaseAddress!.Authority}/p/cafe-mug?x=1"), (sent.StatusCode, sent.Headers.Location?.OriginalString));
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task In_Development_a_cookie_works_over_http()
    {
        await using var shop = await BareShop.StartAsync();

        using var answer = await shop.Client.GetAsync("/test/cookie");

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("10.9.8.0/24;127.0.0.1", "203.0.113.9 https")]
    [InlineData("10.9.8.7", "127.0.0.1 http")]
    [InlineData("", "127.0.0.1 http")]
    public async Task Forwarded_headers_are_believed_from_known_proxies_only(string known, string expected)
    {
        await using var shop = await BareShop.StartAsync([$"--Hosting:KnownProxies={known}", "--ForwardedHeaders_Enabled=true"]);

        using var answer = await shop.Client.SendAsync(Forwarded("/test/caller"));

        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("identity", "")]
    public async Task A_page_travels_as_the_browser_can_read_it(string accepted, string encoding)
    {
        await using var shop = await BareShop.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/test/words/x");
        request.Headers.Add("Accept-Encoding", accepted);

        using var answer = await shop.Client.SendAsync(request);

        Assert.Equal(encoding, string.Join(',', answer.Content.Headers.ContentEncoding));
    }

    [Fact]
    public async Task Every_file_the_pages_and_the_stylesheet_name_may_be_kept_for_good()
    {
        // Files as they were built, which is what is delivered outside Development.
        await using var shop = await BareShop.StartAsync(["--ReloadStaticAssetsAtRuntime=false"]);
        var page = await shop.Client.GetStringAsync("/");
        var sheet = Named().Match(page).Value;
        var files = FilesOf(page).Concat(FilesOf(await shop.Client.GetStringAsync(sheet))).Distinct().ToList();

        Assert.Contains(files, file => file.EndsWith(".woff2", StringComparison.Ordinal));
        foreach (var file in files)
        {
            using var answer = await shop.Client.GetAsync(file);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(answer.Headers.CacheControl?.ToString().Contains("immutable", StringComparison.Ordinal), $"{file}: {answer.Headers.CacheControl}");
        }

        static IEnumerable<string> FilesOf(string text) => PageFile().Matches(text).Select(match => "/" + match.Groups["file"].Value.TrimStart('/'));
    }

    [Fact]
    public async Task Nothing_of_a_failure_is_shown_in_Production()
    {
        await using var shop = await BareShop.StartInProductionAsync();

        using var answer = await shop.Client.GetAsync("/test/failure");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("A page that always fails", page, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", page, StringComparison.Ordinal);
        Assert.Matches("[0-9a-f]{32}", page); // the number the log knows it by
    }

    [GeneratedRegex("/site[^\"]*\\.css", RegexOptions.NonBacktracking)]
    private static partial Regex Named();

    [GeneratedRegex("(?:src=|href=|url\\()\"(?<file>/?[^\":#?]+\\.(?:woff2|css|js|svg))", RegexOptions.NonBacktracking)]
    private static partial Regex PageFile();

    private static HttpRequestMessage Forwarded(string address, string scheme = "https")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", scheme);
        return request;
    }
}
