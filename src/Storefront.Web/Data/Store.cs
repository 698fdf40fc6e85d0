using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Storefront.Web.Hosting;

namespace Storefront.Web.Data;

/// <summary>Which database the shop keeps its data in, and whether it is ready to be used.</summary>
internal static class Store
{
    public static void AddStore(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        var connection = settings.GetConnectionString("Storefront");
        switch (settings["Database:Provider"] ?? "Sqlite")
        {
            case "Sqlite":
                connection ??= $"Data Source={SqliteFile(settings)};Default Timeout=5";
                builder.Services.AddDbContextPool<StoreDb, SqliteStoreDb>(options => options
                    .UseSqlite(connection)
                    .AddInterceptors(SqlitePragmas.Instance));
                break;
            case "SqlServer":
                if (string.IsNullOrWhiteSpace(connection))
                    throw new InvalidOperationException("ConnectionStrings__Storefront is missing. Example: Server=db.example;Database=Storefront;User Id=shop;Password=…;Encrypt=True");
                builder.Services.AddDbContextPool<StoreDb, SqlServerStoreDb>(options => options.UseSqlServer(connection));
                break;
            case var other:
                throw new InvalidOperationException($"Database__Provider is '{other}'. It must be Sqlite or SqlServer.");
        }
    }

    /// <summary>Migrates in Development; elsewhere an unmigrated database stops the start and names the command.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            await MigrateAsync(db, cancellationToken);
        else if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            throw new InvalidOperationException("The database is not up to date. Run: dotnet Storefront.Web.dll migrate");
    }

    public static async Task MigrateAsync(StoreDb db, CancellationToken cancellationToken)
    {
        if (db.Database.GetDbConnection() is Microsoft.Data.Sqlite.SqliteConnection sqlite)
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(sqlite.DataSource))!);
        await db.Database.MigrateAsync(cancellationToken);
        await SeedCatalog.PlantAsync(db, cancellationToken);
    }

    private static string SqliteFile(IConfiguration settings) => Path.Combine(ProgramFolder.DataDirectory(settings), "shop", "shop.db");

    /// <summary>SQLite keeps these per connection.</summary>
    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        public static readonly SqlitePragmas Instance = new();

        private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
