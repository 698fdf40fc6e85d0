using System.Threading.Channels;

namespace Storefront.Web.Hosting;

/// <summary>Wakes a background loop that waits for work. Signals given while it works are kept, as one.</summary>
internal abstract class Signal
{
    private readonly Channel<bool> pending = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => pending.Writer.TryWrite(true);

    /// <summary>Until it is set, or until the time has passed, whichever comes first.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeUp = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        try
        {
            await pending.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time has passed.
        }
    }
}
