using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Webhooks;

namespace Storefront.FraudServer.Tracing;

/// <summary>
/// Delivers traced events to an address of the merchant, signed, each name in its order. What is not taken is sent again, after pauses
/// that grow; nothing that comes after it overtakes it. It may be sent twice; its ID stays the same.
/// </summary>
internal sealed partial class TraceSender(TraceSource source, SignedPost post, FraudServerSettings settings, Database database, TimeProvider time, ILogger<TraceSender> log) : BackgroundService
{
    public const string Client = "trace";
    private const string Reader = "webhook ";
    private const int Piece = 50;
    private const int MostMeasured = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset Again)> _failing = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Name, byte[] Line)> _measured = new();

    /// <summary>Takes over what was measured, which is nowhere but in memory: the latest thousand wait while nobody listens.</summary>
    public void Offer(IEnumerable<(string Name, byte[] Line)> measured)
    {
        if (settings.Tracing.Webhook.Url is null)
            return;
        foreach (var line in measured)
            _measured.Enqueue(line);
        while (_measured.Count > MostMeasured)
            _measured.TryDequeue(out _);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Tracing.Webhook.Url is null || settings.Tracing.Names.Count == 0)
            return;
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            do
                await LookAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // the service stops; what was on its way is sent again later
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.AloneAsync("trace delivery", wait: false, async () =>
            {
                foreach (var name in settings.Tracing.Names.Where(name => !TraceName.IsMeasured(name)).Distinct(StringComparer.Ordinal))
                    await FollowAsync(name, stoppingToken);
            });
            await SendMeasuredAsync(stoppingToken);
        }
        catch (DbException e) // busy or full: what waits goes on waiting
        {
            NotDelivered(log, "all", "The database did not answer.", e);
        }
    }

    private async Task FollowAsync(string name, CancellationToken stoppingToken)
    {
        var after = await source.BeginAsync(name, Reader);
        while (!stoppingToken.IsCancellationRequested && MayTry(name))
        {
            var (lines, last) = source.After(name, after, Piece);
            if (last is not { } done || (lines.Count > 0 && !await SendAsync(name, lines, string.Create(CultureInfo.InvariantCulture, $"{name}-{after}"), stoppingToken)))
                return;
            await source.DoneAsync(name, Reader, done);
            after = done;
        }
    }

    private async Task SendMeasuredAsync(CancellationToken stoppingToken)
    {
        while (_measured.TryPeek(out var next) && MayTry(next.Name) && await SendAsync(next.Name, [next.Line], Guid.NewGuid().ToString(), stoppingToken))
            _measured.TryDequeue(out _);
    }

    private bool MayTry(string name) => !_failing.TryGetValue(name, out var failing) || failing.Again <= time.GetUtcNow();

    private async Task<bool> SendAsync(string name, IReadOnlyList<byte[]> lines, string id, CancellationToken stoppingToken)
    {
        var hook = settings.Tracing.Webhook;
        var body = string.Concat(lines.Select(line => Encoding.UTF8.GetString(line) + "\n"));
        if (await post.SendAsync(Client, hook.Url!, hook.SecretInForce!, body, "application/x-ndjson", id, stoppingToken) is not { } problem)
        {
            _failing.TryRemove(name, out _);
            return true;
        }

        var failures = _failing.GetValueOrDefault(name).Failures + 1;
        _failing[name] = (failures, time.GetUtcNow() + WebhookTables.Pause(failures));
        NotDelivered(log, name, problem, null);
        return false;
    }

    [LoggerMessage(LogLevel.Warning, "Traced events of {Name} could not be delivered: {Problem} They are sent again later.")]
    private static partial void NotDelivered(ILogger log, string name, string problem, Exception? exception);
}
