using System.Threading.Channels;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.DataSubjects;

/// <summary>Erases whoever asked for it, one after the other, beside the requests; what was begun before a stop is finished after the next start.</summary>
internal sealed partial class ErasureQueue(ErasureRequests requests, Erasure erasure, Database database, TimeProvider time, ILogger<ErasureQueue> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Somebody was added.</summary>
    public void Ring() => _bell.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await DoAllAsync(stoppingToken);
                using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(_bell.Reader.ReadAsync(pause.Token).AsTask(), Task.Delay(Pause, time, pause.Token)); // another instance may have stopped in the middle
                await pause.CancelAsync();
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            // the service stops
        }
    }

    private async Task DoAllAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Yield();
            await database.AloneAsync("erasure", wait: false, async () =>
            {
                while (requests.Open() is { Count: > 0 } open)
                    await erasure.RunAsync(open[0], stoppingToken);
            });
        }
        catch (Exception e) when (e is System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            NotErased(log, e);
        }
    }

    [LoggerMessage(LogLevel.Error, "Somebody who asked for it could not be erased yet; it is tried again in five minutes.")]
    private static partial void NotErased(ILogger log, Exception exception);
}
