using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Storefront.FraudServer.Hosting;

namespace Storefront.Tests.FraudServer;

/// <summary>The real service on free ports with a data folder of its own, and a caller who only knows HTTP.</summary>
public sealed class Service : IAsyncDisposable
{
    public const string Tenant = "11111111-1111-1111-1111-111111111111";
    public const string ClientId = "22222222-2222-2222-2222-222222222222";
    public const string Secret = "local-development-secret";
    public const string Resource = "https://api.dfp.local";
    public const string EnvironmentId = "33333333-3333-3333-3333-333333333333";
    public const string Purchase = "/v1.0/MerchantServices/events/Purchase";

    public const string PostgreSql = "PostgreSql";

    /// <summary>What the services of a test keep things in: SQLite, unless its class says otherwise in its constructor.</summary>
    public static readonly AsyncLocal<string?> Provider = new();

    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Databases = new(StringComparer.Ordinal);
    private readonly bool _keepDirectory;
    private string? _token;

    private Service(WebApplication app, string directory, bool keepDirectory, CapturedLog log)
    {
        (App, Directory, _keepDirectory, Log) = (app, directory, keepDirectory, log);
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 200 }) { BaseAddress = new Uri(app.Urls.First(u => u.StartsWith("http:", StringComparison.Ordinal))) };
        Https = new HttpClient(Trusting(directory)) { BaseAddress = new Uri(app.Urls.First(u => u.StartsWith("https:", StringComparison.Ordinal))) };
    }

    public WebApplication App { get; }
    public string Directory { get; }
    public HttpClient Http { get; }
    public HttpClient Https { get; }
    public CapturedLog Log { get; }

    public static async Task<Service> StartAsync(
        Dictionary<string, string?>? settings = null, string environment = "Development", string? directory = null, TimeProvider? time = null)
    {
        var kept = directory is not null;
        directory ??= System.IO.Directory.CreateTempSubdirectory("fraud-server-").FullName;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["FraudServer:Urls"] = "http://localhost:0;https://localhost:0" })
            .AddInMemoryCollection(await DatabaseAsync(Provider.Value, directory))
            .AddInMemoryCollection(settings)
            .Build();
        var log = new CapturedLog();
        var surroundings = new Surroundings(configuration, environment, directory, logging => logging.AddProvider(log)) { Time = time ?? TimeProvider.System };
        return new Service(await Storefront.FraudServer.FraudServerHost.StartAsync(surroundings, CancellationToken.None), directory, kept, log);
    }

    // A service that is started again in the same folder finds its database again.
    private static async Task<Dictionary<string, string?>> DatabaseAsync(string? provider, string directory) => provider is not PostgreSql ? [] : On(
        await Databases.GetOrAdd(directory, _ => new(async () => await (await PostgreSqlServer.SharedAsync()).NewDatabaseAsync())).Value);

    /// <summary>The settings of an instance that works with this database.</summary>
    public static Dictionary<string, string?> On(string connectionString) => new(StringComparer.Ordinal)
    {
        ["FraudServer:Database:Provider"] = PostgreSql,
        ["FraudServer:Database:ConnectionString"] = connectionString,
    };

    public const string Password = "correct horse battery";

    /// <summary>Somebody who may sign in with <see cref="Password"/>.</summary>
    public async Task<string> AddUserAsync(string role, string? email = null)
    {
        email ??= $"{role}@shop.example";
        var hash = Storefront.FraudServer.Portal.People.Passwords.Hash(Password);
        var by = new Storefront.FraudServer.Portal.People.Person("test", DateTimeOffset.UtcNow);
        Assert.Null(await Get<Storefront.FraudServer.Storage.Writer>().RunAsync(session =>
            Storefront.FraudServer.Portal.People.UserChanges.Add(session, email, role, hash, isTemporary: false, by)));
        return email;
    }

    /// <summary>A visitor who is signed in, in this role.</summary>
    public async Task<Visitor> VisitorAsync(string role) => await new Visitor(this).SignInAsync(await AddUserAsync(role), Password);

    internal T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    public static SocketsHttpHandler Trusting(string directory) => new()
    {
        SslOptions =
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(Path.Combine(directory, "certificate.pem")) },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    public static Dictionary<string, string> TokenForm(string clientId = ClientId, string secret = Secret, string resource = Resource) => new(StringComparer.Ordinal)
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = clientId,
        ["client_secret"] = secret,
        ["scope"] = resource + "/.default",
    };

    /// <summary>The next event is sent with a new token: the clock went past the old one.</summary>
    public void ForgetToken() => _token = null;

    public async Task<string> TokenAsync(Dictionary<string, string>? form = null, string tenant = Tenant)
    {
        using var answer = await Http.PostAsync(new Uri($"/{tenant}/oauth2/v2.0/token", UriKind.Relative), new FormUrlEncodedContent(form ?? TokenForm()));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!["access_token"]!.GetValue<string>();
    }

    /// <summary>Posts an event as the development client does; headers given here come on top.</summary>
    public async Task<Reply> PostAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        if (!headers.Any(header => header.Name == "Authorization"))
            _token ??= await TokenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await SendAsync(request);
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using var answer = await Http.SendAsync(request);
        return new Reply(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(), answer.Content.Headers.ContentType?.ToString(),
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    public async Task<JsonArray> ReceivedAsync(string query = "") =>
        JsonNode.Parse(await Http.GetStringAsync(new Uri("/received.json" + query, UriKind.Relative)))!.AsArray();

    public static string APurchase(string id, string more = "") =>
        $$"""{"purchaseId":{{JsonSerializer.Serialize(id)}},"merchantLocalDate":"2026-03-15T08:00:00Z","_metadata":{}{{more}}}""";

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Https.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        if (!_keepDirectory)
            System.IO.Directory.Delete(Directory, recursive: true);
    }
}

/// <summary>An answer, read to the end.</summary>
public sealed record Reply(HttpStatusCode Status, byte[] Bytes, string? ContentType, Dictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Bytes);
    public JsonNode Json => JsonNode.Parse(Text)!;
    public string Message => Json[nameof(Message)]!.GetValue<string>();
    public JsonObject Details => Json["resultDetails"]!.AsObject();
}
