namespace Storefront.Tests.FraudServer;

/// <summary>A clock that stands still until it is moved; its timers never ring by themselves.</summary>
public sealed class FakeTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
