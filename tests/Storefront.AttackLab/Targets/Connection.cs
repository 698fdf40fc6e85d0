using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Storefront.FraudProtection;

namespace Storefront.AttackLab.Targets;

/// <summary>Where a service is and who asks. Without arguments: one of this repository, in Development.</summary>
internal sealed record Connection
{
    public string Endpoint { get; init; } = "http://localhost:5090";

    /// <summary>Host and tenant.</summary>
    public string Authority { get; init; } = "https://localhost:5091/11111111-1111-1111-1111-111111111111";

    public string ClientId { get; init; } = "22222222-2222-2222-2222-222222222222";

    public string Secret { get; init; } = Environment.GetEnvironmentVariable("ATTACK_LAB_SECRET") ?? "local-development-secret";

    public string Resource { get; init; } = "https://api.dfp.local";

    public string EnvironmentId { get; init; } = "33333333-3333-3333-3333-333333333333";

    public string? TrustedCertificate { get; init; }

    /// <summary>The client library, as a shop has it.</summary>
    public ServiceProvider Open()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["FraudProtection:Enabled"] = "true",
            ["FraudProtection:Endpoint"] = Endpoint,
            ["FraudProtection:Authority"] = Authority,
            ["FraudProtection:ClientId"] = ClientId,
            ["FraudProtection:ClientSecret"] = Secret,
            ["FraudProtection:Resource"] = Resource,
            ["FraudProtection:EnvironmentId"] = EnvironmentId,
            ["FraudProtection:TrustedCertificateFile"] = TrustedCertificate,
            ["FraudProtection:Timeout"] = "00:00:20", // nobody waits at a checkout here
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddFraudProtection(settings.GetSection("FraudProtection"));
        return services.BuildServiceProvider();
    }
}
