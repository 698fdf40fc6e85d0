using Microsoft.EntityFrameworkCore;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Orders;

namespace Storefront.Web.Tests.Features.Checkout;

/// <summary>What happens when the bank is slow or silent: one question, one key, and nothing taken that nobody knows of.</summary>
public sealed class BankSilenceTests
{
    [Fact]
    public async Task A_slow_bank_is_waited_for_and_charges_once()
    {
        await using var world = await World.StartAsync();
        using var guest = world.Guest();

        await guest.BuyAsync(Guest.SlowCard);

        Assert.Equal("Thank you, Nora. Your order is placed", (await guest.FinalOutcomeAsync()).Heading);
        var attempt = await AttemptAsync(world, guest);
        Assert.Equal(["authorize approved", "capture approved"], (await world.LedgerAsync(attempt.OutboxKey)).Select(row => row.Story));
    }

    [Fact]
    public async Task A_silent_bank_is_asked_again_with_the_same_key_and_at_the_end_voided_and_the_shopper_told()
    {
        await using var world = await World.StartAsync(new Dictionary<string, string?> { ["Checkout:BankPatience"] = "00:00:06" });
        using var guest = world.Guest();

        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
        var first = await guest.PlaceAsync(await guest.ToReviewAsync(Guest.SilentCard));

        Assert.Equal("Placing your order", first.Heading);
        await World.EventuallyAsync(guest.OutcomeAsync, page => page.Heading == "Your payment is being checked");
        var end = await guest.FinalOutcomeAsync(TimeSpan.FromSeconds(40));
        Assert.Equal("The bank gave no answer", end.Heading);
        var attempt = await AttemptAsync(world, guest);
        var ledger = await World.EventuallyAsync(() => world.LedgerAsync(attempt.OutboxKey), rows => rows.Any(row => row.Operation == "void"));
        Assert.DoesNotContain(ledger, row => row.Operation == "capture");
        Assert.False(await world.LookAsync(db => db.Orders.AnyAsync(order => order.AttemptId == attempt.Id)));
        Assert.True(await world.LookAsync(db => db.Mail.AnyAsync(mail => mail.To == guest.Email && mail.Subject.Contains("payment"))));
        var received = await world.EventuallyReceivedAsync(attempt.PurchaseId, 4);
        Assert.Equal(["Purchase", "BankEvent Auth Unknown", "PurchaseStatus Failed FufillmentFailed", "BankEvent AuthCancel Approved"], received.Select(row => row.Story));
    }

    [Fact]
    public async Task An_attempt_that_a_long_stop_interrupted_is_voided_at_the_start_and_not_charged_late()
    {
        await using var world = await World.StartAsync();
        using var guest = world.Guest();
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
        await guest.PlaceAsync(await guest.ToReviewAsync(Guest.SilentCard));

        await world.RestartAsync(new Dictionary<string, string?> { ["Checkout:BankPatience"] = "00:00:01" });

        Assert.Equal("The bank gave no answer", (await guest.FinalOutcomeAsync(TimeSpan.FromSeconds(40))).Heading);
        var attempt = await AttemptAsync(world, guest);
        var ledger = await World.EventuallyAsync(() => world.LedgerAsync(attempt.OutboxKey), rows => rows.Count > 0);
        Assert.Equal(["void approved"], ledger.Select(row => row.Story));
    }

    [Fact]
    public async Task An_attempt_interrupted_before_the_bank_was_asked_ends_without_a_word_to_the_bank_and_says_so()
    {
        await using var world = await World.StartBehindAProxyAsync();
        using var guest = world.Guest();
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
        var review = await guest.ToReviewAsync();
        world.Fraud.Behaviour = async call =>
        {
            if (!call.Path.EndsWith("/Purchase", StringComparison.OrdinalIgnoreCase))
            {
                await call.PassOnAsync();
                return;
            }

            // As if who began it a quarter of an hour ago had been stopped right here.
            var then = DateTimeOffset.UtcNow.AddMinutes(-20);
            await world.LookAsync(db => db.Attempts.ExecuteUpdateAsync(set => set
                .SetProperty(attempt => attempt.CreatedAt, then).SetProperty(attempt => attempt.Lease, (string?)null).SetProperty(attempt => attempt.LeaseUntil, (DateTimeOffset?)null)));
            await call.HangAsync();
        };
        await guest.PlaceAsync(review);

        var outcome = await World.EventuallyAsync(() => guest.PlaceAsync(review), page => !page.Headers.Contains("Refresh"), TimeSpan.FromSeconds(40));

        Assert.Equal("Your order was not placed", outcome.Heading);
        Assert.Contains("Nothing was reserved or charged.", outcome.Text, StringComparison.Ordinal);
        var attempt = await AttemptAsync(world, guest);
        Assert.Empty(await world.LedgerAsync(attempt.OutboxKey));
        Assert.True(await world.LookAsync(db => db.Mail.AnyAsync(mail => mail.To == guest.Email && mail.Text.Contains("Nothing was reserved or charged"))));
        var received = await world.EventuallyReceivedAsync(attempt.PurchaseId, 1);
        Assert.Equal(["PurchaseStatus Failed FufillmentFailed"], received.Select(row => row.Story));
    }

    [Fact]
    public async Task A_hold_ends_before_the_authorization_does_with_the_configured_action()
    {
        await using var world = await World.StartAsync(new Dictionary<string, string?> { ["Payments:AuthorizationLifetime"] = "00:00:04", ["Payments:HoldDefaultAction"] = "Capture" });
        using var guest = world.Guest();
        guest.Street = "1 Review Road";

        await guest.BuyAsync();

        var attempt = await AttemptAsync(world, guest);
        await World.EventuallyAsync(
            () => world.LookAsync(db => db.Orders.Where(order => order.AttemptId == attempt.Id).Select(order => order.Status).SingleAsync()),
            status => status == OrderStatus.Paid);
        Assert.Equal(["authorize approved", "capture approved"], (await world.LedgerAsync(attempt.OutboxKey)).Select(row => row.Story));
    }

    [Fact]
    public async Task A_hold_nobody_decides_on_is_by_default_given_back_with_its_stock()
    {
        await using var world = await World.StartAsync(new Dictionary<string, string?> { ["Payments:AuthorizationLifetime"] = "00:00:02" });
        using var guest = world.Guest();
        guest.Street = "1 Review Road";
        var before = await StockAsync(world);

        await guest.BuyAsync();

        var attempt = await AttemptAsync(world, guest);
        var ledger = await World.EventuallyAsync(() => world.LedgerAsync(attempt.OutboxKey), rows => rows.Count == 2);
        Assert.Equal(["authorize approved", "void approved"], ledger.Select(row => row.Story));
        Assert.Equal(before, await StockAsync(world));
    }

    [Fact]
    public async Task When_the_last_piece_goes_to_somebody_else_the_money_goes_back_and_the_page_says_which_line()
    {
        await using var world = await World.StartBehindAProxyAsync();
        using var guest = world.Guest();
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
        var review = await guest.ToReviewAsync();
        world.Fraud.Behaviour = async call =>
        {
            // While Fraud Protection thinks, the stock is sold.
            await world.LookAsync(db => db.Variants.Where(variant => variant.Sku == "TNT-RIDGE-2-MOSS").ExecuteUpdateAsync(set => set.SetProperty(variant => variant.Stock, 0)));
            await call.PassOnAsync();
        };

        var outcome = await guest.PlaceAndWaitAsync(review);

        Assert.Equal("Somebody was quicker", outcome.Heading);
        Assert.Contains("Ridgeway 2 tent, Moss", outcome.Text, StringComparison.Ordinal);
        var attempt = await AttemptAsync(world, guest);
        var ledger = await World.EventuallyAsync(() => world.LedgerAsync(attempt.OutboxKey), rows => rows.Count == 2);
        Assert.Equal(["authorize approved", "void approved"], ledger.Select(row => row.Story));
        var received = await world.EventuallyReceivedAsync(attempt.PurchaseId, 4);
        Assert.Equal(["Purchase", "BankEvent Auth Approved", "PurchaseStatus Failed FufillmentFailed", "BankEvent AuthCancel Approved"], received.Select(row => row.Story));
    }

    private static Task<int> StockAsync(World world) =>
        world.LookAsync(db => db.Variants.Where(variant => variant.Sku == "TNT-RIDGE-2-MOSS").Select(variant => variant.Stock).SingleAsync());

    private static Task<Attempt> AttemptAsync(World world, Guest guest) =>
        world.LookAsync(db => db.Attempts.AsNoTracking().SingleAsync(attempt => attempt.CheckoutId == guest.Checkout));
}
