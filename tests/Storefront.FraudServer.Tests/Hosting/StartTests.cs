using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Storefront.FraudServer;

namespace Storefront.Tests.FraudServer.Hosting;

public sealed class StartTests : IDisposable
{
    private readonly CapturedLog _log = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task It_lives_inside_another_program_without_sharing_an_address_with_it()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["FraudServer:Urls"] = "http://localhost:0;https://localhost:0";
        builder.Configuration["urls"] = "http://127.0.0.1:0"; // the owner's, none of the guest's business
        builder.Logging.ClearProviders();
        await using var owner = builder.Build();
        owner.MapGet("/of-the-owner", () => "owner");
        await owner.StartAsync();

        await using var guest = await FraudServerHost.StartEmbeddedAsync(
            builder.Configuration, "Development", _directory, logging => logging.AddProvider(_log), CancellationToken.None);

        Assert.Equal(2, guest.Urls.Count);
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(guest.Urls.First() + "/api/v1/health"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri(guest.Urls.First() + "/of-the-owner"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri(owner.Urls.First() + "/api/v1/health"))).StatusCode);
        Assert.True(File.Exists(Path.Combine(_directory, "certificate.pem")));
    }

    [Fact]
    public async Task A_taken_port_stops_the_start_with_one_line_that_names_port_and_setting()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refusal = await StartAsync("Development", ("FraudServer:Urls", $"http://127.0.0.1:{port}"));

        Assert.Contains($":{port}", refusal, StringComparison.Ordinal);
        Assert.Contains("FraudServer:Urls", refusal, StringComparison.Ordinal);
        Assert.Single(refusal.Split('\n'));
        Assert.DoesNotContain(_log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    public static TheoryData<string, string> WrongSettings => new()
    {
        { "FraudServer:Urls", "localhost" },
        { "FraudServer:Urls", "ftp://localhost:21" },
        { "FraudServer:Issuer", "https://localhost:5091/v2.0" },
        { "FraudServer:Issuer", "http://localhost/{tenant}" },
        { "FraudServer:RequestsPerSecond", "-1" },
        { "FraudServer:RequestsPerSecond", "many" },
        { "FraudServer:DuplicatePurchase", "Ignore" },
        { "FraudServer:Environments:0:Name", "without an ID" },
        { "FraudServer:Credentials:0:ClientId", "without anything else" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string key, string value) =>
        Assert.Contains(key.Split(':')[1], await StartAsync("Development", (key, value)), StringComparison.Ordinal);

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_named_with_its_setting()
    {
        var file = Path.Combine(_directory, "a-file");
        await File.WriteAllTextAsync(file, "");
        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => Service.StartAsync(directory: Path.Combine(file, "below")));

        Assert.Contains("Storage:Directory", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_Development_nothing_is_assumed()
    {
        using (var database = Storefront.FraudServer.Storage.SqliteDatabase.In(_directory))
            database.Migrate();

        await using var service = await Service.StartAsync(environment: "Production", directory: _directory);

        Assert.Contains(service.Log.Lines, line => line.Contains("No client may call yet", StringComparison.Ordinal));
        using var answer = await service.Http.PostAsync(
            new Uri($"/{Service.Tenant}/oauth2/v2.0/token", UriKind.Relative), new FormUrlEncodedContent(Service.TokenForm()));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Outside_Development_the_credential_everybody_knows_is_refused()
    {
        var secret = Path.Combine(_directory, "secret");
        await File.WriteAllTextAsync(secret, "local-development-secret\n");

        Assert.Contains("refused outside Development", await StartAsync("Production", [.. Production(secret).Select(s => (s.Key, s.Value))]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_Development_an_old_database_stops_the_start_and_the_command_is_named()
    {
        var secret = Path.Combine(_directory, "secret");
        await File.WriteAllTextAsync(secret, "a-secret-of-our-own\n");

        Assert.Contains("dotnet Storefront.FraudServer.dll migrate", await StartAsync("Production", [.. Production(secret).Select(s => (s.Key, s.Value))]), StringComparison.Ordinal);
        using (var database = Storefront.FraudServer.Storage.SqliteDatabase.In(_directory))
            database.Migrate();

        await using var service = await Service.StartAsync(Production(secret), "Production", _directory);

        Assert.NotEmpty(await service.TokenAsync(Service.TokenForm("a-client", "a-secret-of-our-own", "https://api.dfp.example"), "a-tenant"));
        using var answer = await service.Http.PostAsync(
            new Uri($"/{Service.Tenant}/oauth2/v2.0/token", UriKind.Relative), new FormUrlEncodedContent(Service.TokenForm()));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static Dictionary<string, string?> Production(string secretFile) => new(StringComparer.Ordinal)
    {
        ["FraudServer:Credentials:0:Tenant"] = "a-tenant",
        ["FraudServer:Credentials:0:ClientId"] = "a-client",
        ["FraudServer:Credentials:0:SecretFile"] = secretFile,
        ["FraudServer:Credentials:0:Resource"] = "https://api.dfp.example",
        ["FraudServer:Credentials:0:Environments:0"] = "8d1f7f2e-40c3-4c6a-9f2b-5a1f0f3e7c21",
    };

    private async Task<string> StartAsync(string environment, params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("FraudServer:Urls", (string?)"http://localhost:0")])
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value)))
            .Build();
        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() =>
            FraudServerHost.StartEmbeddedAsync(configuration, environment, _directory, logging => logging.AddProvider(_log), CancellationToken.None));
        return refusal.Message;
    }
}
