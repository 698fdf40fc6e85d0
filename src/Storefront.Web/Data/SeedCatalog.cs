using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Features.Catalog;

namespace Storefront.Web.Data;

/// <summary>The catalogue a new shop starts with, from Data/Seed/catalog.json.</summary>
internal static class SeedCatalog
{
    public static async Task PlantAsync(StoreDb db, CancellationToken cancellationToken)
    {
        if (await db.Products.AnyAsync(cancellationToken))
            return;

        await using var file = typeof(SeedCatalog).Assembly.GetManifestResourceStream("catalog.json")
            ?? throw new InvalidOperationException("The seed catalogue is not part of the program.");
        var seed = await JsonSerializer.DeserializeAsync<Seed>(file, JsonSerializerOptions.Web, cancellationToken)
            ?? throw new InvalidOperationException("The seed catalogue is empty.");

        var categories = seed.Categories
            .Select((category, position) => new Category { Slug = category.Slug, Name = category.Name, Description = category.Description, Position = position })
            .ToDictionary(category => category.Slug, StringComparer.Ordinal);
        db.AddRange(categories.Values);
        db.AddRange(seed.Products.Select(product => ToProduct(product, categories[product.Category])));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static Product ToProduct(SeedProduct product, Category category) => new()
    {
        Slug = product.Slug,
        Name = product.Name,
        Brand = product.Brand,
        Category = category,
        Summary = product.Summary,
        Description = string.Join("\n\n", product.Description),
        Details = string.Join('\n', product.Details.Select(detail => $"{detail[0]}: {detail[1]}")),
        Art = product.Art,
        Alt = product.Alt,
        Keywords = string.Join(' ', product.Keywords),
        FraudCategory = product.FraudCategory,
        AddedAt = new DateTimeOffset(product.AddedOn.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        Featured = product.Featured,
        Variants = [.. product.Variants.Select((variant, position) => new Variant
        {
            Sku = variant.Sku,
            Name = variant.Name,
            Price = variant.Price,
            Cost = variant.Cost,
            Stock = variant.Stock,
            Position = position,
        })],
    };

    private sealed record Seed(IReadOnlyList<SeedCategory> Categories, IReadOnlyList<SeedProduct> Products);

    private sealed record SeedCategory(string Slug, string Name, string Description, string Ground);

    private sealed record SeedProduct(
        string Slug, string Name, string Brand, string Category, string Summary, IReadOnlyList<string> Description,
        IReadOnlyList<IReadOnlyList<string>> Details, string Art, string Alt, IReadOnlyList<string> Keywords,
        string FraudCategory, DateOnly AddedOn, bool Featured, IReadOnlyList<SeedVariant> Variants);

    private sealed record SeedVariant(string Sku, string Name, decimal Price, decimal Cost, int Stock);
}
