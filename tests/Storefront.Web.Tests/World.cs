using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Data;
using Storefront.Web.Hosting;

namespace Storefront.Web.Tests;

/// <summary>The shop, the Fraud Protection service and the bank, as real programs on free ports with a data folder of their own.</summary>
internal sealed class World : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;
    private static readonly HashSet<int> Taken = [];
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private RunningShop? running;
    private bool isGuest;

    private World(string directory, int shop, int service, int serviceTls, int bank)
    {
        Directory = directory;
        ShopAddress = new Uri($"http://127.0.0.1:{shop}/");
        ServiceAddress = new Uri($"http://127.0.0.1:{service}/");
        ServiceTlsAddress = new Uri($"https://127.0.0.1:{serviceTls}/");
        BankAddress = new Uri($"http://127.0.0.1:{bank}/");
    }

    public string Directory { get; }

    public Uri ShopAddress { get; }

    public Uri ServiceAddress { get; }

    public Uri ServiceTlsAddress { get; }

    public Uri BankAddress { get; }

    public IServiceProvider Services => running!.Services;

    /// <summary>Between the shop and the service, where there is one.</summary>
    public Proxy Fraud { get; private set; } = null!;

    /// <summary>Between the shop and the bank, where there is one.</summary>
    public Proxy Bank { get; private set; } = null!;

    /// <summary>A world whose shop reaches service and bank through proxies of the test.</summary>
    public static async Task<World> StartBehindAProxyAsync(params (string Key, string Value)[] settings)
    {
        var ports = FreePorts(4);
        var world = new World(System.IO.Directory.CreateTempSubdirectory("storefront-").FullName, ports[0], ports[1], ports[2], ports[3]);
        world.Fraud = await Proxy.StartAsync(world.ServiceAddress);
        var all = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        all["FraudProtection:Endpoint"] = world.Fraud.Address.ToString();
        world.Bank = await Proxy.StartAsync(world.BankAddress);
        all["Payments:BankAddress"] = world.Bank.Address.ToString();
        await world.StartShopAsync(all, adapt: null);
        return world;
    }

    /// <summary>Waits until that many events about it have been received.</summary>
    public Task<IReadOnlyList<Received>> EventuallyReceivedAsync(string id, int count) =>
        EventuallyAsync(() => ReceivedAsync(id), rows => rows.Count >= count, TimeSpan.FromSeconds(30));

    /// <summary>The same addresses and data folder for a shop that runs elsewhere.</summary>
    public static World At(string directory, int[] ports) => new(directory, ports[0], ports[1], ports[2], ports[3]);

    /// <param name="settings">Beyond the usual ones, or in their place.</param>
    /// <param name="adapt">For what has to be watched or slowed inside the shop.</param>
    public static async Task<World> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? adapt = null)
    {
        var ports = FreePorts(4);
        var world = new World(System.IO.Directory.CreateTempSubdirectory("storefront-").FullName, ports[0], ports[1], ports[2], ports[3]);
        await world.StartShopAsync(settings, adapt);
        return world;
    }

    /// <summary>A second shop on the same data, service and bank, as behind a load balancer. It goes before this world does.</summary>
    public async Task<World> StartAnotherShopAsync()
    {
        var other = new World(Directory, FreePorts(1)[0], ServiceAddress.Port, ServiceTlsAddress.Port, BankAddress.Port) { isGuest = true };
        await other.StartShopAsync(new Dictionary<string, string?>
        {
            ["EmbeddedServices:FraudServer"] = "false",
            ["EmbeddedServices:Bank"] = "false",
            ["FraudProtection:TrustedCertificateFile"] = Path.Combine(Directory, "fraud-server", "certificate.pem"),
        }, adapt: null);
        return other;
    }

    /// <summary>Starts the shop again on the same data, as after a restart.</summary>
    public async Task RestartAsync(IReadOnlyDictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? adapt = null)
    {
        await running!.DisposeAsync();
        await StartShopAsync(settings, adapt);
    }

    public IReadOnlyDictionary<string, string> Settings(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["environment"] = "Development",
            ["urls"] = ShopAddress.GetLeftPart(UriPartial.Authority),
            ["Storage:Directory"] = Directory,
            ["FraudServer:Urls"] = $"{ServiceAddress.GetLeftPart(UriPartial.Authority)};{ServiceTlsAddress.GetLeftPart(UriPartial.Authority)}",
            ["Bank:Urls"] = BankAddress.GetLeftPart(UriPartial.Authority),
            ["FraudProtection:Endpoint"] = ServiceAddress.ToString(),
            ["FraudProtection:Authority"] = new Uri(ServiceTlsAddress, "11111111-1111-1111-1111-111111111111").ToString(),
            ["Payments:BankAddress"] = BankAddress.ToString(),
            ["Serilog:MinimumLevel:Default"] = "Warning",
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
            all[key] = value ?? "";
        return all;
    }

    public Browser Visit() => new(ShopAddress);

    public Guest Guest() => new(this);

    /// <summary>Somebody who is signed in: one of the accounts of Development, or one the test made.</summary>
    public async Task<Guest> SignInAsync(string email, string password = People.Password)
    {
        var guest = new Guest(this) { Email = email };
        await guest.Browser.SignInAsync(email, password);
        return guest;
    }

    /// <summary>What the service received about a purchase, oldest first.</summary>
    public async Task<IReadOnlyList<Received>> ReceivedAsync(string? id = null)
    {
        var address = new Uri(ServiceAddress, $"received.json?limit=500{(id is null ? "" : "&id=" + Uri.EscapeDataString(id))}");
        return JsonSerializer.Deserialize<List<Received>>(await http.GetStringAsync(address), Json)!;
    }

    /// <summary>What the bank did about a purchase, oldest first.</summary>
    public async Task<IReadOnlyList<LedgerRow>> LedgerAsync(string purchaseId) =>
        JsonSerializer.Deserialize<List<LedgerRow>>(await http.GetStringAsync(new Uri(BankAddress, $"ledger.json?reference={purchaseId}")), Json)!;

    /// <summary>Looks into the shop's database.</summary>
    public async Task<T> LookAsync<T>(Func<StoreDb, Task<T>> question)
    {
        await using var scope = Services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<StoreDb>());
    }

    /// <summary>Asks again and again until the answer is as expected; fails with the last answer after the time.</summary>
    public static async Task<T> EventuallyAsync<T>(Func<Task<T>> question, Func<T, bool> expected, TimeSpan? within = null)
    {
        var until = Environment.TickCount64 + (long)(within ?? TimeSpan.FromSeconds(20)).TotalMilliseconds;
        while (true)
        {
            var answer = await question();
            if (expected(answer))
                return answer;
            if (Environment.TickCount64 > until)
                Assert.Fail($"Not in time. The last answer: {JsonSerializer.Serialize(answer, Json)}");
            await Task.Delay(50);
        }
    }

    /// <summary>Below those the system gives to outgoing calls: a port must still be free when what was killed starts again on it.</summary>
    public static int[] FreePorts(int count)
    {
        lock (Taken)
        {
            var ports = new List<int>();
            while (ports.Count < count)
            {
                var port = Random.Shared.Next(15_000, 32_000);
                if (Taken.Add(port) && IsFree(port))
                    ports.Add(port);
            }

            return [.. ports];
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (running is not null)
            await running.DisposeAsync();
        if (Fraud is not null)
            await Fraud.DisposeAsync();
        if (Bank is not null)
            await Bank.DisposeAsync();
        http.Dispose();
        if (!isGuest)
            System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task StartShopAsync(IReadOnlyDictionary<string, string?>? settings, Action<WebApplicationBuilder>? adapt)
    {
        var arguments = Settings(settings).Select(setting => $"--{setting.Key}={setting.Value}").ToArray();
        running = await ShopHost.StartAsync(arguments, adapt);
    }
}

/// <summary>One row of the service's received.json.</summary>
internal sealed record Received(long Sequence, string Event, string CorrelationId, int Status, JsonElement Request, JsonElement Response)
{
    /// <summary>The event and what it says: "BankEvent Auth Approved".</summary>
    public string Story => Event switch
    {
        "BankEvent" => $"{Event} {Text("type")} {Text("status")}",
        "PurchaseStatus" => $"{Event} {Text("statusType")} {Text("reason")}",
        "Refund" => $"{Event} {Text("status")} {Text("reason")}",
        "Chargeback" => $"{Event} {Text("status")}",
        _ => Event,
    };

    public string Text(string member) => Request.TryGetProperty(member, out var value) ? value.ToString() : "";
}

internal sealed record LedgerRow(long Sequence, string Operation, string IdempotencyKey, decimal Amount, string Outcome)
{
    public string Story => $"{Operation} {Outcome}".ToLowerInvariant();
}
