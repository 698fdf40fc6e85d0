using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Data;
using Storefront.Web.Features.Mail;
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

    private static OutboxEvent Event(string key, OutboxState state, DateTimeOffset at) => new()
    {
        Key = key, Event = "Purchase", Path = "/", CorrelationId = "c", Body = "{}", Subject = "s", State = state, CreatedAt = at, DueAt = at, DeliveredAt = state == OutboxState.Delivered ? at : null,
    };

    private static MailMessage Mail(string about, DateTimeOffset at) =>
        new() { To = "anna@example.com", Subject = "s", Text = "words", Html = "<p>words", About = about, CreatedAt = at, SentAt = at };
}
