using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Web.Features.Settings;

/// <summary>The settings as somebody saved them. Never changed; the highest number is in force.</summary>
public sealed class SettingsVersion
{
    /// <summary>One more than the version it was made from: of two who change the same one, the second is refused by the key.</summary>
    public int Number { get; init; }

    public DateTimeOffset SavedAt { get; init; }

    public required string SavedBy { get; init; }

    /// <summary>The whole <see cref="FraudSettings"/> as JSON.</summary>
    public required string Values { get; init; }

    /// <summary>What is different from the version before, one line each.</summary>
    public required string Changes { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SettingsVersion>
    {
        public void Configure(EntityTypeBuilder<SettingsVersion> builder)
        {
            builder.HasKey(version => version.Number);
            builder.Property(version => version.Number).ValueGeneratedNever();
            builder.Property(version => version.Values).HasMaxLength(-1);
            builder.Property(version => version.Changes).HasMaxLength(4000);
        }
    }
}
