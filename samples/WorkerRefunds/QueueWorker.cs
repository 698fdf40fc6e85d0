using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using System.Text.Json;
using Storefront.FraudProtection;

namespace WorkerRefunds;

/// <summary>Takes one file after another. What cannot be told now waits; what can never be told is parked.</summary>
internal sealed partial class QueueWorker(QueueFolder queue, FraudProtectionService fraud, ILogger<QueueWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            while (queue.Next() is { } file && await TellAsync(file, stoppingToken))
            {
                // the next one
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>False: it is no use to go on now.</summary>
    private async Task<bool> TellAsync(string file, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(file);
        try
        {
            await fraud.ReportAsync(await QueueFolder.EventAsync(file, fraud, cancellationToken), cancellationToken);
            queue.Finish(file);
            Told(log, name);
            return true;
        }
        catch (JsonException e)
        {
            queue.Park(file, e.Message);
            Parked(log, name, e.Message);
            return true;
        }
        catch (FraudProtectionException e) when (e.StatusCode == 400) // it is wrong, and will not get better
        {
            queue.Park(file, e.Message);
            Parked(log, name, e.Message);
            return true;
        }
        catch (FraudProtectionException e)
        {
            Waits(log, name, e.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Told: {File}")]
    private static partial void Told(ILogger log, string file);

    [LoggerMessage(LogLevel.Error, "Parked: {File}. {Reason}")]
    private static partial void Parked(ILogger log, string file, string reason);

    [LoggerMessage(LogLevel.Warning, "Waits: {File}. {Reason}")]
    private static partial void Waits(ILogger log, string file, string reason);
}
