using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Staff;

public sealed class StaffSignInTests
{
    [Fact]
    public async Task A_shop_that_asks_it_of_its_staff_opens_the_back_office_with_a_second_factor_only()
    {
        await using var shop = await Shop.StartAsync("Accounts:StaffNeedTwoFactor=true");
        using var browser = shop.Visit();
        await browser.SignInAsync(People.Reviewer);

        var sent = await browser.GetAsync("/admin/accounts");
        Assert.Contains("Whoever works in the back office needs it", sent.Text, StringComparison.Ordinal);
        await browser.PressAsync(sent, "Turn on", ("Code", Accounts.Authenticator.Code(sent.One(".how code"))));

        Assert.Equal("Accounts to check", (await browser.GetAsync("/admin/accounts")).Heading);
    }

    [Fact]
    public async Task Staff_begin_at_their_work_and_shoppers_at_their_account()
    {
        await using var shop = await Shop.StartAsync();
        using var reviewer = shop.Visit();
        using var shopper = shop.Visit();

        Assert.StartsWith("/admin", (await reviewer.SignInAsync(People.Reviewer)).Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("/account", (await shopper.SignInAsync(People.ShopperA)).Address.AbsolutePath);
        Assert.Equal("This is not for your account", (await shopper.GetAsync("/admin/accounts")).Heading);
    }
}
