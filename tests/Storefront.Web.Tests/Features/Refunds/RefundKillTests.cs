namespace Storefront.Web.Tests.Features.Refunds;

/// <summary>The shop is killed while a refund is being paid or told, and started again: it is paid once, and told once in each state.</summary>
public sealed class RefundKillTests
{
    private static readonly (string Service, string Path, bool Seen)[] Points = [("bank", "/refunds", true), ("bank", "/refunds", false), ("fraud", "/Refund", true), ("fraud", "/Refund", false)];

    /// <summary>All points with --long; otherwise the one that loses the answer that matters most.</summary>
    public static TheoryData<string, string, bool> KillPoints()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (var (service, path, seen) in Environment.GetEnvironmentVariable("STOREFRONT_LONG_TESTS") is null ? Points[..1] : Points)
            data.Add(service, path, seen);
        return data;
    }

    [Theory]
    [MemberData(nameof(KillPoints))]
    public async Task A_killed_shop_pays_a_refund_it_began_exactly_once(string service, string path, bool seen)
    {
        var directory = Directory.CreateTempSubdirectory("storefront-kill-").FullName;
        var world = World.At(directory, World.FreePorts(4));
        await using var fraud = await Proxy.StartAsync(world.ServiceAddress);
        await using var bank = await Proxy.StartAsync(world.BankAddress);
        var settings = world.Settings(new Dictionary<string, string?>
        {
            ["FraudProtection:Endpoint"] = fraud.Address.ToString(),
            ["FraudProtection:Timeout"] = "00:00:20", // a busy machine is no lost answer
            ["Payments:BankAddress"] = bank.Address.ToString(),
        });
        using var reached = new SemaphoreSlim(0);

        var shop = await ShopProcess.StartAsync(settings, world.ShopAddress);
        try
        {
            using var guest = new Guest(world);
            await guest.BuyAsync(slug: "cafe-mug", sku: "KIT-CAFE-CREAM");
            var purchase = (await World.EventuallyAsync(() => world.ReceivedAsync(), rows => rows.Count >= 4, TimeSpan.FromSeconds(60)))[0].Text("purchaseId");
            using var staff = world.Visit();
            await staff.SignInAsync(People.Support);
            var list = await staff.GetAsync("/admin/orders");
            var file = await staff.GetAsync(list.Document.QuerySelector("tbody th a")!.GetAttribute("href")!);
            (service == "bank" ? bank : fraud).Behaviour = async call =>
            {
                if (!call.Path.EndsWith(path, StringComparison.OrdinalIgnoreCase))
                {
                    await call.PassOnAsync();
                    return;
                }

                if (seen)
                    (await call.ForwardAsync()).Dispose();
                reached.Release();
                await call.HangAsync();
            };
            await staff.PressAsync(file, "Refund", ("what", "amount"), ("amount", "7.25"));
            Assert.True(await reached.WaitAsync(TimeSpan.FromSeconds(60)), "The kill point was not reached.\n" + shop.Output);

            shop.Kill();
            fraud.Behaviour = bank.Behaviour = call => call.PassOnAsync();
            shop.Dispose();
            shop = await ShopProcess.StartAsync(settings, world.ShopAddress);

            var told = await World.EventuallyAsync(
                async () => (await world.ReceivedAsync(purchase)).Where(row => row.Event == "Refund").GroupBy(TrackingId).Select(deliveries => deliveries.First()).ToList(),
                rows => rows.Count >= 2,
                TimeSpan.FromSeconds(90));
            Assert.Equal(["Refund Unknown CustomerRequest", "Refund Approved CustomerRequest"], told.Select(row => row.Story));
            Assert.Single(told.Select(row => row.Text("refundId")).Distinct());
            Assert.Equal(["authorize approved", "capture approved", "refund approved"], (await world.LedgerAsync(purchase)).Select(row => row.Story));
        }
        finally
        {
            shop.Dispose();
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>A delivery repeated after a kill is the same event.</summary>
    private static string? TrackingId(Received row) => row.Request.GetProperty("_metadata").GetProperty("trackingId").GetString();
}
