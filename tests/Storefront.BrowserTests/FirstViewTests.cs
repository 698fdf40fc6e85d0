using Microsoft.Playwright;

namespace Storefront.BrowserTests;

/// <summary>What somebody on a phone gets who has never been here.</summary>
[Collection(OnStage.Name)]
public sealed class FirstViewTests(Stage stage)
{
    private const int Width = 390, Height = 844;

    [Fact]
    public async Task The_first_view_is_light_complete_and_still()
    {
        await using var shopper = await stage.VisitAsync(width: Width, height: Height);
        await shopper.Context.AddInitScriptAsync("""
            window.shift = 0;
            new PerformanceObserver(list => list.getEntries().forEach(entry => window.shift += entry.value)).observe({ type: 'layout-shift', buffered: true });
            """);
        var requests = new List<string>();
        var bytes = 0.0;
        var network = await shopper.Context.NewCDPSessionAsync(shopper.Page);
        network.Event("Network.requestWillBeSent").OnEvent += (_, sent) => requests.Add(sent!.Value.GetProperty("request").GetProperty("url").GetString()!);
        network.Event("Network.loadingFinished").OnEvent += (_, finished) => bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
        await network.SendAsync("Network.enable");

        await shopper.Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.All(requests.Where(address => !address.StartsWith("data:", StringComparison.Ordinal)), address => Assert.StartsWith(stage.World.ShopAddress.ToString(), address));
        Assert.True(requests.Count <= 20, $"{requests.Count} requests: {string.Join(' ', requests)}");
        Assert.InRange(bytes, 10_000, 200_000);
        Assert.InRange(await shopper.Page.EvaluateAsync<double>("window.shift"), 0, 0.01); // a font that comes late on a busy machine moves a line by a hair; up to 0.1 is called good
        Assert.Empty(shopper.Faults);
    }

    [Fact]
    public async Task Something_to_buy_with_its_price_stands_there_without_scrolling()
    {
        await using var shopper = await stage.VisitAsync(width: Width, height: Height);

        await shopper.Page.GotoAsync("/");

        var offers = await shopper.Page.Locator("main a[href^='/p/']").AllAsync();
        var inView = 0;
        foreach (var offer in offers)
        {
            if ((await offer.InnerTextAsync()).Contains('$') && await offer.BoundingBoxAsync() is { } box && box is { X: >= 0, Y: >= 0 } && box.X + box.Width <= Width && box.Y + box.Height <= Height)
                inView++;
        }

        Assert.True(inView > 0, $"None of {offers.Count} offers stands in the first {Height} px.");
    }
}
