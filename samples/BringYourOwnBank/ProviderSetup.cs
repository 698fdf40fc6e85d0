using Storefront.Web.Payments;

namespace BringYourOwnBank;

/// <summary>What a shop adds to use it.</summary>
internal static class ProviderSetup
{
    /// <summary>Registered before the shop registers its own, it is the one that is used.</summary>
    public static void AddProvider(this WebApplicationBuilder builder, Uri address) =>
        builder.Services.AddHttpClient<IPaymentProvider, ProviderBank>(http =>
        {
            http.BaseAddress = address;
            http.Timeout = TimeSpan.FromSeconds(5);
            http.DefaultRequestHeaders.Authorization = new("Bearer", builder.Configuration["Provider:Key"] ?? "only-for-development");
        });
}
