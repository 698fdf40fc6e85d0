using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;

namespace Storefront.Tests.Guide;

/// <summary>Code that documents print and that stands nowhere else.</summary>
internal static class Snippets
{
    public static async Task<bool> CallAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddFraudProtection(builder.Configuration.GetSection("FraudProtection"));
        using var host = builder.Build();
        await host.StartAsync(); // wrong settings stop here and are named

        var fraud = host.Services.GetRequiredService<FraudProtectionService>();
        await fraud.CheckConnectionAsync(); // gets a token and asks whether the service is there
        var assessment = await fraud.AssessPurchaseAsync(new Purchase
        {
            PurchaseId = Guid.NewGuid().ToString(),
            MerchantLocalDate = TimeProvider.System.GetLocalNow(),
            TotalAmount = 69.44m,
            Currency = "USD",
        });
        return assessment.Decision == Decision.Approve;
    }
}
