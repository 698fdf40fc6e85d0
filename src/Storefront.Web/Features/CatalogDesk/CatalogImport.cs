using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Web.Features.CatalogDesk;

/// <summary>A file of prices, stock and visibility that was uploaded to be looked at, and is applied once or never.</summary>
public sealed class CatalogImport
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public required string Text { get; init; }

    public required string UploadedBy { get; init; }

    public DateTimeOffset UploadedAt { get; init; }

    public DateTimeOffset? AppliedAt { get; private set; }

    public void Apply(DateTimeOffset at) => AppliedAt = AppliedAt is null ? at : throw new InvalidOperationException("An import is applied once.");

    internal sealed class Mapping : IEntityTypeConfiguration<CatalogImport>
    {
        public void Configure(EntityTypeBuilder<CatalogImport> builder)
        {
            builder.ToTable("CatalogImports");
            builder.Property(import => import.Id).ValueGeneratedNever();
            builder.Property(import => import.Text).HasMaxLength(-1);
            builder.Property(import => import.UploadedBy).HasMaxLength(254);
            builder.Property(import => import.AppliedAt).IsConcurrencyToken();
            builder.HasIndex(import => import.UploadedAt);
        }
    }
}
