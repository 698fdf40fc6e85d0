using Microsoft.Extensions.Options;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Pricing;

internal static class PricingSetup
{
    public static void AddPricing(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IPostConfigureOptions<ShopOptions>, ShopOptionsCheck>();
        builder.Services.AddSingleton<IValidateOptions<ShopOptions>, ShopOptionsCheck>();
        builder.Services.AddOptions<ShopOptions>().BindConfiguration("Shop").ValidateOnStart();
        builder.Services.AddSingleton(DeliveryTable.Load());
        builder.Services.AddSingleton<OrderPricing>();
    }
}
