using Microsoft.Extensions.DependencyInjection.Extensions;
using Storefront.Web.Commands;
using Storefront.Web.Data;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Cart;
using Storefront.Web.Features.Catalog;
using Storefront.Web.Features.CatalogDesk;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Dashboard;
using Storefront.Web.Features.Developer;
using Storefront.Web.Features.Health;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.MyData;
using Storefront.Web.Features.MyOrders;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Profile;
using Storefront.Web.Features.Reviews;
using Storefront.Web.Features.Settings;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;
using Storefront.Web.Features.Users;
using Storefront.Web.Hosting;
using Storefront.Web.Hosting.Logging;
using Storefront.Web.Hosting.Security;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web;

/// <summary>The shop, and in Development the service and the bank beside it in the same process.</summary>
public static class ShopHost
{
    /// <summary>Runs until stopped, or runs a command. The exit code is the process's.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        try
        {
            if (ShopCommands.Asked(args))
                return await ShopCommands.RunAsync(args);

            await using var shop = await StartAsync(args);
            await shop.WaitForShutdownAsync();
            return 0;
        }
        catch (StartRefusedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <summary>Starts the shop and what is embedded in it. Tests pass <paramref name="adapt"/> to watch or slow what they need to.</summary>
    public static async Task<RunningShop> StartAsync(string[] args, Action<WebApplicationBuilder>? adapt = null, CancellationToken cancellationToken = default)
    {
        var builder = CreateBuilder(args);
        adapt?.Invoke(builder);

        var running = new RunningShop(builder, Store.PrepareAsync(builder, cancellationToken)); // database and neighbours start while the shop is being built
        try
        {
            var app = running.Shop = Build(builder);
            app.Services.CheckSettings();
            KeyRing.CreateFolder(app.Configuration);
            await running.Store;
            await LiveSettings.ReadAsync(app.Services, cancellationToken);
            await running.Neighbours.StartedAsync();
            await app.ListenAsync(cancellationToken);
            Greeting.Say(running);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    internal static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ShopHost).Assembly.GetName().Name,
            ContentRootPath = ProgramFolder.ContentRoot,
        });
        builder.Logging.ClearProviders();
        return builder;
    }

    private static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.AddShopSettings();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ShopAddress>();
        builder.AddListeners();
        builder.AddProtection();
        builder.AddPageDelivery();
        builder.AddTelemetry();
        builder.AddStore();
        builder.Services.AddControllersWithViews()
            .ConfigureApplicationPartManager(parts => parts.FeatureProviders.Add(new FeatureFolders.InternalControllers()));
        builder.AddFeatureFolders();
        builder.AddPages();
        builder.AddAccounts();
        builder.AddStaff();
        builder.AddPricing();
        builder.AddCatalog();
        builder.AddCart();
        builder.AddLiveSettings();
        builder.AddProfile();
        builder.AddCheckout();
        builder.Services.AddAfterSale();
        builder.AddDashboard();
        builder.AddUsers();
        builder.AddCatalogDesk();
        builder.Services.AddJudgement();
        builder.Services.AddMyOrders();
        builder.Services.AddMyData();
        builder.AddMail();
        builder.AddHealth();
        builder.AddDeveloper();
        builder.Services.AddChore<RetentionJob>();

        var app = builder.Build();
        app.UseDefaultAddress();
        app.UseMiddleware<SecurityHeaders>();
        app.UseForwardedHeaders();
        app.UseOpening();
        app.UseMiddleware<RequestLog>();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500", CreateScopeForErrors = true });
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseTlsOnly();
        app.UseDeveloper();
        app.UseHostCookies();
        app.UseCookiePolicy();
        app.UseRouting();
        app.Use(RequestLog.RememberRouteAsync);
        app.UseAuthentication();
        app.UseMiddleware<PostGuard>(); // knows who it is, for a token is one person's
        app.UseAuthorization();
        app.UseOutputCache();
        app.UseResponseCompression();
        app.MapStaticAssets();
        app.MapControllers().WithStaticAssets();
        app.MapHealth();
        return app;
    }
}
