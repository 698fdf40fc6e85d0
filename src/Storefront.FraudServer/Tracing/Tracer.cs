using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Tracing;

/// <summary>
/// Follows what came in and what was done, and writes it to files for others to take away. Nothing waits for it. What is switched on
/// begins with what comes then; after a stop it goes on where it was.
/// </summary>
internal sealed partial class Tracer(
    TraceFiles files, TraceSource source, TraceSender sender, Telemetry telemetry, FraudServerSettings settings, Database database, TimeProvider time, ILogger<Tracer> log) : BackgroundService
{
    private const int Piece = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);

    private readonly List<(string Name, byte[] Line)> _measured = []; // that are in no file yet
    private DateTimeOffset _windowBegan = time.GetUtcNow();

    /// <summary>One look. False when somebody else was at the files.</summary>
    public Task<bool> LookAsync(CancellationToken stoppingToken) => AloneAsync(async () =>
    {
        foreach (var name in settings.Tracing.Names.Where(name => !TraceName.IsMeasured(name)).Distinct(StringComparer.Ordinal))
            await FollowAsync(name, stoppingToken);
        WriteMeasured();
        if (settings.Retention.TraceDays > 0)
            files.Remove(time.GetUtcNow().UtcDateTime.Date.AddDays(-settings.Retention.TraceDays));
    });

    private async Task<bool> AloneAsync(Func<Task> work)
    {
        var isDone = false;
        await database.AloneAsync("tracing", wait: false, async () => isDone = await files.AloneAsync(async () =>
        {
            await work();
            return "";
        }) is not null);
        return isDone;
    }

    /// <summary>Takes out of the files what is about these events or names somebody. How many lines; waits until nobody else is at them.</summary>
    public async Task<long> ForgetAsync(IReadOnlySet<long> events, IReadOnlyCollection<string> names)
    {
        if (!files.AreThere)
            return 0;
        var beginnings = events.Select(TraceLine.IdOf).ToHashSet(StringComparer.Ordinal);
        while (true)
        {
            if (await files.AloneAsync(() => Task.FromResult(Tuple.Create(files.Forget(line => IsAbout(line, beginnings, names))))) is { } gone)
                return gone.Item1;
            await Task.Delay(50);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Tracing.Names.Count == 0)
            return;
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            await TryAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // the service stops
        }
    }

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LookAsync(stoppingToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            NotWritten(log, e);
        }
    }

    private async Task FollowAsync(string name, CancellationToken stoppingToken)
    {
        var after = await source.BeginAsync(name, "");
        while (!stoppingToken.IsCancellationRequested)
        {
            var (lines, last) = source.After(name, after, Piece);
            if (last is not { } done)
                return;
            files.Append(name, lines);
            await source.DoneAsync(name, "", done);
            after = done;
        }
    }

    // What was measured is in memory alone until it is in its file.
    private void WriteMeasured()
    {
        var now = time.GetUtcNow();
        if (now - _windowBegan >= Window)
        {
            var lines = MeasureLines.Of(telemetry.Traced.Take(), _windowBegan, now).Where(line => settings.Tracing.Names.Contains(line.Name, StringComparer.Ordinal)).ToList();
            _windowBegan = now;
            _measured.AddRange(lines);
            sender.Offer(lines);
        }

        foreach (var name in _measured.GroupBy(line => line.Name, StringComparer.Ordinal))
            files.Append(name.Key, [.. name.Select(line => line.Line)]);
        _measured.Clear();
    }

    private static bool IsAbout(string line, HashSet<string> beginnings, IReadOnlyCollection<string> names)
    {
        var id = line.IndexOf("\"id\":\"event-", StringComparison.Ordinal);
        var end = id < 0 ? -1 : line.IndexOf('-', id + "\"id\":\"event-".Length);
        return (end > 0 && beginnings.Contains(line[id..(end + 1)]))
            || (line.IndexOf("\"id\":\"case-", StringComparison.Ordinal) is >= 0 and var known && beginnings.Contains(line[known..line.IndexOf('"', known + "\"id\":\"case-".Length)].Replace("case-", "event-", StringComparison.Ordinal) + "-"))
            || names.Any(name => name.Contains('@', StringComparison.Ordinal) && line.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    [LoggerMessage(LogLevel.Warning, "Traced events could not be written to their files; it is tried again.")]
    private static partial void NotWritten(ILogger log, Exception exception);
}
