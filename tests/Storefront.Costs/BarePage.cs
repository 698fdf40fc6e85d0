using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Storefront.Costs;

/// <summary>Kestrel with nothing behind it, as a program of its own, so that its CPU is its own too.</summary>
internal sealed class BarePage : IDisposable
{
    private BarePage(Process process, Uri address) => (Process, Address) = (process, address);

    public Process Process { get; }

    public Uri Address { get; }

    public static async Task ServeAsync(int size)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var body = new byte[size];
        Array.Fill(body, (byte)'x');
        var app = builder.Build();
        app.MapGet("/", context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body).AsTask();
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
    }

    public static async Task<BarePage> StartAsync(int size)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(BarePage).Assembly.Location, "serve", $"{size}"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return new BarePage(process, new Uri((await process.StandardOutput.ReadLineAsync())!));
    }

    public void Dispose()
    {
        Process.Kill();
        Process.Dispose();
    }
}
