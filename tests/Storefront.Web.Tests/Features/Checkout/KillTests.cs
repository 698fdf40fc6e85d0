using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Storefront.Bank;
using Storefront.FraudServer;

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

            var order = await World.EventuallyAsync(() => OrderAsync(directory), status => status == "Paid", TimeSpan.FromSeconds(60));
            Assert.Equal("Paid", order);
            var (first, last) = await PurchaseAsync(directory);
            Assert.Equal(["authorize approved", "capture approved"], (await world.LedgerAsync(first)).Select(row => row.Story));
            var events = await World.EventuallyAsync(() => EventsAsync(world, first, last), story => story.Contains("BankEvent Charge Approved") && story.Any(line => line.StartsWith("PurchaseStatus Approved", StringComparison.Ordinal)), TimeSpan.FromSeconds(60));
            Assert.Equal(Expected(events), events);
        }
        finally
        {
            shop.Dispose();
            Directory.Delete(directory, recursive: true);
        }
    }

    // The answer of an assessment that was lost leads over a hold and a second purchase ID; everything else goes straight.
    private static string[] Expected(IReadOnlyList<string> events) => events.Contains("PurchaseStatus Canceled MerchantOverride")
        ? ["Purchase", "BankEvent Auth Unknown", "PurchaseStatus Unknown RuleEngine", "PurchaseStatus Canceled MerchantOverride", "Purchase", "BankEvent Auth Approved", "BankEvent Charge Approved", "PurchaseStatus Approved RuleEngine"]
        : ["Purchase", "BankEvent Auth Approved", "PurchaseStatus Approved RuleEngine", "BankEvent Charge Approved"];

    /// <summary>Each event once: a delivery repeated after a kill is the same event, byte for byte, and known by its tracking ID.</summary>
    private static async Task<IReadOnlyList<string>> EventsAsync(World world, string first, string last)
    {
        var rows = (await world.ReceivedAsync()).Where(row => row.Status == 200 && (row.Text("purchaseId") == first || row.Text("purchaseId") == last));
        var once = rows.GroupBy(row => row.Request.GetProperty("_metadata").GetProperty("trackingId").GetString()).ToList();
        Assert.All(once, deliveries => Assert.Single(deliveries.Select(row => JsonSerializer.Serialize(row.Request)).Distinct()));
        return [.. once.Select(deliveries => deliveries.First().Story)];
    }

    private static async Task<string?> OrderAsync(string directory) => await ScalarAsync(directory, "SELECT Status FROM Orders");

    private static async Task<(string First, string Last)> PurchaseAsync(string directory) =>
        ((await ScalarAsync(directory, "SELECT OutboxKey FROM Attempts"))!, (await ScalarAsync(directory, "SELECT PurchaseId FROM Attempts"))!);

    private static async Task<string?> ScalarAsync(string directory, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "shop", "shop.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() as string;
    }

    /// <summary>Service and bank as programs that outlive the shop.</summary>
    private sealed class Neighbours(params Microsoft.AspNetCore.Builder.WebApplication[] hosts) : IAsyncDisposable
    {
        public static async Task<Neighbours> StartAsync(IReadOnlyDictionary<string, string> settings, string directory)
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings!).Build();
            return new Neighbours(
                await FraudServerHost.StartEmbeddedAsync(configuration, "Development", Path.Combine(directory, "fraud-server"), logging => logging.ClearProviders(), CancellationToken.None),
                await BankHost.StartEmbeddedAsync(configuration, "Development", Path.Combine(directory, "bank"), logging => logging.ClearProviders(), CancellationToken.None));
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var host in hosts)
            {
                await host.StopAsync();
                await host.DisposeAsync();
            }
        }
    }
}
