using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Chargebacks;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.MyData;

/// <summary>
/// Erases an account in one transaction. Orders stay, for the books, without whose they were; all else of the customer goes. What
/// Fraud Protection knows is written over by the event that goes with it.
/// </summary>
internal sealed class Erasure(StoreDb db, AccountEvents events, OutboxSignal signal, IMailTransport post)
{
    /// <summary>Why it cannot be done now, in words for whoever asks; null when it is done.</summary>
    public async Task<string?> EraseAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await ObstacleAsync(id, cancellationToken) is { } obstacle)
            return obstacle;

        db.ChangeTracker.Clear();
        var customer = await db.Users.SingleAsync(found => found.Id == id, cancellationToken);
        events.Erase(customer, await db.Cards.AsNoTracking().Where(card => card.CustomerId == id).ToListAsync(cancellationToken));
        var own = await Belongings.OfAsync(db, id, cancellationToken);
        var mails = await own.Mail.Select(mail => mail.Id).ToListAsync(cancellationToken);

        // Orders are told from others by whose they are until the last step, and the events and checkouts by their orders.
        await EmptyEventsAsync(id, own, cancellationToken);
        await own.Mail.ExecuteDeleteAsync(cancellationToken);
        await own.Challenges.ExecuteDeleteAsync(cancellationToken);
        await db.Carts.Where(cart => cart.CustomerId == id).ExecuteDeleteAsync(cancellationToken);
        await EmptyWordsAsync(own, cancellationToken);
        await EmptyCheckoutsAsync(own, cancellationToken);
        await EmptyAttemptsAsync(own, cancellationToken);
        await EmptyOrdersAsync(own, cancellationToken);
        db.Users.Remove(customer); // and with it addresses, cards, passkeys and all that Identity keeps
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        mails.ForEach(post.Forget);
        signal.Set();
        return null;
    }

    private async Task<string?> ObstacleAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.UserRoles.AnyAsync(role => role.UserId == id, cancellationToken))
            return "This account is one of the people who run the shop. An administrator takes that away first.";

        var orders = db.Orders.Where(order => order.CustomerId == id);
        if (await orders.AnyAsync(order => order.Status == OrderStatus.InReview || order.Status == OrderStatus.Confirmed || order.Status == OrderStatus.Paid, cancellationToken)
            || await db.Attempts.AnyAsync(attempt => attempt.Step != AttemptStep.Finished && (attempt.CustomerId == id || orders.Any(order => order.AttemptId == attempt.Id)), cancellationToken))
            return "An order of yours is still to be sent. Cancel it, or wait until it is on its way.";

        if (await db.Refunds.AnyAsync(refund => refund.Order!.CustomerId == id && (refund.State == RefundState.Requested || refund.State == RefundState.Paying), cancellationToken))
            return "A refund of yours is not through yet. We could not tell you about it any more.";

        return await db.Chargebacks.AnyAsync(chargeback => chargeback.Order!.CustomerId == id && (chargeback.IsDue || chargeback.Status == ChargebackStatus.Disputed), cancellationToken)
            ? "You have asked your bank for money back, and that is not decided yet. Until then we need the order as it is."
            : null;
    }

    /// <summary>What was delivered is known there, and what was parked will not be. What waits leaves first, and is emptied with its time like all others.</summary>
    private static async Task EmptyEventsAsync(Guid id, Belongings own, CancellationToken cancellationToken)
    {
        await own.Events.Where(row => row.State == OutboxState.Parked).ExecuteUpdateAsync(row => row.SetProperty(found => found.State, OutboxState.Withdrawn), cancellationToken);
        await own.Events.Where(row => row.State != OutboxState.Waiting).ExecuteUpdateAsync(
            row => row.SetProperty(found => found.Body, "").SetProperty(found => found.LastAnswer, (string?)null), cancellationToken);
        await own.EventsOfEmail.ExecuteUpdateAsync(row => row.SetProperty(found => found.Key, id.ToString()).SetProperty(found => found.Subject, id.ToString()), cancellationToken);
    }

    private static async Task EmptyCheckoutsAsync(Belongings own, CancellationToken cancellationToken)
    {
        foreach (var checkout in await own.Checkouts.ToListAsync(cancellationToken))
        {
            checkout.CustomerId = null;
            checkout.Email = checkout.Phone = "";
            checkout.Shipping = new PostalAddress();
            checkout.Billing = new PostalAddress();
            checkout.Card = null;
            checkout.DeviceId = null;
        }
    }

    private async Task EmptyAttemptsAsync(Belongings own, CancellationToken cancellationToken)
    {
        foreach (var attempt in await own.Attempts.AsNoTracking().Select(attempt => new { attempt.Id, attempt.Snapshot }).ToListAsync(cancellationToken))
        {
            var bought = attempt.Snapshot.WithoutPerson();
            await db.Attempts.Where(found => found.Id == attempt.Id).ExecuteUpdateAsync(
                found => found
                    .SetProperty(a => a.Snapshot, bought).SetProperty(a => a.PurchaseBody, (string?)null).SetProperty(a => a.Assessment, (string?)null).SetProperty(a => a.CustomerId, (Guid?)null)
                    .SetProperty(a => a.IpAddress, "").SetProperty(a => a.DeviceSession, (string?)null).SetProperty(a => a.DeviceId, (string?)null).SetProperty(a => a.EmailKey, "").SetProperty(a => a.AddressKey, "").SetProperty(a => a.CardFingerprint, ""),
                cancellationToken);
        }
    }

    /// <summary>What the buyer, staff and the bank wrote in words of their own may name anybody.</summary>
    private async Task EmptyWordsAsync(Belongings own, CancellationToken cancellationToken)
    {
        await own.Returns.ExecuteUpdateAsync(request => request.SetProperty(found => found.Note, "").SetProperty(found => found.Answer, ""), cancellationToken);
        await own.Refunds.ExecuteUpdateAsync(refund => refund.SetProperty(found => found.Note, ""), cancellationToken);
        await own.ReviewNotes.ExecuteDeleteAsync(cancellationToken);
        var chargebacks = own.Chargebacks;
        await db.Set<ChargebackStep>().Where(step => chargebacks.Any(chargeback => chargeback.Id == step.ChargebackId)).ExecuteUpdateAsync(step => step.SetProperty(found => found.Note, ""), cancellationToken);
        await chargebacks.ExecuteUpdateAsync(chargeback => chargeback.SetProperty(found => found.Reason, ""), cancellationToken);
        await own.LabelsOfEmail.ExecuteDeleteAsync(cancellationToken);
        await own.Labels.ExecuteUpdateAsync(label => label.SetProperty(found => found.Note, ""), cancellationToken);
    }

    private async Task EmptyOrdersAsync(Belongings own, CancellationToken cancellationToken)
    {
        var orders = own.Orders;
        await db.OrderTerms.Where(term => orders.Any(order => order.Id == term.OrderId)).ExecuteDeleteAsync(cancellationToken);
        foreach (var order in await orders.AsNoTracking().Select(order => new { order.Id, order.Purchase }).ToListAsync(cancellationToken))
        {
            var bought = order.Purchase.WithoutPerson();
            await db.Orders.Where(found => found.Id == order.Id).ExecuteUpdateAsync(
                found => found
                    .SetProperty(o => o.Purchase, bought).SetProperty(o => o.Email, bought.Email).SetProperty(o => o.CustomerId, (Guid?)null)
                    .SetProperty(o => o.LinkVersion, o => o.LinkVersion + 1), // links that were mailed open it no more
                cancellationToken);
        }
    }
}
