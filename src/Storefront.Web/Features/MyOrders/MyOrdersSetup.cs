namespace Storefront.Web.Features.MyOrders;

internal static class MyOrdersSetup
{
    public static void AddMyOrders(this IServiceCollection services) => services.AddScoped<OrderShelf>();
}
