using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Web.Features.Mail;

/// <summary>A mail to a shopper, written in the transaction of the change it tells of and sent afterwards.</summary>
public sealed class MailMessage
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string To { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    /// <summary>What it is about, for example an order number.</summary>
    public required string About { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? DueAt { get; set; }

    public int Tries { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<MailMessage>
    {
        public void Configure(EntityTypeBuilder<MailMessage> builder)
        {
            builder.Property(mail => mail.To).HasMaxLength(254);
            builder.Property(mail => mail.Text).HasMaxLength(20000);
            builder.Property(mail => mail.Html).HasMaxLength(60000);
            builder.HasIndex(mail => new { mail.SentAt, mail.DueAt });
            builder.HasIndex(mail => mail.About);
            builder.HasIndex(mail => mail.To);
        }
    }
}
