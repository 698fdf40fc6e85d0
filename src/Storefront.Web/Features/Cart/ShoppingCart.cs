using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Catalog;

namespace Storefront.Web.Features.Cart;

/// <summary>What a visitor means to buy. It holds variants and quantities; prices are looked up whenever they are shown.</summary>
public sealed class ShoppingCart
{
    public const int MaximumQuantity = 20;

    /// <summary>The visitor's random identifier, which the cart cookie carries signed.</summary>
    public Guid Id { get; init; }

    /// <summary>The customer whose cart it is; null for a visitor's.</summary>
    public Guid? CustomerId { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public List<CartLine> Lines { get; init; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<ShoppingCart>
    {
        public void Configure(EntityTypeBuilder<ShoppingCart> builder)
        {
            builder.Property(cart => cart.Id).ValueGeneratedNever();
            builder.HasIndex(cart => cart.UpdatedAt);
            builder.HasIndex(cart => new { cart.CustomerId, cart.UpdatedAt });
            builder.HasOne<Customer>().WithMany().HasForeignKey(cart => cart.CustomerId);
        }
    }
}

public sealed class CartLine
{
    public Guid CartId { get; init; }

    public int VariantId { get; init; }

    public Variant? Variant { get; init; }

    /// <summary>1 to <see cref="ShoppingCart.MaximumQuantity"/>.</summary>
    public int Quantity { get; set; }

    public DateTimeOffset AddedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CartLine>
    {
        public void Configure(EntityTypeBuilder<CartLine> builder)
        {
            builder.HasKey(line => new { line.CartId, line.VariantId });
            builder.HasOne<ShoppingCart>().WithMany(cart => cart.Lines).HasForeignKey(line => line.CartId);
            builder.ToTable(table => table.HasCheckConstraint("CK_CartLines_Quantity", "Quantity BETWEEN 1 AND 20"));
        }
    }
}
