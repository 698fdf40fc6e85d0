using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;

namespace Storefront.Web.Features.Checkout;

/// <summary>
/// Who works on an attempt: one at a time, however many processes and requests there are. The lease is part of the row, so
/// every step is stored by its holder or not at all, and it runs out by itself when its holder was killed.
/// </summary>
internal sealed class AttemptLease(StoreDb db, TimeProvider clock)
{
    /// <summary>Longer than any outside call, and renewed before each.</summary>
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    /// <summary>One conditional update: of all who try, one gets the attempt.</summary>
    public async Task<Attempt?> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var lease = Guid.NewGuid().ToString("N");
        var until = now + Duration;
        var taken = await db.Attempts
            .Where(attempt => attempt.Id == id && attempt.Step != AttemptStep.Finished && attempt.DueAt <= now
                && (attempt.LeaseUntil == null || attempt.LeaseUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(attempt => attempt.Lease, lease).SetProperty(attempt => attempt.LeaseUntil, until), cancellationToken);
        return taken == 1 ? await db.Attempts.SingleAsync(attempt => attempt.Id == id, cancellationToken) : null;
    }

    /// <summary>Stores what is known by now, and with it renews the lease or lets go of it. Fails when somebody else has it.</summary>
    public Task StoreAsync(Attempt attempt, CancellationToken cancellationToken, bool letGo = false)
    {
        attempt.Lease = letGo ? null : attempt.Lease;
        attempt.LeaseUntil = letGo ? null : clock.GetUtcNow() + Duration;
        return db.SaveChangesAsync(cancellationToken);
    }
}
