namespace Storefront.FraudServer.Resources;

/// <summary>Stops asking somebody who does not answer: after some failures in a row there is a pause, then one call tries again.</summary>
internal sealed class Breaker(TimeProvider time)
{
    private const int MostFailures = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private int _failures;
    private DateTimeOffset _closedAgain;

    /// <summary>Whether a call may go out; the one after a pause has the next pause begun for all others.</summary>
    public bool MayCall()
    {
        lock (_gate)
        {
            if (_failures < MostFailures)
                return true;
            var now = time.GetUtcNow();
            if (now < _closedAgain)
                return false;
            _closedAgain = now + Pause;
            return true;
        }
    }

    /// <summary>Whether calls are left out just now.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate)
                return _failures >= MostFailures;
        }
    }

    public void Report(bool succeeded)
    {
        lock (_gate)
        {
            _failures = succeeded ? 0 : _failures + 1;
            if (_failures == MostFailures)
                _closedAgain = time.GetUtcNow() + Pause;
        }
    }
}
