using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Storefront.Web.Tests;

/// <summary>
/// <c>dotnet Storefront.Web.Tests.dll NUMBER before|after SETTINGS</c>: the shop as it is, in a process that ends itself with
/// kill -9 right before or right after the n-th commit of placing an order.
/// </summary>
internal static class DyingShop
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var number, "before" or "after", .. var settings])
        {
            await Console.Error.WriteLineAsync("Usage: dotnet Storefront.Web.Tests.dll NUMBER before|after SETTINGS. Tests run with: dotnet test");
            return 64;
        }

        var fatal = int.Parse(number, CultureInfo.InvariantCulture);
        var watch = new CommitWatch((commit, done) =>
        {
            if (commit == fatal && done == (args[1] == "after"))
                Process.GetCurrentProcess().Kill(); // SIGKILL: nothing is finished, nothing is flushed
        });
        await using var shop = await ShopHost.StartAsync(settings, builder => builder.Services.AddSingleton<IInterceptor>(watch));
        await shop.WaitForShutdownAsync();
        return 0;
    }
}
