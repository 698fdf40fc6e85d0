using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.PostgreSql;

public sealed class SettingTests
{
    [Theory]
    [InlineData("PostgreSql", null, "FraudServer:Database:ConnectionString is missing, for example FraudServer__Database__ConnectionString=")]
    [InlineData("PostgreSql", "nothing of the kind", "FraudServer:Database:ConnectionString cannot be read, or names no host")]
    [InlineData("PostgreSql", "Database=fraud;Password=very-secret", "FraudServer:Database:ConnectionString cannot be read, or names no host")]
    [InlineData("Sqlite", "Host=db;Password=very-secret", "FraudServer:Database:ConnectionString has no use beside SQLite")]
    [InlineData("SqlServer", null, "FraudServer:Database:ConnectionString is missing, for example FraudServer__Database__ConnectionString=\"Server=db;Database=fraud;")]
    [InlineData("SqlServer", "Host=db;Database=fraud;Password=very-secret", "FraudServer:Database:ConnectionString cannot be read, or names no host")]
    [InlineData("SqlServer", "Server=tcp:127.0.0.1,1;Database=fraud;User ID=fraud;Password=very-secret;Connect Timeout=2", "The database fraud at tcp:127.0.0.1,1 cannot be used: ")]
    [InlineData("Oracle", null, "FraudServer:Database:Provider")]
    [InlineData("PostgreSql", "Host=127.0.0.1;Port=1;Database=fraud;Username=fraud;Password=very-secret", "The database fraud at 127.0.0.1:1 cannot be used: ")]
    public async Task A_wrong_setting_stops_the_start_and_tells_no_password(string provider, string? connectionString, string expected)
    {
        var refused = await Assert.ThrowsAsync<StartException>(() => Service.StartAsync(new(StringComparer.Ordinal)
        {
            ["FraudServer:Database:Provider"] = provider,
            ["FraudServer:Database:ConnectionString"] = connectionString,
        }));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_work_on_the_server_and_tables_are_made_when_the_operator_says_so()
    {
        var directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
        try
        {
            var settings = Service.On(await (await PostgreSqlServer.SharedAsync()).NewDatabaseAsync());
            (int? Code, string Said) Run(string input, params string[] words)
            {
                using var output = new StringWriter();
                using var given = new StringReader(input);
                var code = Commands.Run([.. words, $"--Storage:Directory={directory}", .. settings.Select(setting => $"--{setting.Key}={setting.Value}")], given, output, output);
                return (code, output.ToString());
            }

            var history = Path.Combine(directory, "history.ndjson");
            await File.WriteAllTextAsync(history, """{"type":"Purchase","time":"2026-03-15T08:00:00Z","event":{"purchaseId":"old","merchantLocalDate":"2026-03-15T08:00:00Z","_metadata":{}} }""" + "\n");
            settings["environment"] = "Production";
            Assert.Contains("is at version 0", (await Assert.ThrowsAsync<StartException>(() => Service.StartAsync(settings, "Production"))).Message, StringComparison.Ordinal);
            Assert.Equal(0, Run("", "migrate").Code);
            Assert.Equal(0, Run(Service.Password, "create-admin", "ann@shop.example").Code);
            Assert.Equal(0, Run("", "rotate-signing-key").Code);
            Assert.Equal(0, Run("", "export-config", Path.Combine(directory, "config")).Code);
            Assert.Contains("pg_dump", Assert.Throws<StartException>(() => Run("", "backup", Path.Combine(directory, "copy"))).Message, StringComparison.Ordinal);
            settings["environment"] = "Development"; // where the environment is one of the client everybody knows

            Assert.Equal(0, Run("", "import-events", history, "--dry-run").Code);
            await using (var service = await Service.StartAsync(settings))
            {
                Assert.Empty(service.Get<ReceivedLog>().After(0, null, 10));
                Assert.Equal("admin", service.Get<Users>().Find("ann@shop.example")!.Role);
                Assert.Equal(0, Run("", "import-events", history).Code);
                Assert.Single(service.Get<ReceivedLog>().After(0, null, 10));
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task Both_databases_have_the_same_tables_and_columns()
    {
        var directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
        using var file = SqliteDatabase.In(directory);
        using var server = new PostgreSqlDatabase(await (await PostgreSqlServer.SharedAsync()).NewDatabaseAsync());
        file.Migrate();
        server.Migrate();

        var ofFile = file.Read(
            """
            SELECT t.name || ' ' || c.name || ' ' || CASE c.type WHEN 'INTEGER' THEN 'bigint' WHEN 'BLOB' THEN 'bytea' ELSE 'text' END || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN '' ELSE '?' END
            FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
            """, row => row.GetString(0));
        var ofServer = server.Read(
            """
            SELECT table_name || ' ' || column_name || ' ' || data_type || CASE is_nullable WHEN 'NO' THEN '' ELSE '?' END FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name NOT IN ('schema_version', 'shared_file')
            """, row => row.GetString(0));
        Assert.Equal(ofFile.Order(StringComparer.Ordinal), ofServer.Order(StringComparer.Ordinal));

        var indexes = file.Read("SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND name <> 'rule_version_is_kept'", row => row.GetString(0));
        var ofServerToo = server.Read("SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE '%\\_key' AND indexname NOT LIKE '%\\_pkey' UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal", row => row.GetString(0));
        Assert.Equal(indexes.Order(StringComparer.Ordinal), ofServerToo.Order(StringComparer.Ordinal));
        Directory.Delete(directory, recursive: true);
    }
}
