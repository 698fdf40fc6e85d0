using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Web.Features.Orders;

namespace Storefront.Web.Features.Reviews;

/// <summary>What a reviewer made of a held order.</summary>
public enum Judgement
{
    Approved,

    /// <summary>Not wanted, and nothing said about why.</summary>
    Rejected,

    RejectedAsFraud,

    /// <summary>Somebody else uses the customer's account.</summary>
    RejectedAsCompromise,
}

/// <summary>
/// Who works on a held order, and what they decided. A claim is a lease: it runs out by itself, and a colleague can take it
/// over. It exists from the first claim or decision on; whether an order is held at all is the order's own business.
/// </summary>
public sealed class ReviewCase
{
    /// <summary>How long a claim lasts without a sign of work.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    public required long OrderId { get; init; }

    public Guid? ClaimedById { get; private set; }

    public string? ClaimedBy { get; private set; }

    public DateTimeOffset? ClaimedUntil { get; private set; }

    public Judgement? Judgement { get; private set; }

    public Guid? DecidedById { get; private set; }

    public string? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public bool IsClaimed(DateTimeOffset now) => ClaimedUntil > now;

    public bool IsClaimedBy(Reviewer who, DateTimeOffset now) => IsClaimed(now) && ClaimedById == who.Id;

    public bool IsClaimedByAnother(Reviewer who, DateTimeOffset now) => IsClaimed(now) && ClaimedById != who.Id;

    /// <summary>Takes it, or keeps it for another while.</summary>
    public void Claim(Reviewer who, DateTimeOffset now) => (ClaimedById, ClaimedBy, ClaimedUntil) = (who.Id, who.Name, now + Lease);

    public void GiveBack() => (ClaimedById, ClaimedBy, ClaimedUntil) = (null, null, null);

    public void Decide(Reviewer who, Judgement judgement, DateTimeOffset now)
    {
        if (Judgement is not null)
            throw new InvalidOperationException("A review is decided once.");

        (Judgement, DecidedById, DecidedBy, DecidedAt) = (judgement, who.Id, who.Name, now);
        GiveBack();
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ReviewCase>
    {
        public void Configure(EntityTypeBuilder<ReviewCase> builder)
        {
            builder.ToTable("ReviewCases");
            builder.HasKey(review => review.OrderId);
            builder.Property(review => review.OrderId).ValueGeneratedNever();
            builder.Property(review => review.ClaimedBy).HasMaxLength(254);
            builder.Property(review => review.DecidedBy).HasMaxLength(254);
            builder.HasIndex(review => new { review.ClaimedById, review.ClaimedUntil });
            builder.HasOne<Order>().WithOne().HasForeignKey<ReviewCase>(review => review.OrderId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A reviewer's remark on an order. Written once.</summary>
public sealed class ReviewNote
{
    public const int Longest = 2000;

    /// <summary>Made with the form, so that a form sent twice is one note.</summary>
    public required Guid Id { get; init; }

    public required long OrderId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    public required string Text { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ReviewNote>
    {
        public void Configure(EntityTypeBuilder<ReviewNote> builder)
        {
            builder.ToTable("ReviewNotes");
            builder.Property(note => note.Id).ValueGeneratedNever();
            builder.Property(note => note.By).HasMaxLength(254);
            builder.Property(note => note.Text).HasMaxLength(Longest);
            builder.HasIndex(note => new { note.OrderId, note.At });
            builder.HasOne<Order>().WithMany().HasForeignKey(note => note.OrderId).OnDelete(DeleteBehavior.Restrict);
            foreach (var property in builder.Metadata.GetProperties().Where(property => !property.IsPrimaryKey()))
                property.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        }
    }
}
