using Storefront.FraudProtection;
using Storefront.Web.Payments;

namespace Storefront.Web.Features.Developer;

internal static class DeveloperSetup
{
    /// <summary>The developer's page. Outside Development it is not there, and nothing stands between the shop and its neighbours.</summary>
    public static void AddDeveloper(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Switchboard>();
        services.AddScoped<PersonaDesk>();
        if (!builder.Environment.IsDevelopment())
            return;

        services.AddTransient<FraudFaults>();
        services.AddTransient<BankFaults>();
        services.AddHttpClient(FraudProtectionExtensions.HttpClientName).AddHttpMessageHandler<FraudFaults>();
        services.AddHttpClient(nameof(IPaymentProvider)).AddHttpMessageHandler<BankFaults>();
    }
}
