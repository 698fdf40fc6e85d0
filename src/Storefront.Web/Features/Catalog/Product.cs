using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Web.Features.Catalog;

public sealed class Category
{
    public int Id { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public int Position { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Category>
    {
        public void Configure(EntityTypeBuilder<Category> builder) => builder.HasIndex(category => category.Slug).IsUnique();
    }
}

/// <summary>What is sold, in one or more variants that carry price and stock.</summary>
public sealed class Product
{
    public int Id { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; set; }

    public required string Brand { get; set; }

    public int CategoryId { get; init; }

    public Category? Category { get; init; }

    public required string Summary { get; set; }

    /// <summary>Paragraphs, separated by an empty line.</summary>
    public required string Description { get; set; }

    /// <summary>Facts as lines of "Name: value".</summary>
    public required string Details { get; set; }

    /// <summary>Address of the drawing below the web root, for example <c>art/ridge-tent.svg</c>.</summary>
    public required string Art { get; set; }

    public required string Alt { get; set; }

    public required string Keywords { get; set; }

    /// <summary>The product category Fraud Protection knows (events.md section 4.6).</summary>
    public required string FraudCategory { get; set; }

    public DateTimeOffset AddedAt { get; init; }

    public bool Featured { get; set; }

    public bool Visible { get; set; } = true;

    public List<Variant> Variants { get; init; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<Product>
    {
        public void Configure(EntityTypeBuilder<Product> builder)
        {
            builder.HasIndex(product => product.Slug).IsUnique();
            builder.Property(product => product.Description).HasMaxLength(4000);
            builder.Property(product => product.Details).HasMaxLength(2000);
            builder.Property(product => product.Summary).HasMaxLength(400);
            builder.Property(product => product.Keywords).HasMaxLength(400);
        }
    }
}

/// <summary>One thing a shopper can put into the cart.</summary>
public sealed class Variant
{
    public int Id { get; init; }

    public int ProductId { get; init; }

    public Product? Product { get; init; }

    public required string Sku { get; init; }

    public required string Name { get; set; }

    public decimal Price { get; set; }

    public decimal Cost { get; set; }

    /// <summary>Pieces that can be sold. Only conditional updates change it, so it never goes below zero.</summary>
    public int Stock { get; set; }

    public int Position { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Variant>
    {
        public void Configure(EntityTypeBuilder<Variant> builder)
        {
            builder.HasIndex(variant => variant.Sku).IsUnique();
            builder.Property(variant => variant.Sku).HasMaxLength(60);
            builder.ToTable(table => table.HasCheckConstraint("CK_Variants_Stock", "Stock >= 0"));
        }
    }
}
