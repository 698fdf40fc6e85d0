using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;

namespace Storefront.Web.Features.Mail;

/// <summary>
/// Sends what was written, at least once each. Before a try the next one is booked, so a kill in the middle repeats the mail
/// rather than losing it, and two shops on one database do not send it both. A mail that cannot be sent is tried for as long
/// as it is kept, at longer and longer intervals.
/// </summary>
internal sealed partial class MailSender(
    IServiceScopeFactory scopes, IMailTransport transport, MailSignal signal, TimeProvider clock, ILogger<MailSender> log) : BackgroundService
{
    private const int Batch = 20;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await SendDueAsync(stoppingToken) == 0)
                    await signal.WaitAsync(await UntilNextAsync(stoppingToken), clock, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                RoundFailed(log, e);
                await Task.Delay(ShortestWait, clock, stoppingToken);
            }
        }
    }

    private async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        var now = clock.GetUtcNow();
        var due = await Unsent(db).Where(mail => mail.DueAt <= now).OrderBy(mail => mail.DueAt).Take(Batch).ToListAsync(cancellationToken);
        foreach (var mail in due)
            await SendAsync(db, mail, cancellationToken);
        return due.Count;
    }

    private async Task SendAsync(StoreDb db, MailMessage mail, CancellationToken cancellationToken)
    {
        var next = clock.GetUtcNow() + BackOff(mail.Tries);
        var booked = await Unsent(db).Where(row => row.Id == mail.Id && row.DueAt == mail.DueAt).ExecuteUpdateAsync(
            row => row.SetProperty(found => found.DueAt, next).SetProperty(found => found.Tries, mail.Tries + 1), cancellationToken);
        if (booked == 0)
            return; // another shop has it

        try
        {
            await transport.SendAsync(mail, cancellationToken);
        }
        catch (Exception e) when (e is SmtpException or FormatException or IOException or UnauthorizedAccessException)
        {
            NotSent(log, mail.Id, mail.About, mail.Tries + 1, next, Reason(e)); // the reason may name the recipient
            return;
        }

        var sent = clock.GetUtcNow();
        await db.Mail.Where(row => row.Id == mail.Id).ExecuteUpdateAsync(
            row => row.SetProperty(found => found.SentAt, sent).SetProperty(found => found.DueAt, (DateTimeOffset?)null), CancellationToken.None);
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        var next = await Unsent(db).MinAsync(mail => mail.DueAt, cancellationToken);
        var wait = next is null ? LongestWait : next.Value - clock.GetUtcNow();
        return wait < ShortestWait ? ShortestWait : wait > LongestWait ? LongestWait : wait;
    }

    private static IQueryable<MailMessage> Unsent(StoreDb db) => db.Mail.AsNoTracking().Where(mail => mail.SentAt == null && mail.DueAt != null);

    /// <summary>1 minute, 2, 4, … 6 hours.</summary>
    private static TimeSpan BackOff(int tries) =>
        tries > 8 ? LongestBackOff : TimeSpan.FromMinutes(1 << tries);

    private static string Reason(Exception e) =>
        e is SmtpException { StatusCode: var status } ? $"{e.GetType().Name}, {status}" : e.GetType().Name;

    [LoggerMessage(LogLevel.Warning, "Mail {Id} about {About} was not sent at try {Try}; next one at {Next:u}. {Reason}")]
    private static partial void NotSent(ILogger log, Guid id, string about, int @try, DateTimeOffset next, string reason);

    [LoggerMessage(LogLevel.Error, "The mails could not be read; trying again.")]
    private static partial void RoundFailed(ILogger log, Exception exception);
}
