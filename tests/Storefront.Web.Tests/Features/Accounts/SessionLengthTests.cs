using Microsoft.Extensions.DependencyInjection;
using Storefront.Tests.Web.Hosting;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Accounts;

public sealed class SessionLengthTests
{
    [Fact]
    public async Task A_session_ends_however_often_it_was_used()
    {
        var clock = new MovableClock();
        await using var world = await World.StartAsync(adapt: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var email = await world.AddCustomerAsync("steady");
        using var browser = world.Visit();
        await browser.SignInAsync(email);
        for (var visits = 0; visits < 4; visits++)
        {
            clock.Advance(TimeSpan.FromDays(7));
            Assert.Equal("Hello, Nora", (await browser.GetAsync("/account")).Heading);
        }

        clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal("Sign in", (await browser.GetAsync("/account")).Heading);
    }
}
