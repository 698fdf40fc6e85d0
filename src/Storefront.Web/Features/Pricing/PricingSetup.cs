using Storefront.Web.Features.Shared;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Features.Pricing;

internal static class PricingSetup
{
    public static void AddPricing(this WebApplicationBuilder builder)
    {
        builder.AddSettings<ShopOptions>();
        builder.Services.AddSingleton(DeliveryTable.Load());
        builder.Services.AddSingleton<OrderPricing>();
    }
}
