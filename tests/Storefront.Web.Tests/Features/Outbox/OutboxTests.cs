using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Features.Outbox;

namespace Storefront.Web.Tests.Features.Outbox;

/// <summary>Events reach Fraud Protection once, unchanged, in order within their purchase, and are never dropped.</summary>
public sealed class OutboxTests
{
    [Fact]
    public async Task Every_delivery_of_an_event_is_byte_for_byte_the_same()
    {
        await using var world = await World.StartBehindAProxyAsync();
        using var guest = world.Guest();
        var bodies = new ConcurrentQueue<(string Correlation, string Body)>();
        world.Fraud.Behaviour = async call =>
        {
            if (!call.Path.EndsWith("/BankEvent", StringComparison.OrdinalIgnoreCase))
            {
                await call.PassOnAsync();
                return;
            }

            bodies.Enqueue((call.Context.Request.Headers["x-ms-correlation-id"].ToString(), Encoding.UTF8.GetString(call.Body)));
            await (bodies.Count < 5 ? call.AnswerAsync(500, "") : call.PassOnAsync());
        };

        await guest.BuyAsync();

        await World.EventuallyAsync(() => Task.FromResult(bodies.Count), count => count >= 6, TimeSpan.FromSeconds(40));
        var authorization = bodies.Where(delivery => delivery.Body.Contains("\"Auth\"", StringComparison.Ordinal)).ToList();
        Assert.True(authorization.Count >= 5);
        Assert.Single(authorization.Distinct());
    }

    [Fact]
    public async Task A_refused_event_is_parked_at_once_shown_and_the_later_ones_of_its_purchase_go_on()
    {
        await using var world = await World.StartBehindAProxyAsync();
        using var guest = world.Guest();
        world.Fraud.Behaviour = call => call.Path.EndsWith("/PurchaseStatus", StringComparison.OrdinalIgnoreCase)
            ? call.AnswerAsync(400, """{"ErrorType":"ClientError","Message":"Input validation failed - made up","Retryable":false,"OtherErrors":null}""")
            : call.PassOnAsync();

        await guest.BuyAsync();

        var rows = await World.EventuallyAsync(() => RowsAsync(world), rows => rows.All(row => row.State != OutboxState.Waiting));
        Assert.Equal([OutboxState.Delivered, OutboxState.Parked, OutboxState.Delivered], rows.Select(row => row.State));
        Assert.Equal(1, rows[1].Tries);
        Assert.Contains("made up", rows[1].LastAnswer, StringComparison.Ordinal);
        var health = await guest.Browser.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, health.Status);
        Assert.Contains("parked", health.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task While_one_event_is_retried_the_later_ones_of_its_purchase_wait_and_other_purchases_do_not()
    {
        await using var world = await World.StartBehindAProxyAsync();
        using var stuck = world.Guest();
        using var free = world.Guest();
        await stuck.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
        var review = await stuck.ToReviewAsync();
        string? correlation = null;
        world.Fraud.Behaviour = call =>
        {
            var id = call.Context.Request.Headers["x-ms-correlation-id"].ToString();
            var isQuestion = call.Path.EndsWith("/Purchase", StringComparison.OrdinalIgnoreCase);
            if (isQuestion)
                correlation ??= id;
            var isStuck = id == correlation && !isQuestion;
            return isStuck ? call.AnswerAsync(429, "") : call.PassOnAsync(); // no outage, which would stop the calls about everything
        };
        await stuck.PlaceAndWaitAsync(review);

        await free.BuyAsync();

        var other = await world.LookAsync(db => db.Attempts.Where(attempt => attempt.CheckoutId == free.Checkout).Select(attempt => attempt.PurchaseId).SingleAsync());
        await world.EventuallyReceivedAsync(other, 4);
        var waiting = await world.LookAsync(db => db.Outbox.AsNoTracking().Where(row => row.CorrelationId == correlation).OrderBy(row => row.Id).ToListAsync());
        Assert.All(waiting, row => Assert.Equal(OutboxState.Waiting, row.State));
        Assert.All(waiting.Skip(1), row => Assert.Equal(0, row.Tries));
    }

    private static Task<List<OutboxEvent>> RowsAsync(World world) =>
        world.LookAsync(db => db.Outbox.AsNoTracking().OrderBy(row => row.Id).ToListAsync());
}
