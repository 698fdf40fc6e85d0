using Microsoft.Extensions.DependencyInjection.Extensions;
using Storefront.FraudProtection;
using Storefront.Web.Fraud;
using Storefront.Web.Hosting;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Features.Settings;

internal static class SettingsSetup
{
    /// <summary>Fraud Protection as the settings page has it: one connection in force, one for each unit of work.</summary>
    public static void AddLiveSettings(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var vault = builder.ReadSettings<KeyVaultOptions>();
        services.AddFraudProtection(builder.Configuration.GetSection(FraudPolicyOptions.Section), fraud =>
        {
            if (vault.Item is { } item)
                fraud.UseCredential(item.ToCredential(VaultItem.Open));
        });
        builder.AddSettings<FraudPolicyOptions>();
        builder.AddSettings<KeyVaultOptions>();
        builder.AddSettings<CredentialReferences>();
        builder.AddSettings<RetentionOptions>();

        services.TryAddSingleton<VaultDoor>(VaultItem.Open);
        services.AddSingleton<SettingsWorkshop>();
        services.AddSingleton<LiveSettings>();
        services.AddChore<SettingsWatch>();
        services.AddHostedService<FraudProtectionWarmUp>();
        services.AddScoped<SaveSettings>();
        services.AddScoped<SettingsPages>();
        services.AddScoped<CredentialChoices>();

        // The client of the files alone is used by nobody: a scope has the connection that was in force when it began.
        services.AddScoped(provider => provider.GetRequiredService<LiveSettings>().Current.Fraud);
        services.Replace(ServiceDescriptor.Scoped(provider => provider.GetRequiredService<FraudConnection>().Service));
        services.AddScoped<PurchaseEvents>();
    }
}
