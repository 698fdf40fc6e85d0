using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Storefront.Web.Hosting;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Data;

/// <summary>Which database the shop keeps its data in, and whether it is ready to be used.</summary>
internal static class Store
{
    private const string Outdated = "The database is not up to date. Run: dotnet Storefront.Web.dll migrate";

    public static void AddStore(this WebApplicationBuilder builder)
    {
        var provider = builder.ReadSettings<DatabaseOptions>().Provider;
        var connection = builder.Configuration.GetConnectionString("Storefront");
        if (provider == DatabaseOptions.Sqlite)
        {
            if (string.IsNullOrWhiteSpace(connection))
                connection = $"Data Source={Path.Combine(ProgramFolder.DataDirectory(builder.Configuration), "shop", "shop.db")};Default Timeout=5";
            var pragmas = new SqlitePragmas();
            builder.Services.AddDbContextPool<StoreDb, SqliteStoreDb>((services, options) => options
                .UseSqlite(connection)
                .ConfigureWarnings(CompareNoModels)
                .AddInterceptors(services.GetServices<IInterceptor>().Append(pragmas)));
        }
        else if (!string.IsNullOrWhiteSpace(connection))
        {
            builder.Services.AddDbContextPool<StoreDb, SqlServerStoreDb>((services, options) => options
                .UseSqlServer(connection)
                .ConfigureWarnings(CompareNoModels)
                .AddInterceptors(services.GetServices<IInterceptor>()));
        }
        else
        {
            throw new StartRefusedException("ConnectionStrings__Storefront is missing. Example: ConnectionStrings__Storefront=Server=db.example;Database=Storefront;User Id=shop;Password=…;Encrypt=True");
        }
    }

    /// <summary>Whether the migrations still fit the model is for the tests to say; comparing them costs a start most of a second.</summary>
    private static void CompareNoModels(WarningsConfigurationBuilder warnings) => warnings.Ignore(RelationalEventId.PendingModelChangesWarning);

    /// <summary>Migrates in Development; elsewhere an unmigrated database stops the start and names the command.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            await MigrateAsync(services, cancellationToken);
        else
            await RequireMigratedAsync(services, cancellationToken);
    }

    public static Task RequireMigratedAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        WithDatabaseAsync(services, async db =>
        {
            if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
                throw new StartRefusedException(Outdated);
        });

    public static Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        WithDatabaseAsync(services, async db =>
        {
            using var alone = MigrationLock.Take(db);
            if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                await alone.ForgetTheDeadAsync(db, cancellationToken);
                await db.Database.MigrateAsync(cancellationToken);
            }

            await AuditLock.SetAsync(db, cancellationToken);
            await SeedCatalog.PlantAsync(db, cancellationToken);
        });

    private static async Task WithDatabaseAsync(IServiceProvider services, Func<StoreDb, Task> work)
    {
        await using var scope = services.CreateAsyncScope();
        try
        {
            await work(scope.ServiceProvider.GetRequiredService<StoreDb>());
        }
        catch (Exception e) when (e is DbException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The database cannot be used: {e.Message} Check ConnectionStrings__Storefront, Database__Provider and Storage__Directory.", e);
        }
    }

    /// <summary>
    /// One migration of a SQLite file at a time. EF keeps its own lock as a row, which a killed process leaves behind and the
    /// next one waits for without end; this lock is the operating system's and dies with its owner.
    /// </summary>
    private sealed class MigrationLock(FileStream? file) : IDisposable
    {
        public static MigrationLock Take(StoreDb db)
        {
            if (db.Database.GetDbConnection() is not SqliteConnection { DataSource: var source } || source is "" or ":memory:")
                return new(null);
            var database = Path.GetFullPath(source);
            Directory.CreateDirectory(Path.GetDirectoryName(database)!);
            return new(new FileStream(database + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }

        public async Task ForgetTheDeadAsync(StoreDb db, CancellationToken cancellationToken)
        {
            if (file is not null && await db.Database.CanConnectAsync(cancellationToken))
                await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        }

        public void Dispose() => file?.Dispose();
    }
}
