namespace Storefront.Web.Tests;

/// <summary>A world that many orders are placed in.</summary>
public sealed class AfterSaleWorld : IAsyncLifetime
{
    internal World World { get; private set; } = null!;

    public async Task InitializeAsync() => World = await World.StartAsync(new Dictionary<string, string?>
    {
        ["Checkout:AttemptsPerCard"] = "100000",
        ["Checkout:AttemptsPerEmail"] = "100000",
        ["Checkout:AttemptsPerAddress"] = "100000",
        ["Checkout:AttemptsPerIp"] = "100000",
    });

    public Task DisposeAsync() => World.DisposeAsync().AsTask();
}
