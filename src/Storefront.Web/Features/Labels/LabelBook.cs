using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Staff;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Labels;

/// <summary>Writes labels down and tells Fraud Protection of them. Always inside the caller's transaction.</summary>
internal sealed class LabelBook(StoreDb db, LabelEvents events, AuditTrail audit, TimeProvider clock)
{
    /// <summary>What came of a review, said of the purchase itself.</summary>
    public void Add(Attempt attempt, LabelMeaning meaning, string by)
    {
        var label = new FraudLabel
        {
            Id = Guid.NewGuid(),
            At = clock.GetUtcNow(),
            About = LabelObject.Purchase,
            ObjectId = attempt.PurchaseId,
            Meaning = meaning,
            OrderNumber = attempt.OrderNumber,
            By = by,
        };
        db.Labels.Add(label);
        events.Tell(label, attempt.OutboxKey, attempt.CorrelationId);
    }

    /// <summary>What somebody knows. The same form sent again adds nothing.</summary>
    /// <param name="label">What is said of what.</param>
    /// <param name="key">Whose events it stands in line with: a purchase's or a user's.</param>
    /// <param name="correlationId">Of the purchase, where it is about one.</param>
    /// <param name="cancellationToken">Stops the wait for the database.</param>
    public async Task AddAsync(FraudLabel label, string key, string correlationId, CancellationToken cancellationToken)
    {
        if (await db.Labels.AnyAsync(known => known.Id == label.Id, cancellationToken))
            return;

        db.Labels.Add(label);
        events.Tell(label, key, correlationId);
        audit.Record("Label given", label.OrderNumber is null ? $"{label.About} label {label.Id}" : $"order {label.OrderNumber}", before: null, new { label.Id, label.About, label.Meaning });
    }
}
