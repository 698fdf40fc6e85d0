using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Accounts;

public sealed class ProtectionModeTests
{
    [Fact]
    public async Task In_Evaluate_everything_is_told_and_nothing_changes()
    {
        await using var world = await World.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["AccountProtection:Mode"] = "Evaluate" });
        using var browser = world.Visit();
        var email = await world.AddCustomerAsync("watched+reject");

        Assert.Equal("Hello, Nora", (await browser.SignInAsync(email)).Heading);

        var told = await World.EventuallyAsync(() => world.ReceivedAsync(), rows => rows.Any(row => row.Event == "AccountLogin.Status"), TimeSpan.FromSeconds(30));
        var asked = Assert.Single(told, row => row.Event == "AccountLogin");
        Assert.Equal("Evaluate", asked.Request.GetProperty("metadata").GetProperty("assessmentType").GetString());
        Assert.Equal("Approved", Assert.Single(told, row => row.Event == "AccountLogin.Status").Request.GetProperty("statusDetails").GetProperty("statusType").GetString());
    }

    [Theory] // C17: only purchase protection is integrated unless somebody asks for more
    [InlineData("AccountProtection:Mode", "Off")]
    [InlineData("FraudProtection:Enabled", "false")]
    public async Task Switched_off_nothing_is_asked_and_nothing_is_told(string setting, string value)
    {
        await using var world = await World.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["AccountProtection:Mode"] = "Protect", [setting] = value });
        using var browser = world.Visit();
        var email = await world.AddCustomerAsync("ignored+reject");

        await browser.SignInAsync(email);
        await browser.PressAsync(await browser.GetAsync("/account"), "Sign out");
        var page = await browser.PressAsync(await browser.GetAsync("/account/sign-up"), "Create account",
            ("FirstName", "Nora"), ("LastName", "Ellery"), ("Email", ProtectedShop.NewAddress("+reject")), ("Password", ProtectedShop.Password));

        Assert.Equal("Check your mailbox", page.Heading);
        Assert.Equal(0, await world.LookAsync(db => Task.FromResult(db.Outbox.Count())));
        Assert.Empty(await world.ReceivedAsync());
    }

    [Fact]
    public async Task A_service_that_is_away_keeps_nobody_out()
    {
        await using var world = await World.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AccountProtection:Mode"] = "Protect",
            ["FraudProtection:Endpoint"] = "http://127.0.0.1:9/",
            ["FraudProtection:Timeout"] = "00:00:01",
        });
        using var browser = world.Visit();
        var email = await world.AddCustomerAsync("unlucky+reject");

        Assert.Equal("Hello, Nora", (await browser.SignInAsync(email)).Heading);
    }
}
