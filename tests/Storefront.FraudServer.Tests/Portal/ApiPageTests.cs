using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.People;

namespace Storefront.Tests.FraudServer.Portal;

public sealed class ApiPageTests
{
    [Fact]
    public async Task Every_event_is_described_with_its_members()
    {
        await using var service = await Service.StartAsync();
        using var viewer = await service.VisitorAsync(Roles.Viewer);

        var page = await viewer.SeeAsync("/portal/api");

        Assert.All(EventKind.All, kind => Assert.Contains($"<span class=\"what\">{kind.Name}</span>", page, StringComparison.Ordinal));
        foreach (var seen in new[] { "<strong>purchaseId</strong>", "deviceContext.ipAddress", "paymentInstrumentList[].merchantPaymentInstrumentId", "curl -i http://" })
            Assert.Contains(seen, page, StringComparison.Ordinal);
    }
}
