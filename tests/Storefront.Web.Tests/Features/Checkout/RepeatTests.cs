using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Web.Tests.Features.Checkout;

/// <summary>However often and however many at once: one order, one authorization, one purchase.</summary>
public sealed class RepeatTests(OutcomeTests.Running running) : IClassFixture<OutcomeTests.Running>
{
    private World World => running.World;

    [Theory]
    [InlineData(6)]
    [InlineData(50)]
    public async Task Simultaneous_posts_make_one_order_and_lead_to_one_page(int posts)
    {
        using var guest = World.Guest();
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-CLAY");
        var review = await guest.ToReviewAsync();

        var pages = await Task.WhenAll(Enumerable.Range(0, posts).Select(_ => guest.PlaceAsync(review)));

        Assert.Equal([$"/checkout/{guest.Checkout}/outcome"], pages.Select(page => page.Address.AbsolutePath).Distinct());
        Assert.Equal("Thank you, Nora. Your order is placed", (await guest.FinalOutcomeAsync()).Heading);
        var attempt = await World.LookAsync(db => db.Attempts.AsNoTracking().SingleAsync(attempt => attempt.CheckoutId == guest.Checkout));
        Assert.Equal(1, await World.LookAsync(db => db.Orders.CountAsync(order => order.AttemptId == attempt.Id)));
        Assert.Equal(["authorize approved", "capture approved"], (await World.LedgerAsync(attempt.OutboxKey)).Select(row => row.Story));
        Assert.Equal(4, (await World.EventuallyReceivedAsync(attempt.PurchaseId, 4)).Count);
    }

    [Fact]
    public async Task A_second_tab_back_and_reload_all_show_the_same_outcome()
    {
        using var guest = World.Guest();
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
        var review = await guest.ToReviewAsync();
        var secondTab = await guest.Browser.GetAsync(review.Address.PathAndQuery);
        var placed = await guest.PlaceAndWaitAsync(review);

        foreach (var again in new[] { await guest.PlaceAsync(review), await guest.PlaceAsync(secondTab), await guest.Browser.GetAsync(review.Address.PathAndQuery) })
        {
            Assert.Equal(placed.Address, again.Address);
            Assert.Equal(placed.Heading, again.Heading);
        }
    }

    [Fact]
    public async Task A_cart_changed_after_the_review_is_reviewed_again_before_anything_is_charged()
    {
        using var guest = World.Guest();
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
        var review = await guest.ToReviewAsync();
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");

        var page = await guest.PlaceAsync(review);

        Assert.Equal("Review and place your order", page.Heading);
        Assert.Contains("Something changed", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, await World.LookAsync(db => db.Attempts.CountAsync(attempt => attempt.CheckoutId == guest.Checkout)));
    }

    [Fact]
    public async Task What_was_added_while_the_order_was_placed_stays_in_the_cart()
    {
        using var guest = World.Guest();
        await guest.BuyAsync();

        Assert.Contains("empty", (await guest.Browser.GetAsync("/cart")).Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Placing_by_GET_or_without_a_token_does_nothing()
    {
        using var guest = World.Guest();
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
        await guest.ToReviewAsync();

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await guest.Browser.GetAsync($"/checkout/{guest.Checkout}/place?attempt=1")).Status);
        var page = await guest.Browser.PostAsync(new Uri(guest.Browser.Home, $"/checkout/{guest.Checkout}/place"), [new("attempt", "1")]);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal(0, await World.LookAsync(db => db.Attempts.CountAsync(attempt => attempt.CheckoutId == guest.Checkout)));
    }

    [Fact]
    public async Task The_sixth_new_attempt_with_one_card_is_refused_for_a_while_and_keeps_what_was_typed()
    {
        await using var world = await World.StartAsync();
        using var guest = world.Guest();
        guest.Email = "tess+reject@example.com";
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
        var review = await guest.ToReviewAsync();
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            var outcome = await guest.PlaceAndWaitAsync(review);
            Assert.Equal("Your order was not placed", outcome.Heading);
            Assert.Equal("Your order was not placed", (await guest.PlaceAsync(review)).Heading); // a repeat never counts
            review = await guest.Browser.GetAsync(review.Address.AbsolutePath);
        }

        var refused = await guest.PlaceAsync(review);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Assert.Equal("tess+reject@example.com", (await guest.Browser.GetAsync("/checkout")).Document.GetElementById("Email")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("AttemptsPerEmail", true, false)]
    [InlineData("AttemptsPerAddress", false, true)]
    [InlineData("AttemptsPerIp", false, false)]
    public async Task Attempts_with_one_email_to_one_address_and_from_one_place_are_limited_too(string limit, bool sameEmail, bool sameStreet)
    {
        await using var world = await World.StartAsync(new Dictionary<string, string?> { [$"Checkout:{limit}"] = "1" });
        using var first = world.Guest();
        await first.BuyAsync();
        using var same = world.Guest();
        (same.Email, same.Street) = (sameEmail ? first.Email.ToUpperInvariant() : "else@example.com", sameStreet ? first.Street : "9 Elsewhere Road");
        await same.AddAsync("cafe-mug", "KIT-CAFE-CREAM");

        var refused = await same.PlaceAsync(await same.ToReviewAsync(Guest.OtherCard));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal(1, await world.LookAsync(db => db.Attempts.CountAsync()));
        if (limit == "AttemptsPerIp")
            return;
        using var other = world.Guest();
        (other.Email, other.Street) = ("somebody@example.com", "9 Elsewhere Road");
        Assert.Equal(HttpStatusCode.OK, (await other.BuyAsync(Guest.OtherCard)).Status); // another email and another address are another shopper
    }
}
