using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Fraud;
using Storefront.Web.Payments;

namespace Storefront.Web.Features.Refunds;

/// <summary>
/// Has the bank pay one refund. The key was stored before; what the bank says is stored, told and mailed in one transaction
/// after it. Without an answer the same call is repeated, also after a kill.
/// </summary>
internal sealed partial class RefundRunner(
    StoreDb db, IPaymentProvider bank, RefundDesk desk, RefundEvents events, AfterSaleMails mails, OrderPricing pricing, Settlement settlement, TimeProvider clock, ILogger<RefundRunner> log)
{
    /// <summary>Longer than the call to the bank.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);

    public async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await TakeAsync(id, cancellationToken) is not { } refund)
            return;

        var order = await db.Orders.SingleAsync(order => order.Id == refund.OrderId, cancellationToken);
        var attempt = await db.Attempts.SingleAsync(attempt => attempt.Id == order.AttemptId, cancellationToken);
        try
        {
            var answer = await bank.RefundAsync(
                new RefundRequest(refund.BankKey, attempt.AuthorizeKey, refund.Amount, attempt.Snapshot.Currency, attempt.OutboxKey), cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (answer.Outcome == PaymentOutcome.Approved)
                Paid(refund, order, attempt, answer);
            else
                await DeclinedAsync(refund, order, attempt, answer, cancellationToken);
            await LetGoAsync(refund, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            settlement.Wake();
        }
        catch (PaymentUnavailableException e)
        {
            BankUnavailable(log, refund.Id, order.Number, e);
            refund.Wait(e.Message, clock.GetUtcNow());
            await LetGoAsync(refund, cancellationToken);
        }
        catch (DbUpdateConcurrencyException e)
        {
            LostLease(log, refund.Id, e);
        }
    }

    private void Paid(Refund refund, Order order, Attempt attempt, PaymentAnswer answer)
    {
        refund.Pay(answer.ResponseCode, clock.GetUtcNow());
        order.Note(clock.GetUtcNow(), $"{pricing.Currency.Format(refund.Amount)} was refunded.");
        events.Paid(refund, attempt, answer.At);
        mails.Refunded(order, refund.Amount);
    }

    private async Task DeclinedAsync(Refund refund, Order order, Attempt attempt, PaymentAnswer answer, CancellationToken cancellationToken)
    {
        BankDeclined(log, refund.Id, order.Number, answer.ResponseCode);
        refund.DeclineByBank(answer.ResponseCode, clock.GetUtcNow());
        await desk.ReleaseAsync(refund, cancellationToken);
        order.Note(clock.GetUtcNow(), $"The bank could not pay the refund of {pricing.Currency.Format(refund.Amount)}.");
        events.Declined(refund, attempt, answer.At);
        mails.RefundFailed(order, refund.Amount);
    }

    /// <summary>One conditional update: of all who try, one gets the refund.</summary>
    private async Task<Refund?> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var lease = Guid.NewGuid().ToString("N");
        var until = now + LeaseTime;
        var taken = await db.Refunds
            .Where(refund => refund.Id == id && refund.State == RefundState.Paying && refund.DueAt <= now && (refund.LeaseUntil == null || refund.LeaseUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(refund => refund.Lease, lease).SetProperty(refund => refund.LeaseUntil, until), cancellationToken);
        return taken == 1 ? await db.Refunds.SingleAsync(refund => refund.Id == id, cancellationToken) : null;
    }

    private Task LetGoAsync(Refund refund, CancellationToken cancellationToken)
    {
        (refund.Lease, refund.LeaseUntil) = (null, null);
        return db.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The bank gave no answer to refund {RefundId} of order {Number}; the same call is repeated.")]
    private static partial void BankUnavailable(ILogger log, Guid refundId, string number, Exception exception);

    [LoggerMessage(LogLevel.Error, "The bank declined refund {RefundId} of order {Number} with {ResponseCode}. See /admin/refunds.")]
    private static partial void BankDeclined(ILogger log, Guid refundId, string number, string responseCode);

    [LoggerMessage(LogLevel.Warning, "Refund {RefundId} is being paid by somebody else now.")]
    private static partial void LostLease(ILogger log, Guid refundId, Exception exception);
}
