using Storefront.Web.Features.Fulfilment;
using Storefront.Web.Features.OrderFile;
using Storefront.Web.Features.OrderList;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Features.Returns;
using Storefront.Web.Fraud;
using Storefront.Web.Hosting;

namespace Storefront.Web.Features.Orders;

internal static class AfterSaleSetup
{
    /// <summary>Everything about an order once it is made: sending, cancelling, refunds, returns, and the pages of those who do it.</summary>
    public static void AddAfterSale(this IServiceCollection services)
    {
        services.AddScoped<OrderDesk>();
        services.AddScoped<Cancelling>();
        services.AddScoped<AfterSaleMails>();
        services.AddScoped<FulfilmentDesk>();

        services.AddScoped<RefundEvents>();
        services.AddScoped<RefundAmounts>();
        services.AddScoped<RefundDesk>();
        services.AddScoped<RefundRunner>();
        services.AddSingleton<RefundSignal>();
        services.AddChore<RefundWorker>();

        services.AddScoped<ReturnDesk>();

        services.AddScoped<OrderSearch>();
        services.AddScoped<OrderFiles>();
        services.AddScoped<ParkedEvents>();
    }
}
