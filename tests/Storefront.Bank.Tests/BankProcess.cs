using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Storefront.Tests.Bank;

/// <summary>The bank as a process of its own, to be killed or to be read from outside.</summary>
internal sealed partial class BankProcess : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BankProcess(string directory, string environment, string[] arguments, (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Storefront.Bank.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["Storage__Directory"] = directory;
        start.Environment["Bank__Urls"] = "http://127.0.0.1:0";
        foreach (var (key, value) in settings)
            start.Environment[key] = value;

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', output);

    public static BankProcess Start(string directory, string environment = "Development", string[]? arguments = null, params (string Key, string Value)[] settings) =>
        new(directory, environment, arguments ?? [], settings);

    /// <summary>A shop's server talking to it, once it listens.</summary>
    public async Task<HttpClient> ConnectAsync(string merchantKey = "local-development-merchant-key")
    {
        var shop = new HttpClient { BaseAddress = await listening.Task.WaitAsync(TimeSpan.FromSeconds(60)) };
        shop.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", merchantKey);
        return shop;
    }

    public async Task<int> ExitCodeAsync()
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return process.ExitCode;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();

        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;

        output.Enqueue(line);
        if (line.Contains("The pretend bank listens on", StringComparison.Ordinal) && Address().Match(line) is { Success: true } address)
            listening.TrySetResult(new Uri(address.Value));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
