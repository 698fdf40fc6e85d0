using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Web.Features.Labels;

/// <summary>What a label is about.</summary>
public enum LabelObject
{
    Purchase,
    Account,
    Card,
    Email,
}

/// <summary>What a person can know about it: the scenarios of docs/contract/flows.md section 10.</summary>
public enum LabelMeaning
{
    /// <summary>We found the purchase to be fraud.</summary>
    PurchaseFraud,

    /// <summary>The purchase was made with an account somebody else had taken over.</summary>
    PurchaseTakeover,

    /// <summary>The card scheme reported the purchase (TC40, SAFE).</summary>
    SchemeReport,

    AccountAbuse,

    /// <summary>The customer says somebody else used the account for a time.</summary>
    AccountTakeover,

    /// <summary>We stopped a customer who had done nothing wrong.</summary>
    WronglyBlocked,

    StolenCard,

    EmailFraud,
}

/// <summary>Something a person, or a decision of one, says of a purchase, an account, a card or an e-mail address. Never changed: a later label counts instead.</summary>
public sealed class FraudLabel
{
    /// <summary>Made with the form, so that a form sent twice is one label.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required LabelObject About { get; init; }

    /// <summary>As Fraud Protection knows it: a purchase ID, a user ID, the ID of a payment instrument, an e-mail address.</summary>
    public required string ObjectId { get; init; }

    public required LabelMeaning Meaning { get; init; }

    /// <summary>The order it was found by.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Who reported it, where that is an institution.</summary>
    public string? Processor { get; init; }

    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    /// <summary>The time the label is about, where it is about a time.</summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>For colleagues.</summary>
    public string Note { get; init; } = "";

    public required string By { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<FraudLabel>
    {
        public void Configure(EntityTypeBuilder<FraudLabel> builder)
        {
            builder.ToTable("FraudLabels");
            builder.Property(label => label.Id).ValueGeneratedNever();
            builder.Property(label => label.ObjectId).HasMaxLength(254);
            builder.Property(label => label.OrderNumber).HasMaxLength(20);
            builder.Property(label => label.Processor).HasMaxLength(100);
            builder.Property(label => label.Currency).HasMaxLength(3);
            builder.Property(label => label.Note).HasMaxLength(500);
            builder.Property(label => label.By).HasMaxLength(254);
            builder.HasIndex(label => label.At);
            builder.HasIndex(label => new { label.About, label.ObjectId, label.At });
            builder.HasIndex(label => label.OrderNumber);
            foreach (var property in builder.Metadata.GetProperties().Where(property => !property.IsPrimaryKey()))
                property.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        }
    }
}
