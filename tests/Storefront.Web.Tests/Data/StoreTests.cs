using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Tests.Web.Hosting;
using Storefront.Web.Data;

namespace Storefront.Tests.Web.Data;

public sealed class StoreTests(SharedShop shared) : IClassFixture<SharedShop>
{
    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")] // FULL
    [InlineData("busy_timeout", "5000")]
    public async Task A_connection_knows_how_to_keep_orders_safe(string pragma, string expected)
    {
        for (var open = 0; open < 3; open++) // from the pool as well as new
            Assert.Equal(expected, await ReadAsync(shared.Shop, $"PRAGMA {pragma}"));
    }

    [Fact]
    public async Task A_write_takes_its_place_in_the_queue_when_its_transaction_begins()
    {
        await using var first = shared.Shop.Services.CreateAsyncScope();
        var db = first.ServiceProvider.GetRequiredService<StoreDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();

        var database = Path.Combine(shared.Shop.Directory, "shop", "shop.db");
        await using var second = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={database};Default Timeout=1;Pooling=False");
        await second.OpenAsync();
        var refused = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => second.BeginTransaction());

        Assert.Equal(5, refused.SqliteErrorCode); // SQLITE_BUSY, though nothing has been written yet
    }

    [Fact]
    public async Task A_migration_killed_in_the_middle_does_not_block_the_next_one()
    {
        var directory = Directory.CreateTempSubdirectory("shop-").FullName;
        Directory.CreateDirectory(Path.Combine(directory, "shop"));
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(directory, "shop", "shop.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }

        await using var shop = await BareShop.StartAsync(directory: directory).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal("1", await ReadAsync(shop, "SELECT COUNT(*) > 0 FROM Products"));
    }

    private static async Task<string?> ReadAsync(BareShop shop, string sql)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
