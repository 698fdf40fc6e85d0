using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Storefront.Web.Data;

namespace Storefront.Tests.Web.Data;

/// <summary>The two sets of migrations say what the model says. No server is needed, and for SQL Server none was at hand.</summary>
public sealed class DriftTests
{
    [Fact]
    public void The_migrations_for_SQLite_say_what_the_model_says()
    {
        using var db = new SqliteStoreDb(new DbContextOptionsBuilder<SqliteStoreDb>().UseSqlite("Data Source=none.db").Options);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_migrations_for_SQL_Server_say_what_the_model_says()
    {
        using var db = SqlServer();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_script_for_SQL_Server_makes_every_table_of_the_model_and_can_be_run_twice()
    {
        using var db = SqlServer();

        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        foreach (var table in db.Model.GetEntityTypes().Select(entity => entity.GetTableName()).OfType<string>().Distinct(StringComparer.Ordinal))
            Assert.Contains($"CREATE TABLE [{table}]", script, StringComparison.Ordinal);
        Assert.Contains("IF NOT EXISTS", script, StringComparison.Ordinal);
    }

    /// <summary>
    /// The client cannot compile the method that sends a parameter unless the assembly Microsoft.SqlServer.Server is there.
    /// Opening a connection would work without it; nearly everything after that would not.
    /// </summary>
    [Fact]
    public void The_client_of_SQL_Server_can_send_a_parameter()
    {
        var parser = typeof(Microsoft.Data.SqlClient.SqlConnection).Assembly.GetType("Microsoft.Data.SqlClient.TdsParser", throwOnError: true)!;
        var senders = parser.GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.Name == "TDSExecuteRPCAddParameter")
            .ToList();

        Assert.NotEmpty(senders);
        foreach (var sender in senders)
            RuntimeHelpers.PrepareMethod(sender.MethodHandle);
    }

    [Fact]
    public void The_compiled_model_for_SQLite_says_what_the_model_says()
    {
        using var compiled = new SqliteStoreDb(new DbContextOptionsBuilder<SqliteStoreDb>().UseSqlite("Data Source=none.db").Options);
        var compared = MetadataDebugStringOptions.LongDefault & ~MetadataDebugStringOptions.IncludeAnnotations; // the tool leaves notes to itself
        using var built = new Uncompiled(new DbContextOptionsBuilder<Uncompiled>().UseSqlite("Data Source=none.db").Options);

        Assert.StartsWith("Storefront.Web.Data.Compiled", compiled.Model.GetType().FullName, StringComparison.Ordinal);
        Assert.Equal(built.Model.ToDebugString(compared), compiled.Model.ToDebugString(compared));
        Assert.Equal(
            built.Model.GetRelationalModel().ToDebugString(compared),
            compiled.Model.GetRelationalModel().ToDebugString(compared));
    }

    private static SqlServerStoreDb SqlServer() =>
        new(new DbContextOptionsBuilder<SqlServerStoreDb>().UseSqlServer("Server=none").Options);

    /// <summary>The same model, made by EF while the program runs.</summary>
    private sealed class Uncompiled(DbContextOptions<Uncompiled> options) : StoreDb(options);
}
