using System.Data;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Catalog;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.CatalogDesk;

/// <summary>Does what an uploaded file says, all of it in one transaction, once.</summary>
internal sealed class ApplyImport(StoreDb db, LiveCatalog catalog, AuditTrail audit, TimeProvider clock)
{
    /// <summary>False where the catalogue has moved so that some line cannot be done; then nothing is.</summary>
    public async Task<bool> RunAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        var import = await db.CatalogImports.SingleAsync(found => found.Id == id, cancellationToken);
        if (import.AppliedAt is not null)
            return true;                                       // the button was pressed twice
        var plan = await ImportPlan.ReadAsync(db, import.Text, track: true, cancellationToken);
        if (!plan.CanBeApplied)
            return false;

        foreach (var line in plan.Lines.Where(line => line.ChangesSomething))
        {
            if (line.ChangesStock && !await MoveStockAsync(line, cancellationToken))
                return false;
            if (line.ChangesPrice)
                line.Variant!.Price = line.Price!.Value;
            if (line.ChangesVisible)
                line.Variant!.Product!.Visible = line.Visible!.Value;
        }

        import.Apply(clock.GetUtcNow());
        audit.Record("Catalogue imported", $"catalogue import {id}", null, plan.Lines.Where(line => line.ChangesSomething).ToDictionary(line => line.Sku, Words, StringComparer.Ordinal));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        catalog.Changed();
        return true;
    }

    private async Task<bool> MoveStockAsync(ImportLine line, CancellationToken cancellationToken)
    {
        var id = line.Variant!.Id;
        var variant = db.Variants.Where(found => found.Id == id);
        return line.AdjustBy is { } by
            ? await variant.Where(found => found.Stock + by >= 0).ExecuteUpdateAsync(set => set.SetProperty(found => found.Stock, found => found.Stock + by), cancellationToken) == 1
            : await variant.ExecuteUpdateAsync(set => set.SetProperty(found => found.Stock, line.Stock!.Value), cancellationToken) == 1;
    }

    private static string Words(ImportLine line) => string.Join(", ", new[]
    {
        line.ChangesPrice ? FormattableString.Invariant($"price {line.Price:0.00}") : null,
        line.ChangesStock ? line.AdjustBy is { } by ? FormattableString.Invariant($"stock adjusted by {by}") : FormattableString.Invariant($"stock {line.Stock}") : null,
        line.ChangesVisible ? line.Visible == true ? "shown" : "hidden" : null,
    }.OfType<string>());
}
