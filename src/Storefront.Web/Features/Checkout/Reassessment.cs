using Microsoft.EntityFrameworkCore;
using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;
using Storefront.Web.Data;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Checkout;

/// <summary>
/// An order held for want of an answer is assessed again from the outbox: the same purchase ID and body until it is answered.
/// Where the answer was given once and lost, the purchase is asked about once more under a new ID.
/// </summary>
internal sealed class Reassessment(
    StoreDb db, PurchaseEvents events, OutboxWriter outbox, Settlement settlement, FraudConnection connection)
{
    public const string EventName = "Purchase";
    private const string PurchasePath = "/v1.0/MerchantServices/events/Purchase";

    /// <summary>The purchase event of the attempt, as it was made when the attempt began.</summary>
    public static PreparedEvent Prepared(Attempt attempt) =>
        new(EventName, PurchasePath, attempt.CorrelationId, attempt.PurchaseBody ?? throw new InvalidOperationException("The attempt has no purchase event."));

    /// <param name="row">The outbox row that was answered.</param>
    /// <param name="assessment">The answer.</param>
    /// <param name="delivered">Marks the row; part of the same transaction.</param>
    /// <param name="cancellationToken">Stops the wait for the database.</param>
    public async Task AnswerAsync(OutboxEvent row, PurchaseAssessment assessment, Action delivered, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        delivered();
        if (await WaitingAsync(row, cancellationToken) is { } attempt)
        {
            attempt.NoAnswer = false;
            settlement.Record(attempt, assessment);
            switch (FraudPolicy.Decide(connection.Policy, AssessmentType.Protect, assessment.Decision, assessment.RiskScore, attempt.Total))
            {
                case Verdict.Proceed:
                    await settlement.ReleaseAsync(attempt, PurchaseStatusReason.RuleEngine, cancellationToken);
                    break;
                case Verdict.Reject:
                    await settlement.RefuseAsync(attempt, PurchaseStatusReason.RuleEngine, cancellationToken);
                    break;
                default:
                    break; // a person decides
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        settlement.Wake();
    }

    /// <summary>Fraud Protection has this ID and its answer was lost: the old purchase is called off, and asked once more as a new one.</summary>
    public async Task AskAnewAsync(OutboxEvent row, Action delivered, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        delivered();
        if (await WaitingAsync(row, cancellationToken) is { } attempt && attempt.PurchaseId == attempt.OutboxKey)
        {
            settlement.Tell(attempt, events => events.Status(attempt, PurchaseStatusType.Canceled, PurchaseStatusReason.MerchantOverride));
            attempt.PurchaseId = Guid.NewGuid().ToString();
            var again = events.Purchase(attempt.PurchaseId, attempt.CorrelationId, attempt.Snapshot, attempt.DeviceSession, attempt.IpAddress, isRetry: true);
            attempt.PurchaseBody = again.Body;
            outbox.Add(attempt.OutboxKey, attempt.PurchaseId, again);
            var order = await db.Orders.SingleAsync(order => order.AttemptId == attempt.Id, cancellationToken);
            order.PurchaseId = attempt.PurchaseId;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        settlement.Wake();
    }

    private Task<Attempt?> WaitingAsync(OutboxEvent row, CancellationToken cancellationToken) =>
        db.Attempts.SingleOrDefaultAsync(attempt => attempt.PurchaseId == row.Subject && attempt.Step == AttemptStep.Hold, cancellationToken);
}
