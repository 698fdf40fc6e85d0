using System.Net;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Accounts;

public sealed class SignInLimitTests
{
    [Fact]
    public async Task Guessing_at_one_address_or_from_one_place_is_slowed_down_and_what_was_typed_is_kept()
    {
        await using var shop = await Shop.StartAsync("Accounts:TriesPerEmail=3", "Accounts:TriesPerIp=6");
        using var browser = shop.Visit();
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.TrySignInAsync("someone@storefront.example", "wrong-password-1")).Status);

        var slowed = await browser.TrySignInAsync("SOMEONE@storefront.example ", "wrong-password-1");
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.TrySignInAsync($"other-{i}@storefront.example", "wrong-password-1")).Status);
        var here = await browser.TrySignInAsync("yet-another@storefront.example", "wrong-password-1");

        Assert.Equal(HttpStatusCode.TooManyRequests, slowed.Status);
        Assert.Contains("That was a lot of tries", slowed.Text, StringComparison.Ordinal);
        Assert.InRange(slowed.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
        Assert.Equal("SOMEONE@storefront.example ", slowed.Document.GetElementById("Email")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.TooManyRequests, here.Status);
    }
}
