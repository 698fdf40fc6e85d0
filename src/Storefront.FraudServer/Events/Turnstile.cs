namespace Storefront.FraudServer.Events;

/// <summary>Lets events through, as many at a time as come; and now and then, for a moment, none, so that something can change between two of them.</summary>
internal sealed class Turnstile
{
    private readonly Lock _lock = new();
    private int _inside;
    private TaskCompletionSource? _open;
    private TaskCompletionSource? _empty;

    public async ValueTask EnterAsync()
    {
        while (true)
        {
            Task open;
            lock (_lock)
            {
                if (_open is null)
                {
                    _inside++;
                    return;
                }

                open = _open.Task;
            }

            await open;
        }
    }

    public void Leave()
    {
        lock (_lock)
            if (--_inside == 0)
                _empty?.TrySetResult();
    }

    /// <summary>Does something when every event that was let in has been answered, and before another one is. One at a time.</summary>
    public async Task<T> AloneAsync<T>(Func<Task<T>> work)
    {
        var (open, empty) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await CloseAsync(open);
        lock (_lock)
        {
            _empty = empty;
            if (_inside == 0)
                empty.SetResult();
        }

        try
        {
            await empty.Task;
            return await work();
        }
        finally
        {
            lock (_lock)
                (_open, _empty) = (null, null);
            open.SetResult();
        }
    }

    private async Task CloseAsync(TaskCompletionSource open)
    {
        while (true)
        {
            Task other;
            lock (_lock)
            {
                if (_open is null)
                {
                    _open = open;
                    return;
                }

                other = _open.Task;
            }

            await other;
        }
    }
}
