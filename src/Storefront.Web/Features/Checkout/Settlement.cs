using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;
using Storefront.Web.Data;
using Storefront.Web.Features.Catalog;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Fraud;
using Storefront.Web.Payments;

namespace Storefront.Web.Features.Checkout;

/// <summary>
/// What each result means for order, checkout, cart, shopper and Fraud Protection. Everything here is part of the caller's
/// transaction; nothing is called outside.
/// </summary>
internal sealed class Settlement(
    StoreDb db,
    PurchaseEvents events,
    OutboxWriter outbox,
    OrderBook orders,
    OrderMails mails,
    FraudConnection connection,
    OutboxSignal outboxSignal,
    AttemptSignal attemptSignal,
    MailSignal mailSignal,
    LiveCatalog catalog,
    TimeProvider clock)
{
    /// <summary>Adds an event about the attempt, unless Fraud Protection is switched off.</summary>
    public void Tell(Attempt attempt, Func<PurchaseEvents, PreparedEvent> make)
    {
        if (events.Enabled)
            outbox.Add(attempt.OutboxKey, attempt.PurchaseId, make(events));
    }

    /// <summary>Keeps of an assessment what the settings allow.</summary>
    public void Record(Attempt attempt, PurchaseAssessment? assessment)
    {
        attempt.Decision = assessment?.Decision.ToString();
        if (!connection.Policy.KeepAssessments)
            return;

        attempt.ProtectVerdict = FraudPolicy.Decide(connection.Policy, AssessmentType.Protect, assessment?.Decision, assessment?.RiskScore, attempt.Total);
        attempt.Rule = assessment?.PolicyApplied;
        attempt.RiskScore = assessment?.RiskScore;
        attempt.MidFlag = assessment?.MidFlag;
        attempt.Assessment = assessment?.Raw;
    }

    /// <summary>Authorized, and not captured until somebody decides.</summary>
    public async Task HoldAsync(Attempt attempt, Order order, PaymentAnswer authorization, CancellationToken cancellationToken)
    {
        order.Hold(clock.GetUtcNow());

        // What was never answered is asked again, before anything else of this purchase is told.
        if (attempt.NoAnswer)
            outbox.Add(attempt.OutboxKey, attempt.PurchaseId, Reassessment.Prepared(attempt));
        Tell(attempt, events => events.Authorization(attempt, BankEventStatus.Unknown, authorization));
        Tell(attempt, events => events.Status(attempt, PurchaseStatusType.Unknown, PurchaseStatusReason.RuleEngine));
        await CloseCheckoutAsync(attempt, cancellationToken);
        mails.Held(order);
    }

    /// <summary>A held order goes ahead: the bank is asked for the money next.</summary>
    public async Task ReleaseAsync(Attempt attempt, PurchaseStatusReason reason, CancellationToken cancellationToken)
    {
        var order = await orders.OfAsync(attempt, cancellationToken);
        order.Release(clock.GetUtcNow());
        attempt.HoldReason = reason.Value;
        attempt.Step = AttemptStep.Capture;
        attempt.DueAt = clock.GetUtcNow();
        var authorization = attempt.Authorization is null ? null : JsonSerializer.Deserialize<PaymentAnswer>(attempt.Authorization);
        Tell(attempt, events => events.Authorization(attempt, BankEventStatus.Approved, authorization));
    }

    /// <summary>A held order does not go ahead: what is reserved is given back next.</summary>
    public async Task RefuseAsync(Attempt attempt, PurchaseStatusReason reason, CancellationToken cancellationToken) =>
        await CallOffAsync(
            attempt, await orders.OfAsync(attempt, cancellationToken), PurchaseStatusType.Rejected, reason, "We could not go ahead with the order.", restock: true, cancellationToken);

    /// <summary>An order is called off, held, being paid or paid: what was reserved or taken is given back next.</summary>
    public async Task CallOffAsync(
        Attempt attempt, Order order, PurchaseStatusType type, PurchaseStatusReason reason, string why, bool restock, CancellationToken cancellationToken)
    {
        attempt.HoldReason = attempt.Step == AttemptStep.Hold ? reason.Value : attempt.HoldReason;
        attempt.Outcome = AttemptOutcome.Cancelled;
        attempt.Step = AttemptStep.Void;
        attempt.DueAt = clock.GetUtcNow();
        attempt.Tries = 0;
        Tell(attempt, events => events.Status(attempt, type, reason));
        if (type == PurchaseStatusType.Failed)
        {
            order.Fail(clock.GetUtcNow(), why);
            await orders.CallOffAsync(order, restock, cancellationToken);
            mails.Failed(order);
        }
        else
        {
            await CancelOrderAsync(attempt, order, why, cancellationToken);
        }
    }

    /// <summary>The money is there.</summary>
    public async Task PlaceAsync(Attempt attempt, Order order, PaymentAnswer charge, CancellationToken cancellationToken)
    {
        order.Pay(clock.GetUtcNow());
        Tell(attempt, events => events.Charge(attempt, BankEventStatus.Approved, charge));
        if (attempt.Hold)
        {
            Tell(attempt, events => events.Status(attempt, PurchaseStatusType.Approved, new PurchaseStatusReason(attempt.HoldReason ?? "RuleEngine")));
            mails.Released(order);
        }
        else
        {
            await CloseCheckoutAsync(attempt, cancellationToken);
            mails.Placed(order);
        }
    }

    public async Task CancelOrderAsync(Attempt attempt, Order order, string why, CancellationToken cancellationToken)
    {
        order.Cancel(clock.GetUtcNow(), why);
        await orders.CallOffAsync(order, restock: true, cancellationToken);

        // A shopper who is still at the checkout sees it there; one who was told of an order is told of its end.
        if (attempt.Outcome != AttemptOutcome.Declined)
            mails.Cancelled(order, why);
    }

    public void TellShopperPaymentFailed(Attempt attempt) => mails.PaymentFailed(attempt);

    /// <summary>After the commit: those who work on what was stored may look.</summary>
    public void Wake()
    {
        outboxSignal.Set();
        attemptSignal.Set();
        mailSignal.Set();
        if (orders.StockMoved)
            catalog.Changed();
    }

    /// <summary>The checkout has its order, and what was bought leaves the cart; what was added meanwhile stays.</summary>
    private async Task CloseCheckoutAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var checkout = await db.Checkouts.SingleAsync(checkout => checkout.Id == attempt.CheckoutId, cancellationToken);
        checkout.OrderNumber = attempt.OrderNumber;
        checkout.UpdatedAt = clock.GetUtcNow();
        var lines = await db.CartLines.Where(line => line.CartId == checkout.CartId).ToListAsync(cancellationToken);
        foreach (var bought in attempt.Snapshot.Lines)
        {
            if (lines.Find(line => line.VariantId == bought.VariantId) is not { } line)
                continue;
            if (line.Quantity > bought.Quantity)
                line.Quantity -= bought.Quantity;
            else
                db.CartLines.Remove(line);
        }
    }
}
