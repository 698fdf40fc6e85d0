using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;

namespace Storefront.Tests.FraudProtection;

/// <summary>The quick start of the library's README. A test holds the two together.</summary>
internal static class QuickStart
{
    public static async Task<string> RunAsync(string[] args)
    {
        // begin
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddFraudProtection(builder.Configuration.GetSection("FraudProtection"));
        using var host = builder.Build();
        var fraud = host.Services.GetRequiredService<FraudProtectionService>();

        var now = TimeProvider.System.GetLocalNow();
        var purchase = new Purchase { PurchaseId = Guid.NewGuid().ToString(), MerchantLocalDate = now, TotalAmount = 69.44m, Currency = "USD" };
        var assessment = await fraud.AssessPurchaseAsync(purchase);
        if (assessment.Decision == Decision.Reject)
            return "The order cannot be processed at this time. Please try again later.";
        // end
        return assessment.DecisionText;
    }
}
