using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Storefront.Costs;

/// <summary>Kestrel that sends back what it is sent and keeps nothing, as a program of its own.</summary>
internal sealed class Echo : IDisposable
{
    private Echo(Process process, Uri address) => (Process, Address) = (process, address);

    public Process Process { get; }

    public Uri Address { get; }

    public static async Task ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length));
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
    }

    public static async Task<Echo> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Echo).Assembly.Location, "echo"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return new Echo(process, new Uri((await process.StandardOutput.ReadLineAsync())!));
    }

    public void Dispose()
    {
        Process.Kill();
        Process.Dispose();
    }
}
