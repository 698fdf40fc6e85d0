using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Features.Settings;

namespace Storefront.Web.Hosting;

/// <summary>Once a day forgets what is not needed any more, in small pieces so that nobody buying waits for it.</summary>
internal sealed partial class RetentionJob(IServiceScopeFactory scopes, LiveSettings live, TimeProvider clock, ILogger<RetentionJob> log) : BackgroundService
{
    private const int Piece = 200;
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, clock, stoppingToken);
        using var daily = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        do
        {
            try
            {
                await ForgetAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbException or DbUpdateException)
            {
                Failed(log, e);
            }
        }
        while (await daily.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        var now = clock.GetUtcNow();
        var keep = live.Current.Retention;
        var (bodies, old, oldMail) = (now.AddDays(-keep.EventBodyDays), now.AddDays(-keep.AttemptDays), now.AddDays(-keep.MailDays));

        var events = await InPiecesAsync(
            db.Outbox.Where(row => row.State == OutboxState.Delivered && row.DeliveredAt < bodies && row.Body != "").Select(row => row.Id),
            ids => db.Outbox.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(row => row.SetProperty(found => found.Body, ""), cancellationToken),
            cancellationToken);
        var attempts = await InPiecesAsync(
            FinishedWithoutOrder(db, old).Select(attempt => attempt.Id),
            ids => db.Attempts.Where(attempt => ids.Contains(attempt.Id)).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
        var checkouts = await InPiecesAsync(
            db.Checkouts.Where(checkout => checkout.UpdatedAt < old && !checkout.Attempts.Any()).Select(checkout => checkout.Id),
            ids => db.Checkouts.Where(checkout => ids.Contains(checkout.Id)).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
        var mails = await InPiecesAsync(
            db.Mail.Where(mail => mail.CreatedAt < oldMail && (mail.Text != "" || mail.Html != "")).Select(mail => mail.Id),
            ids => db.Mail.Where(mail => ids.Contains(mail.Id)).ExecuteUpdateAsync(
                mail => mail.SetProperty(found => found.Text, "").SetProperty(found => found.Html, "").SetProperty(found => found.DueAt, (DateTimeOffset?)null), cancellationToken),
            cancellationToken);
        await InPiecesAsync(
            db.EndedSessions.Where(session => session.Until < now).Select(session => session.Id),
            ids => db.EndedSessions.Where(session => ids.Contains(session.Id)).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
        if (events + attempts + checkouts + mails > 0)
            Forgotten(log, events, attempts, checkouts, mails);
    }

    // Only of a checkout that is old itself: the attempts of one are numbered without gaps.
    private static IQueryable<Attempt> FinishedWithoutOrder(StoreDb db, DateTimeOffset old) =>
        db.Attempts.Where(attempt => attempt.Step == AttemptStep.Finished && attempt.FinishedAt < old
            && !db.Checkouts.Any(checkout => checkout.Id == attempt.CheckoutId && checkout.UpdatedAt >= old)
            && !db.Orders.Any(order => order.AttemptId == attempt.Id));

    private static async Task<int> InPiecesAsync<T>(IQueryable<T> old, Func<IReadOnlyCollection<T>, Task<int>> forget, CancellationToken cancellationToken)
    {
        var total = 0;
        while (await old.Take(Piece).ToListAsync(cancellationToken) is { Count: > 0 } piece)
            total += await forget(piece);
        return total;
    }

    [LoggerMessage(LogLevel.Information, "Forgot {Events} event bodies, {Attempts} attempts, {Checkouts} checkouts and the words of {Mails} mails.")]
    private static partial void Forgotten(ILogger log, int events, int attempts, int checkouts, int mails);

    [LoggerMessage(LogLevel.Warning, "What is old could not be forgotten today; tomorrow it is tried again.")]
    private static partial void Failed(ILogger log, Exception exception);
}
