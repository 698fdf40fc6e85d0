namespace Storefront.Web.Tests.Features.Checkout;

/// <summary>
/// The shop is killed at the n-th outside call of placing an order, before or after the other side has seen it, and started
/// again: never an order without its authorization, a capture without an order, or a lost, doubled or reordered event.
/// </summary>
public sealed class KillTests
{
    private static readonly (string Service, string Path, bool Seen)[] Points =
    [
        ("bank", "/captures", true),
        ("fraud", "/Purchase", true),
        ("bank", "/authorizations", false),
        ("bank", "/authorizations", true),
        ("fraud", "/Purchase", false),
        ("bank", "/captures", false),
        ("fraud", "/BankEvent", false),
        ("fraud", "/BankEvent", true),
        ("fraud", "/PurchaseStatus", false),
        ("fraud", "/PurchaseStatus", true),
    ];

    /// <summary>All points with --long; the first two otherwise, which lose the answers that matter most.</summary>
    public static TheoryData<string, string, bool, bool> KillPoints()
    {
        var data = new TheoryData<string, string, bool, bool>();
        foreach (var (service, path, seen) in Environment.GetEnvironmentVariable("STOREFRONT_LONG_TESTS") is null ? Points[..2] : Points)
        {
            data.Add(service, path, seen, true);
            data.Add(service, path, seen, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(KillPoints))]
    public async Task A_killed_shop_finishes_what_it_began(string service, string path, bool seen, bool embedded)
    {
        var ports = World.FreePorts(4);
        var directory = Directory.CreateTempSubdirectory("storefront-kill-").FullName;
        var world = World.At(directory, ports);
        await using var fraud = await Proxy.StartAsync(world.ServiceAddress);
        await using var bank = await Proxy.StartAsync(world.BankAddress);
        var settings = world.Settings(new Dictionary<string, string?>
        {
            ["FraudProtection:Endpoint"] = fraud.Address.ToString(),
            ["FraudProtection:Timeout"] = "00:00:20", // a busy machine is no lost answer
            ["Payments:BankAddress"] = bank.Address.ToString(),
            ["FraudProtection:TrustedCertificateFile"] = Path.Combine(directory, "fraud-server", "certificate.pem"),
            ["EmbeddedServices:FraudServer"] = embedded.ToString(),
            ["EmbeddedServices:Bank"] = embedded.ToString(),
        });
        await using var apart = embedded ? null : await Neighbours.StartAsync(settings, directory);
        using var reached = new SemaphoreSlim(0);

        var shop = await ShopProcess.StartAsync(settings, world.ShopAddress);
        try
        {
            using var guest = new Guest(world);
            await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
            var review = await guest.ToReviewAsync();
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
            var post = guest.PlaceAsync(review);
            Assert.True(await reached.WaitAsync(TimeSpan.FromSeconds(30)), "The kill point was not reached.\n" + shop.Output);

            shop.Kill();
            await Assert.ThrowsAnyAsync<Exception>(async () => { await post; await guest.OutcomeAsync(); });
            fraud.Behaviour = bank.Behaviour = call => call.PassOnAsync();
            shop.Dispose();
            shop = await ShopProcess.StartAsync(settings, world.ShopAddress);

            await new Aftermath(world).IsWholeAsync();
        }
        finally
        {
            shop.Dispose();
            Directory.Delete(directory, recursive: true);
        }
    }
}
