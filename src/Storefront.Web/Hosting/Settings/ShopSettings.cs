namespace Storefront.Web.Hosting.Settings;

internal static class ShopSettings
{
    /// <summary>The sections the ground reads. A feature adds its own.</summary>
    public static void AddShopSettings(this WebApplicationBuilder builder)
    {
        builder.AddSettings<StorageOptions>();
        builder.AddSettings<DatabaseOptions>();
        builder.AddSettings<PublicAddressOptions>();
        builder.AddSettings<HostingOptions>();
        builder.AddSettings<EmbeddedServicesOptions>();
        builder.AddSettings<DevelopmentCredentials>();
        builder.AddSettings<TelemetryOptions>();
    }
}
