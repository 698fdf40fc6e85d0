using System.Globalization;
using Microsoft.Playwright;
using Storefront.Web.Tests;

namespace Storefront.BrowserTests;

/// <summary>One shop with its neighbours and one Chromium, shared by every test: starting them is what takes time.</summary>
public sealed class Stage : IAsyncLifetime
{
    // A busy machine is slow, not broken: nothing here fails for taking a while.
    internal const float Patience = 60_000;

    /// <summary>A late answer of Fraud Protection would be no answer, and hold the order.</summary>
    internal const string SlowMachine = "00:00:30";

    internal const int AttemptsPerEmail = 6;

    private IPlaywright playwright = null!;
    private IBrowser chromium = null!;

    internal World World { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Headless = true,
            Timeout = Patience,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        Assertions.SetDefaultExpectTimeout(Patience);
        World = await World.StartAsync(new Dictionary<string, string?>
        {
            ["FraudProtection:Timeout"] = SlowMachine,
            ["Checkout:AttemptsPerEmail"] = AttemptsPerEmail.ToString(CultureInfo.InvariantCulture), // every shopper has their own
            ["Checkout:AttemptsPerCard"] = "1000",
            ["Checkout:AttemptsPerAddress"] = "1000",
            ["Checkout:AttemptsPerIp"] = "1000",
            ["AccountProtection:Mode"] = "Protect",
            ["FraudServer:Cases:HoldMinutes"] = "0",
        });
    }

    /// <summary>A visitor who has never been here. Motion is off, so that what is looked at stands still.</summary>
    /// <param name="byName">At localhost: passkeys belong to a name, not to a number.</param>
    internal async Task<Shopper> VisitAsync(bool script = true, int width = 1280, int height = 860, World? world = null, bool byName = false)
    {
        world ??= World;
        var context = await chromium.NewContextAsync(new()
        {
            BaseURL = byName ? $"http://localhost:{world.ShopAddress.Port}/" : world.ShopAddress.ToString(),
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
            ColorScheme = ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = height },
        });
        context.SetDefaultTimeout(Patience);
        return new Shopper(world, context, await context.NewPageAsync());
    }

    public async Task DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
        await World.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class OnStage : ICollectionFixture<Stage>
{
    public const string Name = "On stage";
}
