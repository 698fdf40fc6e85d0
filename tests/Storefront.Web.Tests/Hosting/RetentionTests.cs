using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Hosting;

namespace Storefront.Tests.Web.Hosting;

public sealed class RetentionTests
{
    [Fact]
    public async Task What_is_old_is_forgotten_and_what_is_not_is_kept()
    {
        await using var shop = await BareShop.StartAsync(["--FraudProtection:Enabled=false"]);
        await using var scope = shop.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < 450; i++) // more than two pieces
            db.Outbox.Add(Event("old", OutboxState.Delivered, now.AddDays(-31)));
        db.Outbox.Add(Event("young", OutboxState.Delivered, now.AddDays(-29)));
        db.Outbox.Add(Event("undelivered", OutboxState.Parked, now.AddDays(-300)));
        db.Mail.Add(Mail("old", now.AddDays(-91)));
        db.Mail.Add(Mail("young", now.AddDays(-89)));
        await db.SaveChangesAsync();

        await ActivatorUtilities.CreateInstance<RetentionJob>(shop.Services).ForgetAsync(CancellationToken.None);

        db.ChangeTracker.Clear();
        Assert.All(await db.Outbox.Where(row => row.Key == "old").ToListAsync(), row => Assert.Equal("", row.Body));
        Assert.All(await db.Outbox.Where(row => row.Key != "old").ToListAsync(), row => Assert.Equal("{}", row.Body));
        Assert.Equal(452, await db.Outbox.CountAsync()); // that an event was sent is never forgotten
        Assert.Equal(("", ""), await db.Mail.Where(mail => mail.About == "old").Select(mail => ValueTuple.Create(mail.Text, mail.Html)).SingleAsync());
        Assert.Equal(("words", "<p>words"), await db.Mail.Where(mail => mail.About == "young").Select(mail => ValueTuple.Create(mail.Text, mail.Html)).SingleAsync());
    }

    [Fact]
    public async Task Finished_attempts_go_with_their_checkout_unless_an_order_came_of_them()
    {
        await using var shop = await BareShop.StartAsync(["--FraudProtection:Enabled=false"]);
        await using var scope = shop.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        var now = TimeProvider.System.GetUtcNow();
        var rejected = Checkout(db, now.AddDays(-100), [(AttemptOutcome.Rejected, now.AddDays(-100))]);
        var placed = Checkout(db, now.AddDays(-100), [(AttemptOutcome.Declined, now.AddDays(-100)), (AttemptOutcome.Placed, now.AddDays(-99))]);
        var busy = Checkout(db, now.AddDays(-1), [(AttemptOutcome.Declined, now.AddDays(-100)), (AttemptOutcome.Declined, now.AddDays(-1))]);
        var unfinished = Checkout(db, now.AddDays(-100), [(AttemptOutcome.None, null)]);
        var sold = placed.Attempts[1];
        var order = new Order { Number = "KW-1", AttemptId = sold.Id, PurchaseId = sold.PurchaseId, Email = "anna@example.com", Purchase = sold.Snapshot, Total = 1, CreatedAt = sold.CreatedAt };
        order.Confirm(sold.CreatedAt);
        db.Orders.Add(order);
        await db.SaveChangesAsync();

        await ActivatorUtilities.CreateInstance<RetentionJob>(shop.Services).ForgetAsync(CancellationToken.None);

        var left = await db.Attempts.AsNoTracking().Select(attempt => attempt.Id).ToListAsync();
        Assert.Equal([.. new[] { sold }.Concat(busy.Attempts).Concat(unfinished.Attempts).Select(attempt => attempt.Id).Order()], left.Order());
        Assert.False(await db.Checkouts.AsNoTracking().AnyAsync(checkout => checkout.Id == rejected.Id));
        Assert.Equal(3, await db.Checkouts.AsNoTracking().CountAsync());
    }

    private static CheckoutSession Checkout(StoreDb db, DateTimeOffset at, (AttemptOutcome Outcome, DateTimeOffset? FinishedAt)[] attempts)
    {
        var checkout = new CheckoutSession { CartId = Guid.NewGuid(), GuestId = "g", CreatedAt = at, UpdatedAt = at };
        foreach (var (outcome, finishedAt) in attempts)
            checkout.Attempts.Add(new Attempt
            {
                CheckoutId = checkout.Id, Number = checkout.Attempts.Count + 1, PurchaseId = Guid.NewGuid().ToString(), CorrelationId = "c", BankKey = "b", OutboxKey = "o",
                Step = finishedAt is null ? AttemptStep.Hold : AttemptStep.Finished, Outcome = outcome, FinishedAt = finishedAt, Snapshot = Snapshot(), Total = 1,
                CardFingerprint = "f", EmailKey = "e", AddressKey = "a", IpAddress = "127.0.0.1", CreatedAt = at, DueAt = at.AddYears(1), // no worker takes it up
            });
        db.Checkouts.Add(checkout);
        return checkout;
    }

    private static PurchaseSnapshot Snapshot() => new()
    {
        Email = "anna@example.com", Phone = "", Shipping = new(), Billing = new(), ShippingMethod = "s", ShippingMethodName = "s", Lines = [], Subtotal = 1, ShippingCost = 0, Tax = 0,
        Total = 1, Currency = "USD", UserId = "g", IsRetry = false, Language = "en",
        Card = new() { Token = "t", Fingerprint = "f", Bin = "411111", LastFour = "1111", Brand = "Visa", Expiry = "12/30", HolderName = "Anna" },
    };

    private static OutboxEvent Event(string key, OutboxState state, DateTimeOffset at) => new()
    {
        Key = key, Event = "Purchase", Path = "/", CorrelationId = "c", Body = "{}", Subject = "s", State = state, CreatedAt = at, DueAt = at, DeliveredAt = state == OutboxState.Delivered ? at : null,
    };

    private static MailMessage Mail(string about, DateTimeOffset at) =>
        new() { To = "anna@example.com", Subject = "s", Text = "words", Html = "<p>words", About = about, CreatedAt = at, SentAt = at };
}
