using System.Net;
using Storefront.FraudServer.Portal.People;

namespace Storefront.Tests.FraudServer.Portal;

public sealed class SessionEndTests
{
    [Fact]
    public async Task After_signing_out_a_copy_of_the_cookie_is_worth_nothing()
    {
        await using var service = await Service.StartAsync();
        using var visitor = await service.VisitorAsync(Roles.Viewer);
        using var copy = visitor.Copy();
        await copy.SeeAsync("/portal/search");

        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.SendAsync("/portal/search", "/sign-out")).Status);

        Assert.StartsWith("/sign-in", await copy.SentToAsync("/portal/search"), StringComparison.Ordinal);
    }
}
