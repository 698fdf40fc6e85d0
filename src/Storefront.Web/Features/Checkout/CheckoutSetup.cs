using Storefront.Web.Features.Device;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Hosting;
using Storefront.Web.Hosting.Settings;
using Storefront.Web.Payments;

namespace Storefront.Web.Features.Checkout;

internal static class CheckoutSetup
{
    /// <summary>Everything that places orders: the bank, attempts, orders and the outbox.</summary>
    public static void AddCheckout(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddSettings<CheckoutOptions>();
        builder.AddSettings<DeviceOptions>();
        services.AddPayments(builder.Configuration, builder.Environment);

        services.AddScoped<DeviceScript>();
        services.AddScoped<Review>();
        services.AddScoped<Shopper>();
        services.AddScoped<AttemptLimits>();
        services.AddScoped<PlaceOrder>();
        services.AddScoped<AttemptLease>();
        services.AddScoped<AttemptRunner>();
        services.AddScoped<Settlement>();
        services.AddScoped<Reassessment>();
        services.AddSingleton<AttemptSignal>();
        services.AddChore<AttemptWorker>();

        services.AddScoped<OrderBook>();
        services.AddScoped<OrderMails>();
        services.AddScoped<OrderLinks>();

        services.AddScoped<OutboxWriter>();
        services.AddScoped<OutboxDelivery>();
        services.AddSingleton<OutboxSignal>();
        services.AddChore<OutboxSender>();
    }
}
