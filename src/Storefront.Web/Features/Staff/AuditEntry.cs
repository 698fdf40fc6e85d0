using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Web.Features.Staff;

/// <summary>One thing a member of staff did. Written once, in the transaction of what was done, and never changed.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Who did it; null for the shop itself, for example at the end of a review's time.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>Their address as it was then.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done, in the words of the page: <c>Refund approved</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what: <c>order K7Q2-…</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>JSON of what changed, as it was.</summary>
    public string? Before { get; init; }

    /// <summary>JSON of what changed, as it is now.</summary>
    public string? After { get; init; }

    public string? IpAddress { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.ToTable(table => table.HasTrigger("AuditEntries_OnlyGrow")); // Data/AuditLock.cs
            builder.Property(entry => entry.Actor).HasMaxLength(254);
            builder.Property(entry => entry.Before).HasMaxLength(-1);
            builder.Property(entry => entry.After).HasMaxLength(-1);
            builder.Property(entry => entry.IpAddress).HasMaxLength(45);
            builder.HasIndex(entry => entry.At);
            builder.HasIndex(entry => new { entry.ActorId, entry.At });
            builder.HasIndex(entry => new { entry.Action, entry.At });
            builder.HasIndex(entry => new { entry.Subject, entry.At });
            foreach (var property in builder.Metadata.GetProperties().Where(property => !property.IsPrimaryKey()))
                property.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        }
    }
}
