using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Orders;

namespace Storefront.Web.Tests.Features.Checkout;

/// <summary>What the shop does when Fraud Protection does not answer: it keeps selling, within the time, as the settings say.</summary>
public sealed class NoAnswerTests
{
    [Fact]
    public async Task A_service_that_accepts_and_never_answers_gives_a_held_order_with_a_number_within_three_seconds_and_is_asked_again()
    {
        await using var world = await World.StartBehindAProxyAsync();
        using var guest = world.Guest();
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
        var review = await guest.ToReviewAsync();
        world.Fraud.Behaviour = call => call.HangAsync();

        var clock = Stopwatch.StartNew();
        var outcome = await guest.PlaceAsync(review);

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3.5));
        var held = outcome.Headers.Contains("Refresh") ? await guest.FinalOutcomeAsync() : outcome;
        Assert.Equal("We are checking your order", held.Heading);
        var attempt = await AttemptAsync(world, guest);
        Assert.Contains(attempt.OrderNumber!, held.Text, StringComparison.Ordinal);

        world.Fraud.Behaviour = call => call.PassOnAsync();

        await OrderBecomesAsync(world, attempt, OrderStatus.Paid);
        var received = await world.EventuallyReceivedAsync(attempt.PurchaseId, 6);
        Assert.Equal(
            ["Purchase", "BankEvent Auth Unknown", "PurchaseStatus Unknown RuleEngine", "BankEvent Auth Approved", "BankEvent Charge Approved", "PurchaseStatus Approved RuleEngine"],
            received.Select(row => row.Story));
        Assert.Equal(["authorize approved", "capture approved"], (await world.LedgerAsync(attempt.OutboxKey)).Select(row => row.Story));
    }

    [Theory]
    [InlineData(500, """{"ErrorType":"ServerError","Message":"Internal Server Error","Retryable":true,"OtherErrors":null}""")]
    [InlineData(503, "")]
    [InlineData(200, "{}")]
    [InlineData(200, "<html>")]
    public async Task An_answer_that_is_no_answer_holds_the_order_and_it_is_released_by_the_real_one(int status, string body)
    {
        await using var world = await World.StartBehindAProxyAsync();
        using var guest = world.Guest();
        world.Fraud.Behaviour = call => call.AnswerAsync(status, body);

        await guest.BuyAsync();

        var held = await guest.FinalOutcomeAsync();
        Assert.Equal("We are checking your order", held.Heading);
        world.Fraud.Behaviour = call => call.PassOnAsync();
        await OrderBecomesAsync(world, await AttemptAsync(world, guest), OrderStatus.Paid);
    }

    [Fact]
    public async Task A_held_order_that_is_then_rejected_is_voided_and_the_shopper_is_told()
    {
        await using var world = await World.StartBehindAProxyAsync();
        using var guest = world.Guest();
        guest.Email = "sam+reject@example.com";
        world.Fraud.Behaviour = call => call.AnswerAsync(500, "");
        await guest.BuyAsync();
        await guest.FinalOutcomeAsync();
        var attempt = await AttemptAsync(world, guest);

        world.Fraud.Behaviour = call => call.PassOnAsync();

        await OrderBecomesAsync(world, attempt, OrderStatus.Cancelled);
        var ledger = await World.EventuallyAsync(() => world.LedgerAsync(attempt.OutboxKey), rows => rows.Count == 2);
        Assert.Equal(["authorize approved", "void approved"], ledger.Select(row => row.Story));
        var received = await world.EventuallyReceivedAsync(attempt.PurchaseId, 5);
        Assert.Equal(
            ["Purchase", "BankEvent Auth Unknown", "PurchaseStatus Unknown RuleEngine", "PurchaseStatus Rejected RuleEngine", "BankEvent AuthCancel Approved"],
            received.Select(row => row.Story));
        Assert.True(await world.LookAsync(db => db.Mail.AnyAsync(mail => mail.To == guest.Email && mail.Subject.StartsWith("Your order was cancelled"))));
        Assert.Equal("Your order was cancelled", (await guest.OutcomeAsync()).Heading);
    }

    [Fact]
    public async Task A_held_order_that_is_then_in_review_waits_for_a_person()
    {
        await using var world = await World.StartBehindAProxyAsync();
        using var guest = world.Guest();
        guest.Email = "sam+review@example.com";
        world.Fraud.Behaviour = call => call.AnswerAsync(500, "");
        await guest.BuyAsync();
        await guest.FinalOutcomeAsync();
        var attempt = await AttemptAsync(world, guest);

        world.Fraud.Behaviour = call => call.PassOnAsync();

        await world.EventuallyReceivedAsync(attempt.PurchaseId, 3);
        var order = await world.LookAsync(db => db.Orders.SingleAsync(order => order.AttemptId == attempt.Id));
        Assert.Equal(OrderStatus.InReview, order.Status);
    }

    [Fact]
    public async Task An_answer_lost_on_the_way_leads_to_a_second_purchase_ID_and_the_first_is_called_off()
    {
        await using var world = await World.StartBehindAProxyAsync();
        using var guest = world.Guest();
        world.Fraud.Behaviour = async call =>
        {
            // The service has it; the shop never hears.
            if (call.Path.EndsWith("/Purchase", StringComparison.OrdinalIgnoreCase))
                (await call.ForwardAsync()).Dispose();
            await call.HangAsync();
        };
        await guest.BuyAsync();
        await guest.FinalOutcomeAsync();
        var first = await AttemptAsync(world, guest);

        world.Fraud.Behaviour = call => call.PassOnAsync();

        await OrderBecomesAsync(world, first, OrderStatus.Paid);
        var second = await AttemptAsync(world, guest);
        Assert.NotEqual(first.OutboxKey, second.PurchaseId);
        var old = await world.EventuallyReceivedAsync(first.OutboxKey, 4);
        Assert.Equal(
            ["Purchase", "BankEvent Auth Unknown", "PurchaseStatus Unknown RuleEngine", "PurchaseStatus Canceled MerchantOverride"],
            old.Where(row => row.Status == 200).Select(row => row.Story));
        var renewed = await world.EventuallyReceivedAsync(second.PurchaseId, 4);
        Assert.Equal(
            ["Purchase", "BankEvent Auth Approved", "BankEvent Charge Approved", "PurchaseStatus Approved RuleEngine"],
            renewed.Select(row => row.Story));
        Assert.True(renewed[0].Request.GetProperty("isRetryOrder").GetBoolean());
        Assert.Equal(["authorize approved", "capture approved"], (await world.LedgerAsync(first.OutboxKey)).Select(row => row.Story));
    }

    [Fact]
    public async Task WhenUnavailable_Reject_shows_the_sentence_and_touches_no_money()
    {
        await using var world = await World.StartBehindAProxyAsync(("FraudProtection:WhenUnavailable", "Reject"));
        using var guest = world.Guest();
        world.Fraud.Behaviour = call => call.AnswerAsync(500, "");

        var outcome = await guest.BuyAsync();

        Assert.Contains("The order cannot be processed at this time. Please try again later.", outcome.Text, StringComparison.Ordinal);
        Assert.Empty(await world.LedgerAsync((await AttemptAsync(world, guest)).OutboxKey));
    }

    [Theory]
    [InlineData("1000000", "Thank you, Nora. Your order is placed")]
    [InlineData("10", "We are checking your order")]
    public async Task WhenUnavailable_Approve_goes_on_below_the_amount_and_holds_the_rest(string below, string heading)
    {
        await using var world = await World.StartBehindAProxyAsync(("FraudProtection:WhenUnavailable", "Approve"), ("FraudProtection:ApproveBelow", below));
        using var guest = world.Guest();
        world.Fraud.Behaviour = call => call.AnswerAsync(500, "");

        await guest.BuyAsync();

        Assert.Equal(heading, (await guest.FinalOutcomeAsync()).Heading);
    }

    [Fact]
    public async Task In_Evaluate_neither_a_rejection_nor_silence_changes_an_order_C2_C3()
    {
        await using var world = await World.StartBehindAProxyAsync(("FraudProtection:AssessmentType", "Evaluate"));
        using var rejected = world.Guest();
        rejected.Email = "eva+reject@example.com";

        Assert.Equal("Thank you, Nora. Your order is placed", (await rejected.BuyAsync()).Heading);
        var received = await world.EventuallyReceivedAsync((await AttemptAsync(world, rejected)).PurchaseId, 4);
        Assert.Equal("Evaluate", received[0].Text("assessmentType"));
        Assert.Equal("PurchaseStatus Approved RuleEngine", received[2].Story);

        world.Fraud.Behaviour = call => call.HangAsync();
        using var unanswered = world.Guest();
        await unanswered.BuyAsync();
        Assert.Equal("Thank you, Nora. Your order is placed", (await unanswered.FinalOutcomeAsync()).Heading);
    }

    [Fact]
    public async Task Switched_off_nothing_is_called_and_nothing_is_written_for_it_C1()
    {
        await using var world = await World.StartBehindAProxyAsync(("FraudProtection:Enabled", "false"));
        using var guest = world.Guest();
        guest.Email = "off+reject@example.com";

        var outcome = await guest.BuyAsync();

        Assert.Equal("Thank you, Nora. Your order is placed", outcome.Heading);
        Assert.Equal(0, world.Fraud.Calls);
        Assert.Empty(await world.ReceivedAsync());
        Assert.Equal(0, await world.LookAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task Without_KeepAssessments_nothing_of_an_answer_is_stored_C12()
    {
        await using var world = await World.StartBehindAProxyAsync(("FraudProtection:KeepAssessments", "false"));
        using var guest = world.Guest();
        await guest.BuyAsync();

        var attempt = await AttemptAsync(world, guest);

        Assert.Null(attempt.Assessment);
        Assert.Null(attempt.RiskScore);
        Assert.Null(attempt.MidFlag);
        Assert.Null(attempt.Decision);
    }

    [Fact]
    public async Task At_HoldAtScore_an_approved_purchase_is_held_C16()
    {
        await using var world = await World.StartBehindAProxyAsync(("FraudProtection:HoldAtScore", "0"));
        using var guest = world.Guest();

        Assert.Equal("We are checking your order", (await guest.BuyAsync()).Heading);
    }

    [Fact]
    public async Task Informational_events_that_fail_change_nothing_and_arrive_later_in_order_C15()
    {
        await using var world = await World.StartBehindAProxyAsync();
        using var guest = world.Guest();
        world.Fraud.Behaviour = call => call.Path.EndsWith("/Purchase", StringComparison.OrdinalIgnoreCase) ? call.PassOnAsync() : call.AnswerAsync(500, "");

        Assert.Equal("Thank you, Nora. Your order is placed", (await guest.BuyAsync()).Heading);

        world.Fraud.Behaviour = call => call.PassOnAsync();
        var received = await world.EventuallyReceivedAsync((await AttemptAsync(world, guest)).PurchaseId, 4);
        Assert.Equal(
            ["Purchase", "BankEvent Auth Approved", "PurchaseStatus Approved RuleEngine", "BankEvent Charge Approved"],
            received.Select(row => row.Story));
    }

    [Fact]
    public async Task The_first_answer_after_a_silence_wakes_every_order_that_waits_for_one()
    {
        await using var world = await World.StartBehindAProxyAsync();
        world.Fraud.Behaviour = call => call.AnswerAsync(500, "");
        foreach (var name in new[] { "ann", "ben", "cas" })
        {
            using var guest = world.Guest();
            guest.Email = name + "@example.com";
            await guest.BuyAsync();
            await guest.FinalOutcomeAsync();
        }

        // A long silence: every order is asked about again in an hour, the first of them now.
        await world.LookAsync(db => db.Outbox.Where(row => row.Event == Reassessment.EventName).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Tries, 12).SetProperty(row => row.DueAt, DateTimeOffset.UtcNow.AddHours(1)).SetProperty(row => row.Lease, (string?)null).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)));
        world.Fraud.Behaviour = call => call.PassOnAsync();
        var first = await world.LookAsync(db => db.Outbox.Where(row => row.Event == Reassessment.EventName).MinAsync(row => row.Id));
        await world.LookAsync(db => db.Outbox.Where(row => row.Id == first).ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, DateTimeOffset.UtcNow)));

        await World.EventuallyAsync(
            () => world.LookAsync(db => db.Orders.CountAsync(order => order.Status == OrderStatus.Paid)), paid => paid == 3, TimeSpan.FromSeconds(60));
    }

    private static Task OrderBecomesAsync(World world, Attempt attempt, OrderStatus status) =>
        World.EventuallyAsync(
            () => world.LookAsync(db => db.Orders.Where(order => order.AttemptId == attempt.Id).Select(order => order.Status).SingleAsync()),
            now => now == status,
            TimeSpan.FromSeconds(30));

    private static Task<Attempt> AttemptAsync(World world, Guest guest) =>
        world.LookAsync(db => db.Attempts.AsNoTracking().Where(attempt => attempt.CheckoutId == guest.Checkout).OrderByDescending(attempt => attempt.Number).FirstAsync());
}
