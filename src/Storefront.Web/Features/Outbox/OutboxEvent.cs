using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Web.Features.Outbox;

public enum OutboxState
{
    Waiting,
    Delivered,
    Parked,

    /// <summary>Was parked when the person it tells of was erased: there is nothing left to send.</summary>
    Withdrawn,
}

/// <summary>
/// An event Fraud Protection is to be told of: written in the transaction of the result it tells of, delivered afterwards,
/// byte for byte the same however often it takes, in order within its key. Nothing is ever dropped.
/// </summary>
public sealed class OutboxEvent
{
    public long Id { get; init; }

    /// <summary>Events of one key are delivered one after another: the first purchase ID of an attempt, or a user.</summary>
    public required string Key { get; init; }

    public required string Event { get; init; }

    public required string Path { get; init; }

    public required string CorrelationId { get; init; }

    /// <summary>The request body; empty once it was delivered and its time is over, or the person it tells of was erased.</summary>
    public required string Body { get; set; }

    public required string Subject { get; init; }

    public OutboxState State { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    public int Tries { get; set; }

    public string? Lease { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>HTTP status of the last answer; 0 when there was none.</summary>
    public int? LastStatus { get; set; }

    public string? LastAnswer { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<OutboxEvent>
    {
        public void Configure(EntityTypeBuilder<OutboxEvent> builder)
        {
            builder.Property(row => row.Body).HasMaxLength(-1);
            builder.Property(row => row.Key).HasMaxLength(80);
            builder.Property(row => row.LastAnswer).HasMaxLength(2000);
            builder.HasIndex(row => new { row.State, row.Key, row.Id });
            builder.HasIndex(row => new { row.State, row.DueAt });
            builder.HasIndex(row => row.Key);
            builder.HasIndex(row => row.DeliveredAt);
        }
    }
}
