using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Storefront.Web.Tests;

/// <summary>The shop as a process of its own, which can be killed like one.</summary>
internal sealed class ShopProcess : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    private ShopProcess(Process process) => this.process = process;

    /// <summary>Everything it printed.</summary>
    public string Output => string.Join('\n', output);

    public static Task<ShopProcess> StartAsync(IReadOnlyDictionary<string, string> settings, Uri address) =>
        StartAsync([Path.Combine(Repository.Root, "src/Storefront.Web/bin", Repository.Configuration, "net10.0/Storefront.Web.dll")], settings, address);

    /// <summary>The same shop in a process that kills itself around a commit of placing an order (<see cref="DyingShop"/>).</summary>
    public static Task<ShopProcess> StartDyingAsync(int commit, bool after, IReadOnlyDictionary<string, string> settings, Uri address) =>
        StartAsync([typeof(DyingShop).Assembly.Location, commit.ToString(CultureInfo.InvariantCulture), after ? "after" : "before"], settings, address);

    /// <summary>A published program, the shop or a neighbour, started from whatever folder.</summary>
    /// <param name="program">Its assembly.</param>
    /// <param name="from">The working folder.</param>
    /// <param name="settings">All of them.</param>
    /// <param name="alive">The address that answers once it is up.</param>
    public static Task<ShopProcess> StartPublishedAsync(string program, string from, IReadOnlyDictionary<string, string> settings, Uri alive) =>
        StartAsync([program], settings, alive, from);

    private static Task<ShopProcess> StartAsync(string[] program, IReadOnlyDictionary<string, string> settings, Uri address) =>
        StartAsync(program, settings, new Uri(address, "health/live"), from: "");

    private static async Task<ShopProcess> StartAsync(string[] program, IReadOnlyDictionary<string, string> settings, Uri alive, string from)
    {
        var start = new ProcessStartInfo("dotnet", [.. program, .. settings.Select(setting => $"--{setting.Key}={setting.Value}")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = from,
        };
        var shop = new ShopProcess(Process.Start(start)!);
        shop.process.OutputDataReceived += (_, line) => shop.output.Enqueue(line.Data ?? "");
        shop.process.ErrorDataReceived += (_, line) => shop.output.Enqueue(line.Data ?? "");
        shop.process.BeginOutputReadLine();
        shop.process.BeginErrorReadLine();

        using var http = new HttpClient();
        await World.EventuallyAsync(
            async () =>
            {
                Assert.False(shop.process.HasExited, shop.Output);
                try
                {
                    using var answer = await http.GetAsync(alive);
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            up => up,
            TimeSpan.FromSeconds(60));
        return shop;
    }

    private bool disposed;

    public bool IsDead => process.HasExited;

    /// <summary>kill -9: nothing is finished, nothing is flushed.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (disposed)
            return; // a test that starts the shop again may fail in between

        disposed = true;
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }
}
