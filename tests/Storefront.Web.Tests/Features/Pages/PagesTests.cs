using System.Net;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Pages;

public sealed class PagesTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task The_privacy_page_says_what_is_kept_and_shared()
    {
        using var visitor = shop.Visit();

        var page = await visitor.GetAsync("/privacy");

        Assert.Equal("Privacy", page.Heading);
        foreach (var word in (string[])["cookie", "90 days", "fraud protection service", "internet address", "help@kettlewend.example"])
            Assert.Contains(word, page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/error/404", HttpStatusCode.NotFound)]
    [InlineData("/error/200", HttpStatusCode.NotFound)]
    [InlineData("/error/429", HttpStatusCode.TooManyRequests)]
    [InlineData("/error/500", HttpStatusCode.InternalServerError)]
    public async Task What_is_not_there_or_broke_has_a_page_that_helps_on(string address, HttpStatusCode status)
    {
        using var visitor = shop.Visit();

        var page = await visitor.GetAsync(address);

        Assert.Equal(status, page.Status);
        Assert.Equal("/", page.Link("Go to the shop").AbsolutePath);
        Assert.Contains("help@kettlewend.example", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page.Html, StringComparison.Ordinal);
        Assert.Equal(status == HttpStatusCode.InternalServerError, page.Has("code"));
    }
}
