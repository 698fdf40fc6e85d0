using Storefront.Web.Tests;

namespace Storefront.BrowserTests;

/// <summary>A guest who lets the shop look at the browser, and what the service then knows of it.</summary>
[Collection(OnStage.Name)]
public sealed class DeviceJourneyTests(Stage stage)
{
    [Fact]
    public async Task The_script_runs_under_the_strict_policy_and_the_purchase_is_judged_with_what_the_browser_is()
    {
        await using var world = await World.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["FraudProtection:Timeout"] = Stage.SlowMachine,
            ["DeviceFingerprinting:Enabled"] = "true",
            ["FraudServer:Fingerprinting:Enabled"] = "true",
        });
        await using var shopper = await stage.VisitAsync(world: world);
        await shopper.AddAsync("pocket-torch");
        await shopper.CheckOutAsync();
        await shopper.FillInDeliveryAsync();
        await shopper.Field("Look at what kind of browser I use").CheckAsync();
        await shopper.ContinueAsync();
        var told = await shopper.Page.RunAndWaitForResponseAsync(() => shopper.UseCardAsync(Guest.GoodCard), answer => answer.Url.EndsWith("/mdt/collect", StringComparison.Ordinal), new() { Timeout = Stage.Patience });
        Assert.Equal(204, told.Status);

        await shopper.PlaceOrderAsync("Thank you, Nora. Your order is placed");

        var purchase = Assert.Single(await shopper.PurchasesAsync());
        var device = purchase.Response.GetProperty("resultDetails").GetProperty("DeviceAttributes");
        Assert.StartsWith("Linux", device.GetProperty("Platform").GetString(), StringComparison.Ordinal);
        Assert.Equal("DFPFingerPrinting", purchase.Request.GetProperty("deviceContext").GetProperty("provider").GetString());
        await shopper.ExpectAsync(purchase, ["Purchase", "BankEvent Auth Approved", "PurchaseStatus Approved RuleEngine", "BankEvent Charge Approved"], ["authorize approved", "capture approved"]);
    }
}
