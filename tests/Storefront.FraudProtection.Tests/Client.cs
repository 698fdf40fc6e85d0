using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Storefront.FraudProtection;

namespace Storefront.Tests.FraudProtection;

/// <summary>A program that uses the library, on a network that a test plays.</summary>
internal sealed class Client : IAsyncDisposable
{
    private readonly ServiceProvider provider;

    /// <param name="network">The network.</param>
    /// <param name="settings">Settings other than the usual ones; null takes one away.</param>
    /// <param name="configure">What the program says in code.</param>
    /// <param name="time">The clock; the real one if left out.</param>
    /// <param name="onNetwork">Whether the real network is used instead.</param>
    public Client(Network? network = null, (string Key, string? Value)[]? settings = null, Action<FraudProtectionBuilder>? configure = null, TimeProvider? time = null, bool onNetwork = false)
    {
        Network = network ?? new Network();
        var values = Settings();
        if (time is null)
            values["FraudProtection:Timeout"] = "00:00:30";    // a busy machine is not what these tests are about
        foreach (var (key, value) in settings ?? [])
            values["FraudProtection:" + key] = value;

        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace));
        if (time is not null)
            services.AddSingleton(time);
        services.AddFraudProtection(
            new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("FraudProtection"),
            builder =>
            {
                if (!onNetwork)
                    builder.ConfigureHttp(http => http.ConfigurePrimaryHttpMessageHandler(() => Network));
                configure?.Invoke(builder);
            });
        provider = services.BuildServiceProvider();
    }

    public Network Network { get; }

    public LogLines Log { get; } = new();

    /// <summary>What the program takes out of the container.</summary>
    public T Get<T>()
        where T : notnull => provider.GetRequiredService<T>();

    public FraudProtectionService Service => provider.GetRequiredService<FraudProtectionService>();

    /// <summary>Settings that work on a played network. MSAL's throttling belongs to the process, so each client has an ID of its own.</summary>
    public static Dictionary<string, string?> Settings() => new(StringComparer.Ordinal)
    {
        ["FraudProtection:Enabled"] = "true",
        ["FraudProtection:Endpoint"] = "https://fraud.example.test",
        ["FraudProtection:Authority"] = "https://login.example.test/11111111-1111-1111-1111-111111111111",
        ["FraudProtection:Resource"] = "https://api.example.test",
        ["FraudProtection:ClientId"] = Guid.NewGuid().ToString(),
        ["FraudProtection:EnvironmentId"] = "33333333-3333-3333-3333-333333333333",
        ["FraudProtection:ClientSecret"] = "a secret",
        ["FraudProtection:RetryDelay"] = "00:00:00",
    };

    public ValueTask DisposeAsync() => provider.DisposeAsync();
}
