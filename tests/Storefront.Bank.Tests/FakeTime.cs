namespace Storefront.Tests.Bank;

/// <summary>A clock that tells the time it is set to. Its timers are real.</summary>
internal sealed class FakeTime(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset now = now;

    public override DateTimeOffset GetUtcNow() => now;

    public void Pass(TimeSpan time) => now += time;
}
