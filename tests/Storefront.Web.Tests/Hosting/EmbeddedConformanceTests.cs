using Storefront.Conformance;

namespace Storefront.Web.Tests.Hosting;

/// <summary>The service embedded in the shop keeps the contract as it does alone.</summary>
public sealed class EmbeddedConformanceTests
{
    [Fact]
    public async Task The_embedded_service_does_all_that_the_contract_says()
    {
        await using var world = await World.StartAsync();
        using var report = new StringWriter();

        var exit = await Kit.RunAsync(
            [
                "--endpoint", world.ServiceAddress.ToString(),
                "--authority", new Uri(world.ServiceTlsAddress, "11111111-1111-1111-1111-111111111111").ToString(),
                "--trust", Path.Combine(world.Directory, "fraud-server", "certificate.pem"),
            ],
            report,
            report);

        Assert.True(exit == 0, report.ToString());
    }
}
