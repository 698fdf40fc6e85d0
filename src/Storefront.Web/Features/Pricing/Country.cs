using System.Text.RegularExpressions;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Pricing;

/// <summary>A country as addresses there are written and taxed.</summary>
internal sealed record Country
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Zone { get; init; }

    /// <summary>Percent, where no region says otherwise.</summary>
    public required decimal Tax { get; init; }

    /// <summary>Whether the tax falls on delivery too.</summary>
    public bool TaxesShipping { get; init; }

    public PostalCodeForm PostalCode { get; init; } = new();

    /// <summary>What its regions are called; null where addresses go without.</summary>
    public RegionForm? Region { get; init; }

    /// <summary>Known regions, as suggestions; people may write others unless <see cref="RegionForm.Required"/>.</summary>
    public IReadOnlyList<Region> Regions { get; init; } = [];

    /// <summary>Whether the tax cannot be told before the region is known.</summary>
    public bool TaxNeedsRegion => Regions.Any(region => region.Tax is not null);

    /// <summary>By code or by name, whatever the case and accents.</summary>
    public Region? FindRegion(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var wanted = PlainText.Of(text.Trim());
        return Regions.FirstOrDefault(region => PlainText.Of(region.Code) == wanted) ?? Regions.FirstOrDefault(region => PlainText.Of(region.Name) == wanted);
    }
}

/// <param name="Tax">Percent; null where the country's own rate holds.</param>
internal sealed record Region(string Code, string Name, decimal? Tax = null);

internal sealed record RegionForm(string Name, bool Required);

internal enum PostalCodeUse
{
    Optional,
    Required,
    None,
}

internal sealed record PostalCodeForm
{
    /// <summary>What people there call it.</summary>
    public string Name { get; init; } = "Postal code";

    public PostalCodeUse Use { get; init; }

    /// <summary>Of the code in capitals; null where any text will do.</summary>
    public string? Pattern { get; init; }

    public string? Example { get; init; }

    /// <summary>Whether a code, trimmed, can be one of this country.</summary>
    public bool Accepts(string code) =>
        code.Length == 0
            ? Use != PostalCodeUse.Required
            : Pattern is null || Regex.IsMatch(code.ToUpperInvariant(), $"^(?:{Pattern})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
