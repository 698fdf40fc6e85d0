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
        services.AddSingleton<SentCalls>();
        services.AddSingleton<Documents>();
        services.AddScoped<PersonaDesk>();
        if (!builder.Environment.IsDevelopment())
            return;

        services.AddTransient<CallRecorder>();
        services.AddTransient<FraudFaults>();
        services.AddTransient<BankFaults>();
        services.AddHttpClient(FraudProtectionExtensions.HttpClientName).AddHttpMessageHandler<CallRecorder>().AddHttpMessageHandler<FraudFaults>();
        services.AddHttpClient(nameof(IPaymentProvider)).AddHttpMessageHandler<BankFaults>();
    }

    /// <summary>Lets pages say what their action sent to Fraud Protection.</summary>
    public static void UseDeveloper(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
            app.UseMiddleware<PageCalls>();
    }
}
