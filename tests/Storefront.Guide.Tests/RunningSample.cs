using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Storefront.Tests.Guide;

/// <summary>A sample as its reader runs it: the built program, in a process of its own.</summary>
internal sealed partial class RunningSample : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningSample(Process process) => this.process = process;

    public string Said
    {
        get
        {
            lock (said)
                return said.ToString();
        }
    }

    /// <summary>Where the build has put a sample's program.</summary>
    public static string Built(string sample) =>
        Path.Combine(Repository.Root, "samples", sample, "bin", AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug", "net10.0", sample + ".dll");

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<(RunningSample Sample, Uri Address)> StartAsync(string program, IReadOnlyDictionary<string, string> settings)
    {
        var sample = Start(program, ["--urls", "http://127.0.0.1:0"], settings);
        return (sample, await sample.listening.Task.WaitAsync(TimeSpan.FromMinutes(2)));
    }

    public static RunningSample Start(string program, string[] arguments, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(program),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;

        var sample = new RunningSample(new Process { StartInfo = start, EnableRaisingEvents = true });
        sample.process.OutputDataReceived += (_, line) => sample.Read(line.Data);
        sample.process.ErrorDataReceived += (_, line) => sample.Read(line.Data);
        sample.process.Exited += (_, _) => sample.listening.TrySetException(new InvalidOperationException($"It stopped: {sample.Said}"));
        sample.process.Start();
        sample.process.BeginOutputReadLine();
        sample.process.BeginErrorReadLine();
        return sample;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (said)
            said.AppendLine(line);
        if (Listening().Match(line) is { Success: true } match)
            listening.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
