using Microsoft.EntityFrameworkCore;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Orders;

namespace Storefront.Web.Tests.Features.Checkout;

/// <summary>Each way an order can go, told by the three programs that know: the page, the service, the bank.</summary>
public sealed class OutcomeTests(OutcomeTests.Running running) : IClassFixture<OutcomeTests.Running>
{
    private const string RejectSentence = "The order cannot be processed at this time. Please try again later.";

    private World World => running.World;

    [Fact]
    public async Task An_approved_purchase_is_authorized_ordered_and_captured_and_told_in_this_order_C13_C14()
    {
        using var guest = World.Guest();

        var outcome = await guest.BuyAsync();

        Assert.Equal("Thank you, Nora. Your order is placed", outcome.Heading);
        var attempt = await AttemptAsync(guest);
        Assert.Contains(attempt.OrderNumber!, outcome.Text, StringComparison.Ordinal);
        await ExpectAsync(
            attempt,
            ["Purchase", "BankEvent Auth Approved", "PurchaseStatus Approved RuleEngine", "BankEvent Charge Approved"],
            ["authorize approved", "capture approved"]);
    }

    [Fact]
    public async Task All_calls_of_a_purchase_share_one_correlation_ID_and_every_event_has_its_own_tracking_ID()
    {
        using var guest = World.Guest();
        await guest.BuyAsync();
        var attempt = await AttemptAsync(guest);

        var received = await EventsAsync(attempt, 4);

        Assert.Equal([attempt.CorrelationId], received.Select(row => row.CorrelationId).Distinct());
        Assert.Equal(4, received.Select(row => row.Request.GetProperty("_metadata").GetProperty("trackingId").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task A_rejected_purchase_shows_the_exact_sentence_keeps_the_cart_and_touches_no_money_C9_C10_C11()
    {
        using var guest = World.Guest();
        guest.Email = "nora+reject@example.com";

        var outcome = await guest.BuyAsync();

        Assert.Contains(outcome.Document.QuerySelectorAll("p"), paragraph => paragraph.TextContent.Trim() == RejectSentence);
        Assert.NotNull(outcome.Link("Back to the cart"));
        var attempt = await AttemptAsync(guest);
        await ExpectAsync(attempt, ["Purchase", "PurchaseStatus Rejected RuleEngine"], []);
        Assert.False(await World.LookAsync(db => db.Orders.AnyAsync(order => order.AttemptId == attempt.Id)));
        Assert.Contains("Ridgeway", (await guest.Browser.GetAsync("/cart")).Text, StringComparison.Ordinal);
        Assert.Equal("nora+reject@example.com", (await guest.Browser.GetAsync("/checkout")).Document.GetElementById("Email")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_rejected_page_says_nothing_of_score_rule_or_reason()
    {
        using var guest = World.Guest();
        guest.Street = "1 Reject Road";

        var outcome = await guest.BuyAsync();

        foreach (var word in new[] { "fraud", "score", "rule", "risk" })
            Assert.DoesNotContain(word, outcome.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_declined_authorization_makes_no_order_and_the_next_card_is_a_retry()
    {
        using var guest = World.Guest();

        var declined = await guest.BuyAsync(Guest.DeclinedCard);

        Assert.Equal("The bank said no to this card", declined.Heading);
        var first = await AttemptAsync(guest);
        await ExpectAsync(first, ["Purchase", "BankEvent Auth Declined", "PurchaseStatus Rejected RuleEngine"], ["authorize declined"]);
        Assert.Null(first.OrderNumber);

        var review = await guest.PayAsync(await guest.Browser.GetAsync(declined.Link("Pay with another card").PathAndQuery));
        var placed = await guest.PlaceAndWaitAsync(review);

        Assert.Equal("Thank you, Nora. Your order is placed", placed.Heading);
        var second = await AttemptAsync(guest);
        Assert.NotEqual(first.PurchaseId, second.PurchaseId);
        Assert.NotEqual(first.BankKey, second.BankKey);
        var purchase = (await EventsAsync(second, 4))[0];
        Assert.True(purchase.Request.GetProperty("isRetryOrder").GetBoolean());
    }

    [Fact]
    public async Task A_declined_capture_cancels_the_order_returns_the_stock_and_voids_the_authorization()
    {
        var before = await StockAsync("TNT-RIDGE-2-MOSS");
        using var guest = World.Guest();

        var outcome = await guest.BuyAsync(Guest.CaptureDeclinedCard);

        Assert.Equal("The bank said no to this card", outcome.Heading);
        var attempt = await AttemptAsync(guest);
        await ExpectAsync(
            attempt,
            ["Purchase", "BankEvent Auth Approved", "PurchaseStatus Approved RuleEngine", "BankEvent Charge Declined", "PurchaseStatus Rejected RuleEngine"],
            ["authorize approved", "capture declined", "void approved"]);
        var order = await World.LookAsync(db => db.Orders.SingleAsync(order => order.AttemptId == attempt.Id));
        Assert.Equal(OrderStatus.Cancelled, order.Status);
        Assert.Equal(before, await StockAsync("TNT-RIDGE-2-MOSS"));
    }

    [Fact]
    public async Task A_purchase_in_review_is_authorized_ordered_and_not_captured()
    {
        using var guest = World.Guest();
        guest.Street = "1 Review Road";
        var before = await StockAsync("TNT-RIDGE-2-CLAY");

        var outcome = await guest.BuyAsync(sku: "TNT-RIDGE-2-CLAY");

        Assert.Equal("We are checking your order", outcome.Heading);
        var attempt = await AttemptAsync(guest);
        await ExpectAsync(attempt, ["Purchase", "BankEvent Auth Unknown", "PurchaseStatus Unknown RuleEngine"], ["authorize approved"]);
        var order = await World.LookAsync(db => db.Orders.SingleAsync(order => order.AttemptId == attempt.Id));
        Assert.Equal(OrderStatus.InReview, order.Status);
        Assert.Equal(before - 1, await StockAsync("TNT-RIDGE-2-CLAY"));
        Assert.Contains(attempt.OrderNumber!, outcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_placed_order_opens_by_its_signed_link_without_a_session_and_by_nothing_else()
    {
        using var guest = World.Guest();
        var outcome = await guest.BuyAsync();
        var link = outcome.Link("See your order");
        using var stranger = World.Visit();

        var page = await stranger.GetAsync(link.PathAndQuery);

        Assert.StartsWith("Order ", page.Heading, StringComparison.Ordinal);
        Assert.Contains("@", page.Document.QuerySelector("main a[href^='mailto:']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["storefront.form"], stranger.Cookies.GetAllCookies().Select(cookie => cookie.Name)); // of the form to cancel, and nobody's session
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await stranger.GetAsync(link.AbsolutePath)).Status);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await stranger.GetAsync(link.PathAndQuery[..^3] + "xyz")).Status);

        var number = link.Segments[^1];
        await World.LookAsync(async db =>
        {
            var order = await db.Orders.SingleAsync(order => order.Number == number);
            order.RevokeLinks();
            return await db.SaveChangesAsync();
        });
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await stranger.GetAsync(link.PathAndQuery)).Status);
    }

    [Fact]
    public async Task The_mail_about_an_order_says_free_where_the_page_says_free()
    {
        using var guest = World.Guest();
        guest.Email = "free.shipping@example.com";

        var outcome = await guest.BuyAsync(slug: "meadow-bell-5", sku: await SkuAsync("meadow-bell-5"));

        Assert.Contains("Free", outcome.Texts(".sums dd"));
        var mail = await World.LookAsync(db => db.Mail.AsNoTracking().SingleAsync(mail => mail.To == guest.Email));
        Assert.Matches(@"Shipping:?\s+Free", mail.Text);
        Assert.DoesNotContain("$0.00", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_piece_that_was_sold_is_sold_out_on_its_page_without_waiting_for_the_next_look()
    {
        await using var world = await World.StartAsync(new Dictionary<string, string?> { ["Catalog:RefreshInterval"] = "01:00:00" });
        using var guest = world.Guest();
        await world.LookAsync(db => db.Variants.Where(variant => variant.Sku == "KIT-CAFE-CREAM").ExecuteUpdateAsync(set => set.SetProperty(variant => variant.Stock, 5)));

        await guest.BuyAsync(slug: "cafe-mug", sku: "KIT-CAFE-CREAM", quantity: 5);

        using var other = world.Visit();
        await World.EventuallyAsync(
            () => other.GetAsync("/p/cafe-mug"),
            page => page.Document.QuerySelector("input[value='KIT-CAFE-CREAM']:not([disabled])") is null);
    }

    [Fact]
    public async Task Another_visitor_finds_nothing_under_my_checkout()
    {
        using var guest = World.Guest();
        await guest.BuyAsync();
        using var stranger = World.Guest();
        await stranger.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");

        foreach (var page in new[] { "outcome", "review", "payment", "pay", "card?reference=x" })
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await stranger.Browser.GetAsync($"/checkout/{guest.Checkout}/{page}")).Status);
    }

    private async Task ExpectAsync(Attempt attempt, string[] events, string[] ledger)
    {
        var received = await EventsAsync(attempt, events.Length);
        Assert.Equal(events, received.Select(row => row.Story));
        Assert.All(received, row => Assert.Equal(200, row.Status));
        await World.EventuallyAsync(() => World.LedgerAsync(attempt.OutboxKey), rows => rows.Count >= ledger.Length);
        Assert.Equal(ledger, (await World.LedgerAsync(attempt.OutboxKey)).Select(row => row.Story));
    }

    private Task<IReadOnlyList<Received>> EventsAsync(Attempt attempt, int count) =>
        World.EventuallyAsync(() => World.ReceivedAsync(attempt.PurchaseId), rows => rows.Count >= count);

    private Task<Attempt> AttemptAsync(Guest guest) =>
        World.LookAsync(db => db.Attempts.AsNoTracking().Where(attempt => attempt.CheckoutId == guest.Checkout).OrderByDescending(attempt => attempt.Number).FirstAsync());

    private Task<int> StockAsync(string sku) =>
        World.LookAsync(db => db.Variants.Where(variant => variant.Sku == sku).Select(variant => variant.Stock).SingleAsync());

    private Task<string> SkuAsync(string slug) =>
        World.LookAsync(db => db.Variants.Where(variant => variant.Product!.Slug == slug && variant.Stock > 0).Select(variant => variant.Sku).FirstAsync());

    public sealed class Running : IAsyncLifetime
    {
        internal World World { get; private set; } = null!;

        public async Task InitializeAsync() => World = await World.StartAsync(new Dictionary<string, string?>
        {
            ["Checkout:AttemptsPerCard"] = "1000",
            ["Checkout:AttemptsPerEmail"] = "1000",
            ["Checkout:AttemptsPerAddress"] = "1000",
            ["Checkout:AttemptsPerIp"] = "1000",
        });

        public Task DisposeAsync() => World.DisposeAsync().AsTask();
    }
}
