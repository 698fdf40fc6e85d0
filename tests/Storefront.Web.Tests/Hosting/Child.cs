using System.Diagnostics;
using Storefront.Web;

namespace Storefront.Tests.Web.Hosting;

/// <summary>The shop as a process of its own: what an operator types, and what is answered.</summary>
internal static class Child
{
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(string arguments, params (string Key, string Value)[] environment) =>
        TypeAsync("", arguments, environment);

    /// <param name="input">What stands on standard input.</param>
    public static async Task<(int ExitCode, string Output, string Error)> TypeAsync(string input, string arguments, params (string Key, string Value)[] environment)
    {
        using var process = Process.Start(Info(arguments, environment))!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var timeUp = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = process.StandardOutput.ReadToEndAsync(timeUp.Token);
        var error = process.StandardError.ReadToEndAsync(timeUp.Token);
        try
        {
            await process.WaitForExitAsync(timeUp.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    public static ProcessStartInfo Info(string arguments, params (string Key, string Value)[] environment)
    {
        var info = new ProcessStartInfo("dotnet", $"{typeof(ShopHost).Assembly.Location} {arguments}")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var name in new[] { "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ASPNETCORE_URLS" })
            info.Environment.Remove(name);
        foreach (var (key, value) in environment)
            info.Environment[key] = value;
        return info;
    }
}
