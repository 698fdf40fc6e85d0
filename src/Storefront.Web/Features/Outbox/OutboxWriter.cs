using Storefront.FraudProtection;
using Storefront.Web.Data;

namespace Storefront.Web.Features.Outbox;

/// <summary>Puts events into the outbox. They are part of the caller's transaction; <see cref="OutboxSignal"/> wakes the sender after it.</summary>
internal sealed class OutboxWriter(StoreDb db, TimeProvider clock)
{
    /// <param name="key">Events of one key are delivered in the order they were added.</param>
    /// <param name="subject">What the event is about: the purchase ID or user ID in its body.</param>
    /// <param name="prepared">The event, made once.</param>
    public void Add(string key, string subject, PreparedEvent prepared)
    {
        var now = clock.GetUtcNow();
        db.Outbox.Add(new OutboxEvent
        {
            Key = key,
            Subject = subject,
            Event = prepared.Event,
            Path = prepared.Path,
            CorrelationId = prepared.CorrelationId,
            Body = prepared.Body,
            CreatedAt = now,
            DueAt = now,
        });
    }
}
