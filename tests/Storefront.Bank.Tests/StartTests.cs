using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Storefront.Bank;

namespace Storefront.Tests.Bank;

public sealed class StartTests
{
    [Theory]
    [InlineData("Bank:MerchantKey", "", "Production", "Bank__MerchantKey is missing")]
    [InlineData("Bank:MerchantKey", "local-development-merchant-key", "Production", "Bank__MerchantKey is the development key")]
    [InlineData("Bank:MerchantKey", "local-development-merchant-key", "Staging", "Bank__MerchantKey is the development key")]
    [InlineData("Bank:MerchantKey", "short", "Production", "Bank__MerchantKey is shorter than 16 characters")]
    [InlineData("Bank:MerchantKey", "schlüssel-der-bank", "Production", "not printable ASCII")]
    [InlineData("Bank:PublicAddress", "http://bank.example.com", "Production", "Bank__PublicAddress must be https")]
    [InlineData("Bank:PublicAddress", "bank", "Development", "Bank__PublicAddress must be an address without a path")]
    [InlineData("Bank:PublicAddress", "https://bank.example.com/pay", "Development", "Bank__PublicAddress must be an address without a path")]
    [InlineData("Bank:AuthorizationLifetime", "00:00:00", "Development", "Bank__AuthorizationLifetime must lie between")]
    [InlineData("Bank:AuthorizationLifetime", "a week", "Development", "'Bank:AuthorizationLifetime'")]
    [InlineData("Bank:CardTriesPerSession", "0", "Development", "Bank__CardTriesPerSession must lie between")]
    [InlineData("Bank:MaximumHangingCalls", "-1", "Development", "Bank__MaximumHangingCalls must lie between")]
    [InlineData("Bank:Urls", "", "Development", "Bank__Urls")]
    [InlineData("Bank:Urls", "localhost", "Development", "Bank__Urls")]
    [InlineData("Bank:Urls", "https://localhost:5092", "Development", "Bank__Urls: https://localhost:5092 is https")]
    public async Task A_wrong_setting_stops_the_start_with_its_name_and_an_example(string key, string value, string environment, string message)
    {
        var folder = TestBank.NewFolder();
        using (Storefront.Bank.Storage.BankDatabase.Open(folder, upgrade: true))
        {
            // so that the setting is all that is wrong
        }

        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => TestBank.StartAsync(folder, environment, settings: (key, value)));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Bank__", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Inside_another_program_the_bank_reads_its_own_section_only()
    {
        var folder = TestBank.NewFolder();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:1",
            ["Kestrel:Endpoints:Other:Url"] = "http://127.0.0.1:2",
            ["Bank:Urls"] = "http://127.0.0.1:0",
        }).Build();

        await using var app = await BankHost.StartEmbeddedAsync(configuration, "Development", folder, _ => { }, CancellationToken.None);

        var address = new Uri(Assert.Single(app.Urls));
        Assert.True(address.Port > 2);
        using var shopper = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await shopper.GetAsync(address)).StatusCode);
        await app.StopAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => shopper.GetAsync(address));
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_taken_port_stops_the_start_with_the_setting_that_moves_it()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => TestBank.StartAsync(settings: ("Bank:Urls", $"http://127.0.0.1:{port}")));

        Assert.Contains($":{port}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Bank__Urls", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Localhost_means_both_loopback_addresses()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        await using var bank = await TestBank.StartAsync(settings: ("Bank:Urls", $"http://localhost:{port}"));

        Assert.Equal(HttpStatusCode.OK, (await bank.Browser.GetAsync($"http://127.0.0.1:{port}/")).StatusCode);
        if (Socket.OSSupportsIPv6)
            Assert.Equal(HttpStatusCode.OK, (await bank.Browser.GetAsync($"http://[::1]:{port}/")).StatusCode);
    }

    [Fact]
    public async Task The_card_pages_address_is_the_public_one_where_that_is_set()
    {
        await using var bank = await TestBank.StartAsync(settings: ("Bank:PublicAddress", "https://bank.example.com"));

        Assert.StartsWith("https://bank.example.com/card/", (await bank.OpenCardPageAsync()).AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Production_the_program_starts_after_migrate_with_a_key_of_its_own_and_never_before()
    {
        var folder = TestBank.NewFolder();
        (string, string) key = ("Bank__MerchantKey", TestBank.MerchantKey);
        using (var keyless = BankProcess.Start(folder, "Production"))
            await AssertRefusedAsync(keyless, "Bank__MerchantKey is missing");

        using (var unmigrated = BankProcess.Start(folder, "Production", settings: key))
            await AssertRefusedAsync(unmigrated, "Run: dotnet Storefront.Bank.dll migrate");

        using (var migrate = BankProcess.Start(folder, "Production", ["migrate"]))
            Assert.Equal(0, await migrate.ExitCodeAsync());

        // Alone, --urls is heard, and wins.
        using var bank = BankProcess.Start(folder, "Production", ["--urls", "http://127.0.0.1:0"], key, ("Bank__Urls", "http://127.0.0.1:1"));
        using var shop = await bank.ConnectAsync(TestBank.MerchantKey);
        Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync("/merchant/ping")).StatusCode);
        Assert.StartsWith("{", bank.Output, StringComparison.Ordinal); // JSON lines
        Assert.True(Directory.Exists(Path.Combine(folder, "bank")));
        bank.Kill();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_left_alone()
    {
        var folder = TestBank.NewFolder();
        await using (var bank = await TestBank.StartAsync(folder))
        {
            using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "bank.db")};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }

        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => TestBank.StartAsync(folder));

        Assert.Contains("version 99", refusal.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task AssertRefusedAsync(BankProcess bank, string message)
    {
        Assert.Equal(1, await bank.ExitCodeAsync());
        Assert.Contains(message, bank.Output, StringComparison.Ordinal);
        Assert.Single(bank.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
