using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Tests.Web.Hosting;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Orders;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Reviews;

/// <summary>Time passes: claims run out, and at last the review does.</summary>
public sealed class HoldEndTests
{
    [Fact]
    public async Task A_claim_runs_out_and_then_anybody_may_decide()
    {
        var clock = new MovableClock();
        await using var world = await World.StartAsync(adapt: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var sold = await world.HoldAsync();
        using var reviewer = await world.SignInAsync(People.Reviewer);
        using var administrator = await world.SignInAsync(People.Administrator);
        await reviewer.Browser.PressAsync(await reviewer.OpenAsync(sold), "Claim it");

        clock.Advance(TimeSpan.FromMinutes(10));
        await reviewer.Browser.PressAsync(await reviewer.OpenAsync(sold), "Add note", ("text", "Still on it.")); // a sign of work renews the claim
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Contains("reviewer@storefront.example works on this order", (await administrator.OpenAsync(sold)).Text, StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.OK, (await administrator.ApproveAsync(sold)).Status);

        Assert.Equal(["authorize approved", "capture approved"], await sold.LedgerAsync(2));
    }

    [Theory]
    [InlineData("Cancel", "cancelled", "void approved", OrderStatus.Cancelled, "the shop cancelled this order")]
    [InlineData("Capture", "charged", "capture approved", OrderStatus.Paid, "the shop let this order go ahead")]
    public async Task An_order_nobody_decides_on_ends_as_the_countdown_said(string action, string word, string ledger, OrderStatus status, string words)
    {
        var clock = new MovableClock();
        await using var world = await World.StartAsync(
            new Dictionary<string, string?> { ["Payments:HoldDefaultAction"] = action }, builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var sold = await world.HoldAsync();
        using var reviewer = await world.SignInAsync(People.Reviewer);
        var page = await reviewer.OpenAsync(sold);
        Assert.Contains($"then {word} by the shop", page.Text, StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromDays(6.5));
        world.Services.GetRequiredService<AttemptSignal>().Set();

        await World.EventuallyAsync(async () => (await sold.OrderAsync()).Status, now => now == status, TimeSpan.FromSeconds(60));
        Assert.Equal(["authorize approved", ledger], await sold.LedgerAsync(2));
        using var later = await world.SignInAsync(People.Reviewer);
        Assert.Contains(words, (await later.OpenAsync(sold)).Text, StringComparison.Ordinal);
        Assert.Contains("No order waits", (await later.Browser.GetAsync("/admin/reviews")).Text, StringComparison.Ordinal);
        Assert.Equal("the shop", await world.LookAsync(db => db.AuditEntries.Where(entry => entry.Action == "Review timed out" && entry.Subject == $"order {sold.Number}").Select(entry => entry.Actor).SingleAsync()));
    }
}
