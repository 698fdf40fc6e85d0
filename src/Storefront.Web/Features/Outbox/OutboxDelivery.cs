using Microsoft.EntityFrameworkCore;
using Storefront.FraudProtection;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Outbox;

/// <summary>Delivers one event, once it holds the row's lease, and stores what came of it.</summary>
internal sealed partial class OutboxDelivery(
    StoreDb db, FraudConnection connection, Reassessment reassessment, OutboxSignal signal, TimeProvider clock, ILogger<OutboxDelivery> log)
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    /// <summary>After this long without success an event is parked for a person.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    public async Task DeliverAsync(long id, CancellationToken cancellationToken)
    {
        if (!connection.Enabled || await TakeAsync(id, cancellationToken) is not { } row)
            return;

        var prepared = new PreparedEvent(row.Event, row.Path, row.CorrelationId, row.Body);
        try
        {
            if (row.Event == Reassessment.EventName)
                await reassessment.AnswerAsync(row, await connection.Service.AssessPurchaseAsync(prepared, cancellationToken), () => Delivered(row, 200, null), cancellationToken);
            else
                await StoreDeliveryAsync(row, await connection.Service.ReportAsync(prepared, cancellationToken), cancellationToken);
        }
        catch (FraudProtectionException e) when (e.IsDuplicatePurchase)
        {
            await reassessment.AskAnewAsync(row, () => Delivered(row, 400, "The purchase ID was received before; its answer is lost."), cancellationToken);
        }
        catch (FraudProtectionException e)
        {
            Failed(row, e);
            await db.SaveChangesAsync(cancellationToken);
        }

        if (row is { State: OutboxState.Delivered, Tries: > 1 })
            await WakeTheOthersAsync(cancellationToken);
        signal.Set();
    }

    /// <summary>One conditional update: of all who try, one gets the row.</summary>
    private async Task<OutboxEvent?> TakeAsync(long id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var lease = Guid.NewGuid().ToString("N");
        var until = now + LeaseTime;
        var taken = await db.Outbox
            .Where(row => row.Id == id && row.State == OutboxState.Waiting && (row.LeaseUntil == null || row.LeaseUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Lease, lease).SetProperty(row => row.LeaseUntil, until), cancellationToken);
        return taken == 1 ? await db.Outbox.SingleAsync(row => row.Id == id, cancellationToken) : null;
    }

    private async Task StoreDeliveryAsync(OutboxEvent row, EventReceipt receipt, CancellationToken cancellationToken)
    {
        Delivered(row, receipt.StatusCode, receipt.Answer);
        await db.SaveChangesAsync(cancellationToken);
    }

    private void Delivered(OutboxEvent row, int status, string? answer)
    {
        row.State = OutboxState.Delivered;
        row.DeliveredAt = clock.GetUtcNow();
        row.Tries++;
        row.Lease = null;
        row.LeaseUntil = null;
        row.LastStatus = status;
        row.LastAnswer = Shorten(answer);
    }

    private void Failed(OutboxEvent row, FraudProtectionException e)
    {
        var now = clock.GetUtcNow();
        row.Tries++;
        row.Lease = null;
        row.LeaseUntil = null;
        row.LastStatus = (int?)e.StatusCode ?? 0;
        row.LastAnswer = Shorten(e.ServiceMessage ?? e.Message);
        row.DueAt = now + Backoff(row.Tries);
        if (row.LastStatus == 400 || row.DueAt - row.CreatedAt > GiveUpAfter)
        {
            row.State = OutboxState.Parked;
            Parked(log, row.Event, row.Id, row.CorrelationId, row.Tries, row.LastStatus.Value);
        }
        else
        {
            Waiting(log, row.Event, row.Id, row.CorrelationId, row.Tries, row.DueAt);
        }
    }

    /// <summary>Fraud Protection answers again: what waited for that goes now, not when its back-off ends.</summary>
    private Task<int> WakeTheOthersAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.Outbox
            .Where(row => row.State == OutboxState.Waiting && row.Tries > 0 && row.DueAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, now), cancellationToken);
    }

    /// <summary>1 s, 2 s, 4 s … up to an hour.</summary>
    private static TimeSpan Backoff(int tries) => TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, tries - 1)));

    private static string? Shorten(string? text) => text is { Length: > 2000 } ? text[..2000] : text;

    [LoggerMessage(LogLevel.Error, "Event {Event} {Id} (correlation {CorrelationId}) is parked after {Tries} tries, last status {Status}. See: outbox list")]
    private static partial void Parked(ILogger log, string @event, long id, string correlationId, int tries, int status);

    [LoggerMessage(LogLevel.Warning, "Event {Event} {Id} (correlation {CorrelationId}) was not delivered, try {Tries}; next at {DueAt:O}.")]
    private static partial void Waiting(ILogger log, string @event, long id, string correlationId, int tries, DateTimeOffset dueAt);
}
