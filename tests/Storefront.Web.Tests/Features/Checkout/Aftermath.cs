using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Storefront.Web.Tests.Features.Checkout;

/// <summary>What is there after the shop was killed while it placed the one order of this world, read from outside.</summary>
internal sealed class Aftermath(World world)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>With the shop dead: no order without its authorization, no capture without an order. The bank must be alive.</summary>
    public async Task HoldsWhileDeadAsync()
    {
        if (await ScalarAsync("SELECT OutboxKey FROM Attempts") is not { } purchase)
            return;

        var ledger = (await world.LedgerAsync(purchase)).Select(row => row.Story).ToList();
        var order = await ScalarAsync("SELECT Status FROM Orders");
        if (order is not null)
            Assert.Contains("authorize approved", ledger);
        if (ledger.Contains("capture approved"))
            Assert.NotNull(order);
    }

    /// <summary>With the shop running again: the order is paid, authorized once, captured once, and every event was told once and in order.</summary>
    public async Task IsWholeAsync()
    {
        await World.EventuallyAsync(() => ScalarAsync("SELECT Status FROM Orders"), status => status == "Paid", Patience);
        Assert.Equal("1", await ScalarAsync("SELECT CAST(COUNT(*) AS TEXT) FROM Orders"));
        var first = (await ScalarAsync("SELECT OutboxKey FROM Attempts"))!;
        var last = (await ScalarAsync("SELECT PurchaseId FROM Attempts"))!;
        Assert.Equal(["authorize approved", "capture approved"], (await world.LedgerAsync(first)).Select(row => row.Story));
        await World.EventuallyAsync(() => ScalarAsync("SELECT CAST(COUNT(*) AS TEXT) FROM Outbox WHERE State <> 'Delivered'"), left => left == "0", Patience);
        var events = await EventsAsync(first, last);
        Assert.Equal(Expected(events), events);
    }

    // The answer of an assessment that was lost leads over a hold and a second purchase ID; everything else goes straight.
    private static string[] Expected(IReadOnlyList<string> events) => events.Contains("PurchaseStatus Canceled MerchantOverride")
        ? ["Purchase", "BankEvent Auth Unknown", "PurchaseStatus Unknown RuleEngine", "PurchaseStatus Canceled MerchantOverride", "Purchase", "BankEvent Auth Approved", "BankEvent Charge Approved", "PurchaseStatus Approved RuleEngine"]
        : ["Purchase", "BankEvent Auth Approved", "PurchaseStatus Approved RuleEngine", "BankEvent Charge Approved"];

    /// <summary>Each event once: a delivery repeated after a kill is the same event, byte for byte, and known by its tracking ID.</summary>
    private async Task<IReadOnlyList<string>> EventsAsync(string first, string last)
    {
        var rows = (await world.ReceivedAsync()).Where(row => row.Status == 200 && (row.Text("purchaseId") == first || row.Text("purchaseId") == last));
        var once = rows.GroupBy(row => row.Request.GetProperty("_metadata").GetProperty("trackingId").GetString()).ToList();
        Assert.All(once, deliveries => Assert.Single(deliveries.Select(row => JsonSerializer.Serialize(row.Request)).Distinct()));
        return [.. once.Select(deliveries => deliveries.First().Story)];
    }

    private async Task<string?> ScalarAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(world.Directory, "shop", "shop.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() as string;
    }
}
