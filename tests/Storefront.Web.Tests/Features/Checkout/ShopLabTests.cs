using Storefront.AttackLab;

namespace Storefront.Web.Tests.Features.Checkout;

/// <summary>The attack lab buys in a running shop, page by page.</summary>
public sealed class ShopLabTests
{
    [Fact]
    public async Task The_lab_buys_in_the_shop_for_honest_and_dishonest_people()
    {
        await using var world = await World.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Hosting:KnownProxies"] = "127.0.0.1;::1" });
        using var report = new StringWriter();

        var exit = await Lab.RunAsync(["--shop", world.ShopAddress.ToString(), "--every", "15"], report, report);

        Assert.True(exit == 0, report.ToString());
        Assert.Contains("this shop", report.ToString(), StringComparison.Ordinal);
        var addresses = (await world.ReceivedAsync()).Where(row => row.Event == "Purchase").Select(row => row.Request.GetProperty("deviceContext").GetProperty("ipAddress").GetString()).ToList();
        Assert.True(addresses.Count >= 5, report.ToString());
        Assert.All(addresses, address => Assert.StartsWith("198.", address, StringComparison.Ordinal));
    }
}
