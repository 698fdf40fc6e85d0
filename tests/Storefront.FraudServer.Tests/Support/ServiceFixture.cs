namespace Storefront.Tests.FraudServer;

/// <summary>One service for all tests of a class that do not disturb each other.</summary>
public class ServiceFixture : IAsyncLifetime
{
    public Service Service { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Service = await Service.StartAsync();

    public async Task DisposeAsync() => await Service.DisposeAsync();
}
