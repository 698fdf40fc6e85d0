using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Web.Features.Settings;

/// <summary>One line of the Key Vault parameters: only what is listed here can be chosen as the credential (docs/contract/flows.md C6).</summary>
public sealed class KeyVaultEntry
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public required string VaultUrl { get; set; }

    public required string Name { get; set; }

    public string Description { get; set; } = "";

    /// <summary>As the vault writes it: <c>secrets/NAME</c> or <c>certificates/NAME</c>.</summary>
    public required string Path { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<KeyVaultEntry>
    {
        public void Configure(EntityTypeBuilder<KeyVaultEntry> builder)
        {
            builder.ToTable("KeyVaultEntries");
            builder.Property(entry => entry.Id).ValueGeneratedNever();
            builder.Property(entry => entry.Description).HasMaxLength(400);
            builder.HasIndex(entry => entry.Name).IsUnique();
        }
    }
}
