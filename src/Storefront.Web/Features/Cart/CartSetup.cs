using Storefront.Web.Hosting;

namespace Storefront.Web.Features.Cart;

internal static class CartSetup
{
    public static void AddCart(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<CartCookie>();
        builder.Services.AddSingleton<CartQuery>();
        builder.Services.AddScoped<CartAccess>();
        builder.Services.AddScoped<CartEditor>();
        builder.Services.AddScoped<CartMerge>();
        builder.Services.AddChore<CartPurge>();
    }
}
