using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Tests.Web.Hosting;
using Storefront.Web.Data;
using Storefront.Web.Features.Outbox;

namespace Storefront.Tests.Web.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task A_running_shop_is_live()
    {
        await using var shop = await BareShop.StartAsync();

        using var answer = await shop.Client.GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Neighbours_that_are_away_and_parked_events_are_told_and_orders_are_taken_all_the_same()
    {
        await using var shop = await BareShop.StartAsync();
        await using (var scope = shop.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
            db.Outbox.Add(new OutboxEvent { Key = "k", Event = "Purchase", Path = "/", CorrelationId = "c", Body = "{}", Subject = "s", State = OutboxState.Parked });
            await db.SaveChangesAsync();
        }

        var (status, report) = await ReadyAsync(shop);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("degraded", report.GetProperty("status").GetString());
        Assert.Equal("Ok", State(report, "database"));
        Assert.Equal("Ok", State(report, "migrations"));
        Assert.Equal("Ok", State(report, "keys"));
        Assert.Equal("Degraded", State(report, "outbox"));
        Assert.Equal("Degraded", State(report, "fraud protection"));
        Assert.Equal("Degraded", State(report, "bank"));
        Assert.Contains("1 parked", report.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(shop.Directory, report.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", report.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Without_its_keys_the_shop_is_not_ready()
    {
        await using var shop = await BareShop.StartAsync();
        await ReadyAsync(shop);
        Directory.Delete(Path.Combine(shop.Directory, "shop", "keys"), recursive: true);

        var (status, report) = await ReadyAsync(shop);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("Failed", State(report, "keys"));
    }

    [Fact]
    public async Task Without_its_database_the_shop_is_not_ready()
    {
        await using var shop = await BareShop.StartAsync();
        Directory.Move(Path.Combine(shop.Directory, "shop"), Path.Combine(shop.Directory, "gone")); // with its folder, so that nobody who asks makes a new one
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        var (status, report) = await ReadyAsync(shop);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("Failed", State(report, "database"));
    }

    [Fact]
    public async Task Switched_off_is_not_degraded()
    {
        await using var shop = await BareShop.StartAsync(["--FraudProtection:Enabled=false"]);

        var (_, report) = await ReadyAsync(shop);

        Assert.Equal("Off", State(report, "fraud protection"));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Report)> ReadyAsync(BareShop shop)
    {
        using var answer = await shop.Client.GetAsync("/health/ready");
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    private static string? State(JsonElement report, string part) =>
        report.GetProperty("parts").EnumerateArray().Single(item => item.GetProperty("name").GetString() == part).GetProperty("state").GetString();
}
