using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;
using Storefront.Web.Data;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Features.Staff;
using Storefront.Web.Fraud;
using Storefront.Web.Payments;

namespace Storefront.Web.Features.Checkout;

/// <summary>
/// Places an order, step by step: ask Fraud Protection, authorize, make the order, capture. Before each outside call its key
/// is stored, after it its result, together with the events and the order row that tell of it. No transaction spans an
/// outside call. Whoever takes the lease of an attempt (<see cref="AttemptLease"/>) goes on where it stands, also after a kill.
/// </summary>
internal sealed partial class AttemptRunner(
    StoreDb db,
    AttemptLease lease,
    FraudConnection fraud,
    IPaymentProvider bank,
    PurchaseEvents events,
    OutboxWriter outbox,
    OrderBook orders,
    Settlement settlement,
    AuditTrail audit,
    IOptions<PaymentOptions> payments,
    IOptions<CheckoutOptions> limits,
    TimeProvider clock,
    ILogger<AttemptRunner> log)
{
    public async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await lease.TakeAsync(id, cancellationToken) is not { } attempt)
            return;

        try
        {
            if (IsAbandoned(attempt))
                await GiveUpAsync(attempt, cancellationToken);
            while (await StepAsync(attempt, cancellationToken))
                attempt.Tries = 0;
        }
        catch (DbUpdateConcurrencyException e)
        {
            LostLease(log, attempt.PurchaseId, e);
        }
    }

    /// <summary>Does the next thing. False when there is nothing to do now.</summary>
    private Task<bool> StepAsync(Attempt attempt, CancellationToken cancellationToken) => attempt.Step switch
    {
        AttemptStep.Assess => AssessAsync(attempt, cancellationToken),
        AttemptStep.Authorize => AuthorizeAsync(attempt, cancellationToken),
        AttemptStep.Hold => EndHoldAsync(attempt, cancellationToken),
        AttemptStep.Capture => CaptureAsync(attempt, cancellationToken),
        AttemptStep.Void => VoidAsync(attempt, cancellationToken),
        _ => Task.FromResult(false),
    };

    private async Task<bool> AssessAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.PurchaseBody is null || !fraud.Enabled)
            return await GoOnAsync(attempt, AttemptStep.Authorize, cancellationToken);

        PurchaseAssessment? assessment = null;
        var asked = clock.GetTimestamp();
        try
        {
            assessment = await fraud.Service.AssessPurchaseAsync(Reassessment.Prepared(attempt), cancellationToken);
        }
        catch (FraudProtectionException e)
        {
            NoAnswer(log, attempt.PurchaseId, attempt.CorrelationId, e);
        }

        attempt.AssessmentMilliseconds = (int)clock.GetElapsedTime(asked).TotalMilliseconds;
        attempt.NoAnswer = assessment is null;
        settlement.Record(attempt, assessment);
        switch (FraudPolicy.Decide(fraud.Policy, attempt.Mode ?? fraud.Mode, assessment?.Decision, assessment?.RiskScore, attempt.Total))
        {
            case Verdict.Reject:
                outbox.Add(attempt.OutboxKey, attempt.PurchaseId, events.Status(attempt, PurchaseStatusType.Rejected, PurchaseStatusReason.RuleEngine));
                return await EndAsync(attempt, AttemptOutcome.Rejected, cancellationToken);
            case Verdict.Hold:
                attempt.Hold = true;
                return await GoOnAsync(attempt, AttemptStep.Authorize, cancellationToken);
            default:
                return await GoOnAsync(attempt, AttemptStep.Authorize, cancellationToken);
        }
    }

    private async Task<bool> AuthorizeAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        attempt.AuthorizeAskedAt ??= clock.GetUtcNow();
        await lease.StoreAsync(attempt, cancellationToken);

        PaymentAnswer answer;
        try
        {
            var request = new AuthorizeRequest(
                attempt.AuthorizeKey, attempt.Snapshot.Card.Token, attempt.Total, attempt.Snapshot.Currency, attempt.OutboxKey, MerchantId(attempt));
            answer = await bank.AuthorizeAsync(request, cancellationToken);
        }
        catch (PaymentUnavailableException e)
        {
            return await AskAgainLaterAsync(attempt, attempt.AuthorizeAskedAt.Value, e, cancellationToken);
        }

        if (answer.Outcome == PaymentOutcome.Declined)
        {
            settlement.Tell(attempt, events => events.Authorization(attempt, BankEventStatus.Declined, answer));
            settlement.Tell(attempt, events => events.Status(attempt, PurchaseStatusType.Rejected, PurchaseStatusReason.RuleEngine));
            return await EndAsync(attempt, AttemptOutcome.Declined, cancellationToken);
        }

        attempt.AuthorizedAt = clock.GetUtcNow();
        attempt.Authorization = JsonSerializer.Serialize(answer);
        return await OpenOrderAsync(attempt, answer, cancellationToken);
    }

    /// <summary>The money is reserved: the order comes into being with its stock and with the events that tell of both.</summary>
    private async Task<bool> OpenOrderAsync(Attempt attempt, PaymentAnswer authorization, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await orders.TakeStockAsync(attempt.Snapshot, cancellationToken) is { } missing)
        {
            await transaction.RollbackAsync(cancellationToken);
            attempt.MissingSku = missing.Sku;
            settlement.Tell(attempt, events => events.Authorization(attempt, BankEventStatus.Approved, authorization));
            settlement.Tell(attempt, events => events.Status(attempt, PurchaseStatusType.Failed, PurchaseStatusReason.FulfillmentFailed));
            return await GiveBackAsync(attempt, AttemptOutcome.OutOfStock, cancellationToken);
        }

        var order = orders.Open(attempt);
        if (attempt.Hold)
        {
            var until = clock.GetUtcNow() + ReviewTime();
            attempt.HoldUntil = until;
            attempt.DueAt = until;
            attempt.Outcome = AttemptOutcome.Held;
            attempt.Step = AttemptStep.Hold;
            await settlement.HoldAsync(attempt, order, authorization, cancellationToken);
        }
        else
        {
            order.Confirm(clock.GetUtcNow());
            settlement.Tell(attempt, events => events.Authorization(attempt, BankEventStatus.Approved, authorization));
            settlement.Tell(attempt, events => events.Status(attempt, PurchaseStatusType.Approved, PurchaseStatusReason.RuleEngine));
            attempt.Step = AttemptStep.Capture;
        }

        await lease.StoreAsync(attempt, cancellationToken, letGo: attempt.Hold);
        await transaction.CommitAsync(cancellationToken);
        settlement.Wake();
        return !attempt.Hold;
    }

    private async Task<bool> CaptureAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        attempt.CaptureAskedAt ??= clock.GetUtcNow();
        await lease.StoreAsync(attempt, cancellationToken);

        PaymentAnswer answer;
        try
        {
            var request = new CaptureRequest(
                attempt.CaptureKey, attempt.AuthorizeKey, attempt.Total, attempt.Snapshot.Currency, attempt.OutboxKey);
            answer = await bank.CaptureAsync(request, cancellationToken);
        }
        catch (PaymentUnavailableException e)
        {
            return await AskAgainLaterAsync(attempt, attempt.CaptureAskedAt.Value, e, cancellationToken);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var order = await orders.OfAsync(attempt, cancellationToken);
        if (answer.Outcome == PaymentOutcome.Approved)
        {
            attempt.CapturedAt = clock.GetUtcNow();
            attempt.Outcome = AttemptOutcome.Placed;
            Finish(attempt);
            await settlement.PlaceAsync(attempt, order, answer, cancellationToken);
        }
        else
        {
            attempt.Outcome = attempt.Hold ? AttemptOutcome.Cancelled : AttemptOutcome.Declined;
            attempt.Step = AttemptStep.Void;
            settlement.Tell(attempt, events => events.Charge(attempt, BankEventStatus.Declined, answer));
            settlement.Tell(attempt, events => events.Status(attempt, PurchaseStatusType.Rejected, PurchaseStatusReason.RuleEngine));
            await settlement.CancelOrderAsync(attempt, order, "The bank declined the payment.", cancellationToken);
        }

        await lease.StoreAsync(attempt, cancellationToken, letGo: attempt.Step == AttemptStep.Finished);
        await transaction.CommitAsync(cancellationToken);
        settlement.Wake();
        return attempt.Step == AttemptStep.Void;
    }

    private async Task<bool> VoidAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        attempt.VoidAskedAt ??= clock.GetUtcNow();
        await lease.StoreAsync(attempt, cancellationToken);

        try
        {
            var answer = await bank.VoidAsync(new VoidRequest(attempt.VoidKey, attempt.AuthorizeKey, attempt.OutboxKey), cancellationToken);
            attempt.VoidedAt = clock.GetUtcNow();

            // A declined charge has told it already.
            if (attempt.Outcome != AttemptOutcome.Declined)
                settlement.Tell(attempt, events => attempt.CapturedAt is null ? events.AuthorizationCancelled(attempt, answer) : events.ChargeReversed(attempt, answer));
        }
        catch (PaymentUnavailableException e)
        {
            BankUnavailable(log, attempt.PurchaseId, attempt.CorrelationId, attempt.Step, e);
            return await WaitAsync(attempt, cancellationToken);
        }

        return await EndAsync(attempt, attempt.Outcome, cancellationToken);
    }

    /// <summary>The authorization is about to end: nothing waits longer than it.</summary>
    private async Task<bool> EndHoldAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.HoldUntil > clock.GetUtcNow())
        {
            await lease.StoreAsync(attempt, cancellationToken, letGo: true);
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (fraud.HoldDefaultAction == HoldDefaultAction.Capture)
            await settlement.ReleaseAsync(attempt, PurchaseStatusReason.MerchantOverride, cancellationToken);
        else
            await settlement.RefuseAsync(attempt, PurchaseStatusReason.MerchantOverride, cancellationToken);
        audit.Record("Review timed out", $"order {attempt.OrderNumber}", new { attempt.HoldUntil }, new { fraud.HoldDefaultAction });
        await lease.StoreAsync(attempt, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        settlement.Wake();
        return true;
    }

    /// <summary>The same call again later; after the bank's time is up, whatever it may have done is undone.</summary>
    private async Task<bool> AskAgainLaterAsync(Attempt attempt, DateTimeOffset firstAsked, PaymentUnavailableException e, CancellationToken cancellationToken)
    {
        BankUnavailable(log, attempt.PurchaseId, attempt.CorrelationId, attempt.Step, e);
        return TooOld(firstAsked) ? await GiveUpAsync(attempt, cancellationToken) : await WaitAsync(attempt, cancellationToken);
    }

    private async Task<bool> GiveUpAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (attempt.OrderNumber is null && attempt.BankWasAsked)
            settlement.Tell(attempt, events => events.Authorization(attempt, BankEventStatus.Unknown, null));
        settlement.Tell(attempt, events => events.Status(attempt, PurchaseStatusType.Failed, PurchaseStatusReason.FulfillmentFailed));
        if (attempt.OrderNumber is not null)
            await settlement.CancelOrderAsync(attempt, await orders.OfAsync(attempt, cancellationToken), "The bank gave no answer in time.", cancellationToken);
        else
            settlement.TellShopperPaymentFailed(attempt);
        var goOn = attempt.BankWasAsked
            ? await GiveBackAsync(attempt, AttemptOutcome.PaymentUnavailable, cancellationToken)
            : await EndAsync(attempt, AttemptOutcome.PaymentUnavailable, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        settlement.Wake();
        return goOn;
    }

    private Task<bool> GiveBackAsync(Attempt attempt, AttemptOutcome outcome, CancellationToken cancellationToken)
    {
        attempt.Outcome = outcome;
        return GoOnAsync(attempt, AttemptStep.Void, cancellationToken);
    }

    private async Task<bool> GoOnAsync(Attempt attempt, AttemptStep step, CancellationToken cancellationToken)
    {
        attempt.Step = step;
        await lease.StoreAsync(attempt, cancellationToken);
        settlement.Wake();
        return true;
    }

    private async Task<bool> WaitAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        attempt.Tries++;
        attempt.DueAt = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, attempt.Tries)));
        await lease.StoreAsync(attempt, cancellationToken, letGo: true);
        return false;
    }

    private async Task<bool> EndAsync(Attempt attempt, AttemptOutcome outcome, CancellationToken cancellationToken)
    {
        attempt.Outcome = outcome;
        Finish(attempt);
        await lease.StoreAsync(attempt, cancellationToken, letGo: true);
        settlement.Wake();
        return false;
    }

    private void Finish(Attempt attempt)
    {
        attempt.Step = AttemptStep.Finished;
        attempt.FinishedAt = clock.GetUtcNow();
        if (!fraud.Policy.KeepAssessments)
            attempt.Decision = null;
    }

    /// <summary>In the middle of being placed for so long that the shopper has gone: after a long stop, or with a silent bank.</summary>
    private bool IsAbandoned(Attempt attempt) => attempt.Step switch
    {
        AttemptStep.Assess or AttemptStep.Authorize => TooOld(attempt.CreatedAt),
        AttemptStep.Capture => TooOld(attempt.Hold ? attempt.CaptureAskedAt ?? clock.GetUtcNow() : attempt.CreatedAt),
        _ => false,
    };

    /// <summary>No hold outlasts what the bank keeps.</summary>
    private TimeSpan ReviewTime() =>
        payments.Value.LongestHold is var longest && fraud.Policy.ReviewTime is { } wanted && wanted < longest ? wanted : longest;

    private bool TooOld(DateTimeOffset since) => clock.GetUtcNow() - since > limits.Value.BankPatience;

    private string? MerchantId(Attempt attempt) =>
        attempt.MidFlag is not null && fraud.Policy.MerchantIds.TryGetValue(attempt.MidFlag, out var id) ? id : null;

    [LoggerMessage(LogLevel.Warning, "Fraud Protection gave no usable answer for purchase {PurchaseId} (correlation {CorrelationId}); the setting WhenUnavailable decides.")]
    private static partial void NoAnswer(ILogger log, string purchaseId, string correlationId, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The bank gave no answer for purchase {PurchaseId} (correlation {CorrelationId}) at step {Step}; the same call is repeated.")]
    private static partial void BankUnavailable(ILogger log, string purchaseId, string correlationId, AttemptStep step, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Purchase {PurchaseId} is being placed by somebody else now.")]
    private static partial void LostLease(ILogger log, string purchaseId, Exception exception);
}
