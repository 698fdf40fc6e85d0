using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Data;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Hosting;

namespace Storefront.Web;

/// <summary>The shop, and in Development the service and the bank beside it in the same process.</summary>
public static class ShopHost
{
    /// <summary>Runs until stopped, or runs a command. The exit code is the process's.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var shop = await StartAsync(args);
        await shop.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Starts the shop and what is embedded in it. Tests pass <paramref name="adapt"/> to watch or slow what they need to.</summary>
    public static async Task<RunningShop> StartAsync(string[] args, Action<WebApplicationBuilder>? adapt = null, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ShopHost).Assembly.GetName().Name,
            ContentRootPath = ProgramFolder.ContentRoot,
        });
        adapt?.Invoke(builder);

        var app = Build(builder);
        await Store.PrepareAsync(app.Services, cancellationToken);
        var running = new RunningShop(app, []);
        await app.StartAsync(cancellationToken);
        return running;
    }

    private static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.AddStore();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddControllersWithViews(mvc => mvc.Filters.Add<AutoValidateAntiforgeryTokenAttribute>());
        builder.AddFeatureFolders();
        builder.AddPricing();

        var app = builder.Build();
        app.MapStaticAssets();
        app.MapControllers().WithStaticAssets();
        return app;
    }
}
