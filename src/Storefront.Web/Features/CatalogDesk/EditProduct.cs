using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Catalog;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.CatalogDesk;

/// <summary>
/// Changes a product from its form, in one transaction: all of it or nothing. Only what was changed on the page is written, and
/// only if it still stands as the page showed it; stock moves by conditional updates, for shoppers buy meanwhile.
/// </summary>
internal sealed class EditProduct(StoreDb db, LiveCatalog catalog, AuditTrail audit)
{
    /// <summary>What stands against it, by field; nothing when it is done.</summary>
    public async Task<IReadOnlyList<(string Field, string Message)>> RunAsync(Product product, ProductForm form, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var problems = new List<(string Field, string Message)>();
        var (before, after) = (new SortedDictionary<string, object?>(StringComparer.Ordinal), new SortedDictionary<string, object?>(StringComparer.Ordinal));
        if (form.Visible != form.SeenVisible)
        {
            (before["visible"], after["visible"]) = (form.SeenVisible, form.Visible);
            product.Visible = form.Visible;
        }

        for (var line = 0; line < form.Variants.Count; line++)
        {
            var typed = form.Variants[line];
            if (product.Variants.Find(variant => variant.Sku == typed.Sku) is not { } variant)
                continue;                                      // not of this product
            problems.AddRange(SetPrice(variant, typed, $"Variants[{line}]", before, after));
            problems.AddRange(await MoveStockAsync(variant, typed, $"Variants[{line}]", before, after, cancellationToken));
        }

        if (problems.Count > 0 || after.Count == 0)
            return problems;

        audit.Record("Product changed", $"product {product.Slug}", before, after);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        catalog.Changed();
        return [];
    }

    private static IEnumerable<(string Field, string Message)> SetPrice(Variant variant, VariantForm typed, string field, IDictionary<string, object?> before, IDictionary<string, object?> after)
    {
        if (typed.Price?.Trim() == typed.SeenPrice)
            yield break;
        if (VariantForm.Money(typed.SeenPrice) != variant.Price)
        {
            yield return ($"{field}.Price", $"{variant.Sku}: somebody changed the price meanwhile, to {variant.Price.ToString("0.00", CultureInfo.InvariantCulture)}.");
            yield break;
        }

        (before[$"{variant.Sku} price"], after[$"{variant.Sku} price"]) = (variant.Price, typed.NewPrice);
        variant.Price = typed.NewPrice!.Value;
    }

    private async Task<IReadOnlyList<(string Field, string Message)>> MoveStockAsync(
        Variant variant, VariantForm typed, string field, IDictionary<string, object?> before, IDictionary<string, object?> after, CancellationToken cancellationToken)
    {
        var (id, seen) = (variant.Id, typed.SeenStock);
        if (typed.NewStock is { } wanted)
        {
            if (await db.Variants.Where(found => found.Id == id && found.Stock == seen).ExecuteUpdateAsync(set => set.SetProperty(found => found.Stock, wanted), cancellationToken) == 0)
                return [($"{field}.Stock", $"{variant.Sku}: the stock moved meanwhile, from {seen} to {variant.Stock}. Look again, or adjust it.")];
            (before[$"{variant.Sku} stock"], after[$"{variant.Sku} stock"]) = (seen, wanted);
        }
        else if (typed.Adjustment is { } by and not 0)
        {
            if (await db.Variants.Where(found => found.Id == id && found.Stock + by >= 0 && found.Stock + by <= CatalogLimits.MostStock)
                    .ExecuteUpdateAsync(set => set.SetProperty(found => found.Stock, found => found.Stock + by), cancellationToken) == 0)
                return [($"{field}.AdjustBy", $"{variant.Sku}: there are {variant.Stock}, which cannot be changed by {by}.")];
            after[$"{variant.Sku} stock adjusted by"] = by;
        }

        return [];
    }
}
