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

    [Fact]
    public async Task A_session_ends_after_eight_hours_without_a_visit_and_after_a_day_whatever_happens()
    {
        var time = new FakeTime(DateTimeOffset.UtcNow);
        await using var service = await Service.StartAsync(time: time);
        using var busy = await service.VisitorAsync(Roles.Viewer);
        using var away = busy.Copy();
        for (var hours = 0; hours < 20; hours += 5)
        {
            time.Now += TimeSpan.FromHours(5);
            await busy.SeeAsync("/portal/search");
        }

        Assert.StartsWith("/sign-in", await away.SentToAsync("/portal/search"), StringComparison.Ordinal);
        time.Now += TimeSpan.FromHours(5);
        Assert.StartsWith("/sign-in", await busy.SentToAsync("/portal/search"), StringComparison.Ordinal);
    }
}
