namespace Storefront.Tests.Web.Hosting;

/// <summary>The time of day can be moved; what waits, waits in real time.</summary>
internal sealed class MovableClock : TimeProvider
{
    private TimeSpan ahead;

    public void Advance(TimeSpan by) => ahead += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}

internal static class Eventually
{
    /// <summary>For what happens in the background: true soon, or a failure that says what was waited for.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        using var timeUp = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            Assert.False(timeUp.IsCancellationRequested, $"Never seen: {what}");
            await Task.Delay(50);
        }
    }
}
