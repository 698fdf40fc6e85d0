using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Storefront.Web;
using Storefront.Web.Hosting;

namespace Storefront.Tests.Web.Hosting;

public sealed class StartTests
{
    [Fact]
    public async Task Outside_Development_nothing_is_assumed_and_every_problem_is_one_line()
    {
        var directory = Directory.CreateTempSubdirectory("shop-").FullName;
        var (exitCode, _, error) = await Child.RunAsync(
            $"--Storage:Directory={directory}",
            ("EmbeddedServices__Bank", "true"),
            ("Hosting__KnownProxies", "10.0.0.0/8;elsewhere"),
            ("FraudProtection__Authority", "https://login.example/11111111-1111-1111-1111-111111111111"),
            ("FraudProtection__ClientId", "22222222-2222-2222-2222-222222222222"),
            ("FraudProtection__ClientSecret", "local-development-secret"),
            ("Telemetry__OtlpEndpoint", "collector"));

        Directory.Delete(directory, recursive: true);
        Assert.Equal(1, exitCode);
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var key in new[]
        {
            "EmbeddedServices__Bank", "Hosting__KnownProxies", "FraudProtection__Authority", "FraudProtection__ClientId",
            "FraudProtection__ClientSecret", "Telemetry__OtlpEndpoint", "Shop__PublicAddress",
        })
        {
            var line = Assert.Single(lines, line => line.StartsWith(key + " ", StringComparison.Ordinal));
            Assert.Contains("Example: ", line, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Database:Provider=Oracle", "Database__Provider is 'Oracle'")]
    [InlineData("--Database:Provider=SqlServer", "ConnectionStrings__Storefront is missing")]
    [InlineData("--EmbeddedServices:Bank=perhaps", "'perhaps' at 'EmbeddedServices__Bank'")]
    [InlineData("--Storage:Directory=/proc/none", "Storage__Directory is '/proc/none'")]
    [InlineData("--urls=nonsense", "urls")]
    public async Task A_wrong_setting_stops_the_start_with_its_name(string setting, string expected)
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => BareShop.StartAsync([setting]));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switched_on_without_an_endpoint_is_a_mistake_that_stops_the_start_and_switched_off_needs_none_C4()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => BareShop.StartAsync(["--FraudProtection:Endpoint="]));

        Assert.Contains("FraudProtection__Endpoint=https://", refused.Message, StringComparison.Ordinal);
        await using var off = await BareShop.StartAsync(["--FraudProtection:Endpoint=", "--FraudProtection:Enabled=false"]);
        using var home = await off.Client.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
    }

    [Fact]
    public async Task A_taken_port_stops_the_start_with_the_setting_that_moves_it()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => BareShop.StartAsync([$"--urls=http://127.0.0.1:{port}"]));

        Assert.Contains($":{port}: address already in use. Move the shop with the setting urls.", refused.Message, StringComparison.Ordinal);
        Assert.Single(refused.Message.Split('\n'));
    }

    [Fact]
    public async Task Without_a_setting_the_shop_listens_on_its_own_address()
    {
        string[] nothing = ["--urls=", "--http_ports=", "--https_ports="];
        await using var silent = Build(nothing);
        await using var told = Build(["--urls=http://127.0.0.1:6080"]);
        await using var inContainer = Build([.. nothing, "--http_ports=8080"]);

        Assert.Equal(["http://localhost:5080"], silent.Urls);
        Assert.Empty(told.Urls); // left to the platform
        Assert.Empty(inContainer.Urls);

        static WebApplication Build(string[] args)
        {
            var app = ShopHost.CreateBuilder(args).Build();
            app.UseDefaultAddress();
            return app;
        }
    }
}
