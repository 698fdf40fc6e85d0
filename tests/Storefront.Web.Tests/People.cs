namespace Storefront.Web.Tests;

/// <summary>The accounts that Development has, and signing in to them.</summary>
internal static class People
{
    public const string Password = "Only-for-development-1";
    public const string Administrator = "admin@storefront.example";
    public const string Reviewer = "reviewer@storefront.example";
    public const string Support = "support@storefront.example";
    public const string ShopperA = "shopper-a@storefront.example";
    public const string ShopperB = "shopper-b@storefront.example";

    public static async Task<Page> SignInAsync(this Browser browser, string email, string password = Password)
    {
        var page = await browser.TrySignInAsync(email, password);
        Assert.True(page.Status == System.Net.HttpStatusCode.OK && !page.Address.AbsolutePath.EndsWith("/sign-in", StringComparison.Ordinal), $"{email} was not signed in: {page.Text}");
        return page;
    }

    public static async Task<Page> TrySignInAsync(this Browser browser, string email, string password, string? returnUrl = null) =>
        await browser.PressAsync(
            await browser.GetAsync("/account/sign-in" + (returnUrl is null ? "" : "?returnUrl=" + Uri.EscapeDataString(returnUrl))),
            "Sign in", ("Email", email), ("Password", password));
}
