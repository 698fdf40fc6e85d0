using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Catalog;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.CatalogDesk;

/// <summary>What one line of a file would do. Nothing is changed where all three are absent.</summary>
internal sealed record ImportLine(int Line, string Sku, Variant? Variant, decimal? Price, int? Stock, int? AdjustBy, bool? Visible, string? Error)
{
    public bool ChangesPrice => Price is { } price && price != Variant?.Price;

    public bool ChangesStock => (Stock is { } stock && stock != Variant?.Stock) || AdjustBy is not (null or 0);

    public bool ChangesVisible => Visible is { } visible && visible != Variant?.Product?.Visible;

    public bool ChangesSomething => Error is null && (ChangesPrice || ChangesStock || ChangesVisible);
}

/// <summary>What a file would do to the catalogue as it is now, line by line.</summary>
internal sealed record ImportPlan(IReadOnlyList<ImportLine> Lines, string? Error)
{
    public const int MostLines = 2000;
    public const string Columns = "sku, price, stock, adjust, visible";

    public bool CanBeApplied => Error is null && Lines.All(line => line.Error is null) && Lines.Any(line => line.ChangesSomething);

    /// <summary>Reads the file against the catalogue. With <paramref name="track"/>, what it found can be changed and saved.</summary>
    public static async Task<ImportPlan> ReadAsync(StoreDb db, string text, bool track, CancellationToken cancellationToken)
    {
        var records = Csv.Read(text).Take(MostLines + 2).ToList();
        if (records.Count == 0 || !records[0].Fields.Contains("sku", StringComparer.OrdinalIgnoreCase))
            return new([], $"The first line must name the columns, sku among them. Known are {Columns}.");
        if (records.Count > MostLines + 1)
            return new([], $"The file has more than {MostLines} lines. Split it.");

        var columns = records[0].Fields.Select(name => name.ToLowerInvariant()).ToList();
        var skus = records.Skip(1).Select(record => Field(record.Fields, columns, "sku")).Distinct(StringComparer.Ordinal).ToList();
        var variants = db.Variants.Include(variant => variant.Product).Where(variant => skus.Contains(variant.Sku));
        var known = (await (track ? variants : variants.AsNoTracking()).ToListAsync(cancellationToken)).ToDictionary(variant => variant.Sku, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new([.. records.Skip(1).Select(record => ReadLine(record.Line, record.Fields, columns, known, seen))], null);
    }

    private static ImportLine ReadLine(int line, IReadOnlyList<string> fields, List<string> columns, Dictionary<string, Variant> known, HashSet<string> seen)
    {
        var sku = Field(fields, columns, "sku");
        var (price, stock, adjust, visible) = (Field(fields, columns, "price"), Field(fields, columns, "stock"), Field(fields, columns, "adjust"), Field(fields, columns, "visible"));
        var read = new ImportLine(line, sku, known.GetValueOrDefault(sku), VariantForm.Money(price), VariantForm.Number(stock), VariantForm.Number(adjust), Truth(visible), null);
        return read with { Error = Problem() };

        string? Problem() =>
            sku.Length == 0 ? "The SKU is missing."
            : read.Variant is null ? $"There is no {sku}."
            : !seen.Add(sku) ? $"{sku} stands in the file twice."
            : price.Length > 0 && read.Price is not (> 0 and < 1_000_000) ? $"'{price}' is no price. Write 49.90."
            : stock.Length > 0 && read.Stock is not (>= 0 and <= CatalogLimits.MostStock) ? $"'{stock}' is no number of pieces."
            : adjust.Length > 0 && read.AdjustBy is not (>= -CatalogLimits.MostStock and <= CatalogLimits.MostStock) ? $"'{adjust}' is no number to adjust by. Write 12 or -3."
            : stock.Length > 0 && adjust.Length > 0 ? "Give stock or adjust, not both."
            : read.AdjustBy is { } by && read.Variant.Stock + by < 0 ? $"There are {read.Variant.Stock}, which cannot be changed by {by.ToString(CultureInfo.InvariantCulture)}."
            : visible.Length > 0 && read.Visible is null ? $"'{visible}' is neither yes nor no."
            : null;
    }

    private static string Field(IReadOnlyList<string> fields, List<string> columns, string name) =>
        columns.IndexOf(name) is >= 0 and var column && column < fields.Count ? fields[column].TrimStart('\'') : "";

    private static bool? Truth(string text) => text.ToLowerInvariant() switch
    {
        "yes" or "true" or "1" => true,
        "no" or "false" or "0" => false,
        _ => null,
    };
}
