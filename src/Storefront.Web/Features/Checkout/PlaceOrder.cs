using System.Data;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Device;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Checkout;

/// <summary>What came of pressing Place order.</summary>
internal abstract record Placement
{
    /// <summary>There is an attempt; the outcome page tells how it went.</summary>
    internal sealed record Begun : Placement;

    /// <summary>Something that was reviewed is not so any more; the shopper reviews again.</summary>
    internal sealed record Changed : Placement;

    internal sealed record TooManyAttempts(TimeSpan RetryAfter) : Placement;
}

/// <summary>Begins an attempt, once, however often the form is posted, and runs it.</summary>
internal sealed class PlaceOrder(StoreDb db, Review review, Shopper shopper, PurchaseEvents events, AttemptLimits limits, AttemptWorker worker, TimeProvider clock)
{
    /// <summary>A post is answered within three seconds; what is not done by then goes on without it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.6);

    /// <param name="checkout">The shopper's own checkout.</param>
    /// <param name="number">The attempt the form names.</param>
    /// <param name="reviewed">The fingerprint of what the shopper saw, from the form.</param>
    /// <param name="ipAddress">The socket's, or the known proxy's word for it.</param>
    /// <param name="language">The page's language.</param>
    /// <param name="cancellationToken">Ends the wait, not the attempt.</param>
    public async Task<Placement> RunAsync(CheckoutSession checkout, int number, string reviewed, string ipAddress, string language, CancellationToken cancellationToken)
    {
        var attempts = await db.Attempts.AsNoTracking()
            .Where(attempt => attempt.CheckoutId == checkout.Id)
            .OrderBy(attempt => attempt.Number)
            .Select(attempt => new { attempt.Id, attempt.Number, attempt.Outcome })
            .ToListAsync(cancellationToken);
        if (attempts.Find(attempt => attempt.Number == number) is { } existing)
            return await WaitForAsync(existing.Id);
        if (checkout.OrderNumber is not null || attempts is [.., { Outcome: AttemptOutcome.None }])
            return new Placement.Begun();
        if (number != attempts.Count + 1 || await review.OfAsync(checkout, cancellationToken) is not { IsComplete: true } bought || bought.Fingerprint != reviewed)
            return new Placement.Changed();

        var account = await shopper.AccountAsync(checkout, cancellationToken);
        return await BeginAsync(checkout, NewAttempt(checkout, number, bought.ToSnapshot(checkout, account, language, isRetry: number > 1), ipAddress), cancellationToken);
    }

    private async Task<Placement> BeginAsync(CheckoutSession checkout, Attempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            // Counting and adding are one: attempts that begin at the same moment see each other.
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            if (await db.Attempts.AnyAsync(other => other.CheckoutId == checkout.Id && other.Number == attempt.Number, cancellationToken))
                return new Placement.Begun();
            if (await limits.WaitAsync(attempt, cancellationToken) is { } wait)
                return new Placement.TooManyAttempts(wait);

            db.Attempts.Add(attempt);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException) when (db.Attempts.AsNoTracking().Any(other => other.CheckoutId == checkout.Id && other.Number == attempt.Number))
        {
            // Somebody pressed the same button at the same moment: theirs is the attempt.
            return new Placement.Begun();
        }

        return await WaitForAsync(attempt.Id);
    }

    private async Task<Placement> WaitForAsync(Guid attempt)
    {
        await worker.RunAsync(attempt, Patience);
        return new Placement.Begun();
    }

    private Attempt NewAttempt(CheckoutSession checkout, int number, PurchaseSnapshot bought, string ipAddress)
    {
        var now = clock.GetUtcNow();
        var purchaseId = Guid.NewGuid().ToString();
        var correlationId = Guid.NewGuid().ToString();
        var session = checkout.DeviceId is null ? null : DeviceScript.SessionOf(checkout.Id);
        return new Attempt
        {
            CheckoutId = checkout.Id,
            CustomerId = checkout.CustomerId,
            Number = number,
            PurchaseId = purchaseId,
            CorrelationId = correlationId,
            BankKey = Guid.NewGuid().ToString("N"),
            OutboxKey = purchaseId,
            Snapshot = bought,
            Total = bought.Total,
            Mode = events.Enabled ? events.Mode : null,
            PurchaseBody = events.Enabled ? events.Purchase(purchaseId, correlationId, bought, session, ipAddress, bought.IsRetry).Body : null,
            CardFingerprint = bought.Card.Fingerprint,
            EmailKey = Key(bought.Email),
            AddressKey = Key($"{bought.Shipping.Street}|{bought.Shipping.Street2}|{bought.Shipping.PostalCode}|{bought.Shipping.City}|{bought.Shipping.Country}"),
            IpAddress = ipAddress,
            DeviceSession = session,
            DeviceId = checkout.DeviceId is { Length: > 0 } device ? device : null,
            CreatedAt = now,
            DueAt = now,
        };
    }

    /// <summary>What is counted by needs no second copy of the personal data: a hash of it without case and blanks will do.</summary>
    private static string Key(string text) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(text.Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant())));
}
