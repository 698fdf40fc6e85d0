namespace Storefront.AttackLab.Targets;

/// <summary>The clock of the service in the lab: a whole day passes as quickly as it can be played.</summary>
internal sealed class LabClock(DateTimeOffset midnight) : TimeProvider
{
    private long ticks = midnight.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref ticks), TimeSpan.Zero);

    public void MoveTo(TimeSpan timeOfDay) => Volatile.Write(ref ticks, (midnight + timeOfDay).UtcTicks);
}
