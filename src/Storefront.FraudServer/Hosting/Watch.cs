namespace Storefront.FraudServer.Hosting;

/// <summary>Looks again and again, beside the requests, for what changed elsewhere.</summary>
internal abstract class Watch(TimeSpan pause, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                Look();
        }
        catch (OperationCanceledException)
        {
            // the service stops
        }
    }

    /// <summary>One look; what may fail for a moment is logged there, and the next look shows.</summary>
    protected abstract void Look();
}
