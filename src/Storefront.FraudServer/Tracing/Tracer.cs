using Storefront.FraudServer.Portal.Activity;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Tracing;

/// <summary>
/// Follows what came in and what was done, and writes it to files for others to take away. Nothing waits for it. What is switched on
/// begins with what comes then; after a stop it goes on where it was.
/// </summary>
internal sealed partial class Tracer(
    TraceFiles files, ReceivedLog received, ActivityLog activity, FraudServerSettings settings, Database database, Writer writer, TimeProvider time, ILogger<Tracer> log) : BackgroundService
{
    private const int Piece = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>One look. False when somebody else was at the files.</summary>
    public Task<bool> LookAsync(CancellationToken stoppingToken) => AloneAsync(async () =>
    {
        foreach (var name in settings.Tracing.Names.Distinct(StringComparer.Ordinal))
            await FollowAsync(name, stoppingToken);
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
        var after = await BeginAsync(name);
        while (!stoppingToken.IsCancellationRequested)
        {
            var (lines, last) = TraceName.IsOfActivity(name)
                ? Lines(activity.After(after, Piece), entry => TraceLine.Of(name, entry), entry => entry.Sequence)
                : Lines(received.After(after, null, Piece), row => TraceLine.Of(name, row), row => row.Sequence);
            if (last is not { } done)
                return;
            files.Append(name, lines);
            await writer.RunAsync(session => session.Execute("UPDATE trace_position SET sequence = $2 WHERE name = $1", name, done));
            after = done;
        }
    }

    private static (List<byte[]> Lines, long? Last) Lines<T>(IReadOnlyList<T> rows, Func<T, IEnumerable<byte[]>> lines, Func<T, long> sequence) =>
        ([.. rows.SelectMany(lines)], rows.Count == 0 ? null : sequence(rows[^1]));

    // What is traced for the first time begins with what comes next.
    private Task<long> BeginAsync(string name) => writer.RunAsync(session =>
    {
        if (session.Scalar("SELECT sequence FROM trace_position WHERE name = $1", name) is long known)
            return known;
        var last = (TraceName.IsOfActivity(name) ? session.Scalar("SELECT MAX(sequence) FROM activity") : session.Scalar("SELECT MAX(sequence) FROM received")) as long? ?? 0;
        session.Execute("INSERT INTO trace_position (name, sequence) VALUES ($1, $2)", name, last);
        return last;
    });

    private static bool IsAbout(string line, HashSet<string> beginnings, IReadOnlyCollection<string> names)
    {
        var id = line.IndexOf("\"id\":\"event-", StringComparison.Ordinal);
        var end = id < 0 ? -1 : line.IndexOf('-', id + "\"id\":\"event-".Length);
        return (end > 0 && beginnings.Contains(line[id..(end + 1)]))
            || names.Any(name => name.Contains('@', StringComparison.Ordinal) && line.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    [LoggerMessage(LogLevel.Warning, "Traced events could not be written to their files; it is tried again.")]
    private static partial void NotWritten(ILogger log, Exception exception);
}
