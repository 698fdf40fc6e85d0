using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Storefront.Bank;
using Storefront.FraudServer;

namespace Storefront.Web.Tests.Features.Checkout;

/// <summary>Service and bank as programs that outlive the shop.</summary>
internal sealed class Neighbours(params WebApplication[] hosts) : IAsyncDisposable
{
    public static async Task<Neighbours> StartAsync(IReadOnlyDictionary<string, string> settings, string directory)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings!).Build();
        return new Neighbours(
            await FraudServerHost.StartEmbeddedAsync(configuration, "Development", Path.Combine(directory, "fraud-server"), logging => logging.ClearProviders(), CancellationToken.None),
            await BankHost.StartEmbeddedAsync(configuration, "Development", Path.Combine(directory, "bank"), logging => logging.ClearProviders(), CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.StopAsync();
            await host.DisposeAsync();
        }
    }
}
