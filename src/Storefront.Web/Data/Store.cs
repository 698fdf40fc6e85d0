using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Storefront.Web.Hosting;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Data;

/// <summary>Which database the shop keeps its data in, and whether it is ready to be used.</summary>
internal static class Store
{
    private const string Outdated = "The database is not up to date. Run: dotnet Storefront.Web.dll migrate";

    private static readonly SqlitePragmas Pragmas = new();

    public static void AddStore(this WebApplicationBuilder builder)
    {
        var isSqlite = IsSqlite(builder, out var connection);
        if (isSqlite)
            builder.Services.AddDbContextPool<StoreDb, SqliteStoreDb>((services, options) => Sqlite(options, connection).AddInterceptors(services.GetServices<IInterceptor>()));
        else
            builder.Services.AddDbContextPool<StoreDb, SqlServerStoreDb>((services, options) => SqlServer(options, connection).AddInterceptors(services.GetServices<IInterceptor>()));
        builder.Services.TryAddSingleton(new StoreConnections(isSqlite ? () => new SqliteConnection(connection) : () => new SqlConnection(connection)));
    }

    /// <summary>
    /// Migrates in Development; elsewhere an unmigrated database stops the start and names the command. It needs no services
    /// and begins at once, on a thread of its own: EF's model is the longest piece of a start.
    /// </summary>
    public static Task PrepareAsync(WebApplicationBuilder builder, CancellationToken cancellationToken)
    {
        var isSqlite = IsSqlite(builder, out var connection);
        var migrates = builder.Environment.IsDevelopment();
        return Task.Run(
            async () =>
            {
                await using StoreDb db = isSqlite
                    ? new SqliteStoreDb((DbContextOptions<SqliteStoreDb>)Sqlite(new DbContextOptionsBuilder<SqliteStoreDb>(), connection).Options)
                    : new SqlServerStoreDb((DbContextOptions<SqlServerStoreDb>)SqlServer(new DbContextOptionsBuilder<SqlServerStoreDb>(), connection).Options);
                await (migrates ? MigrateAsync(db, cancellationToken) : RequireMigratedAsync(db, cancellationToken));
            },
            cancellationToken);
    }

    public static async Task RequireMigratedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await RequireMigratedAsync(scope.ServiceProvider.GetRequiredService<StoreDb>(), cancellationToken);
    }

    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await MigrateAsync(scope.ServiceProvider.GetRequiredService<StoreDb>(), cancellationToken);
    }

    private static bool IsSqlite(WebApplicationBuilder builder, out string connection)
    {
        connection = builder.Configuration.GetConnectionString("Storefront") ?? "";
        var isSqlite = builder.ReadSettings<DatabaseOptions>().Provider == DatabaseOptions.Sqlite;
        if (!string.IsNullOrWhiteSpace(connection))
            return isSqlite;
        if (!isSqlite)
            throw new StartRefusedException("ConnectionStrings__Storefront is missing. Example: ConnectionStrings__Storefront=Server=db.example;Database=Storefront;User Id=shop;Password=…;Encrypt=True");

        builder.ReadSettings<StorageOptions>();
        connection = $"Data Source={Path.Combine(ProgramFolder.DataDirectory(builder.Configuration), "shop", "shop.db")};Default Timeout=5";
        return true;
    }

    private static DbContextOptionsBuilder Sqlite(DbContextOptionsBuilder options, string connection) =>
        options.UseSqlite(connection).ConfigureWarnings(Quieten).AddInterceptors(Pragmas);

    private static DbContextOptionsBuilder SqlServer(DbContextOptionsBuilder options, string connection) =>
        options.UseSqlServer(connection).ConfigureWarnings(Quieten);

    // Whether the migrations still fit the model is for the tests to say; comparing them costs a start most of a second.
    // Some of many, in no order, is what a count that ends at a bound takes.
    private static void Quieten(WarningsConfigurationBuilder warnings) =>
        warnings.Ignore(RelationalEventId.PendingModelChangesWarning, CoreEventId.RowLimitingOperationWithoutOrderByWarning);

    private static Task RequireMigratedAsync(StoreDb db, CancellationToken cancellationToken) => RefusingAsync(async () =>
    {
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            throw new StartRefusedException(Outdated);
    });

    private static Task MigrateAsync(StoreDb db, CancellationToken cancellationToken) => RefusingAsync(async () =>
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

    private static async Task RefusingAsync(Func<Task> work)
    {
        try
        {
            await work();
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
            ProgramFolder.CreatePrivate(Path.GetDirectoryName(database)!);
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
