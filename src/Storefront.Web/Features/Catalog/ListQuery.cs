using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Storefront.Web.Features.Catalog;

/// <summary>How a visitor wants a list of products: what the address says, with everything that makes no sense left out.</summary>
internal sealed record ListQuery
{
    public const int PageSize = 12;
    private const int MaximumBrands = 20;

    /// <summary>The category's or the search's own address.</summary>
    public required string Path { get; init; }

    /// <summary>What was searched for; empty in a category.</summary>
    public string Text { get; init; } = "";

    public IReadOnlyList<string> Brands { get; init; } = [];

    public PriceBand? Price { get; init; }

    public bool InStock { get; init; }

    public ListOrder Order { get; init; } = ListOrder.All[0];

    public int Page { get; init; } = 1;

    public bool IsFiltered => Brands.Count > 0 || Price is not null || InStock;

    public ListQuery WithoutFilters => this with { Brands = [], Price = null, InStock = false, Page = 1 };

    public static ListQuery From(HttpRequest request)
    {
        var query = request.Query;
        return new ListQuery
        {
            Path = request.Path,
            Text = Shorten(Single(query["q"]).Trim()),
            Brands = [.. query["brand"].OfType<string>().Where(brand => brand.Length is > 0 and <= 60).Distinct(StringComparer.Ordinal).Take(MaximumBrands)],
            Price = PriceBand.Find(Single(query["price"])),
            InStock = Single(query["stock"]) == "in",
            Order = ListOrder.Find(Single(query["sort"])),
            Page = int.TryParse(Single(query["page"]), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Max(1, page) : 1,
        };
    }

    /// <summary>The fields of the address, in one order, so that the same list has the same address.</summary>
    public IEnumerable<(string Name, string Value)> Fields()
    {
        if (Text.Length > 0)
            yield return ("q", Text);
        foreach (var brand in Brands)
            yield return ("brand", brand);
        if (Price is not null)
            yield return ("price", Price.Key);
        if (InStock)
            yield return ("stock", "in");
        if (Order.Key.Length > 0)
            yield return ("sort", Order.Key);
        if (Page > 1)
            yield return ("page", Page.ToString(CultureInfo.InvariantCulture));
    }

    public string Link()
    {
        var link = new StringBuilder(Path);
        var separator = '?';
        foreach (var (name, value) in Fields())
        {
            link.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }
        return link.ToString();
    }

    public ListQuery Toggle(string brand) =>
        this with { Page = 1, Brands = Brands.Contains(brand, StringComparer.Ordinal) ? [.. Brands.Where(other => other != brand)] : [.. Brands, brand] };

    public ListQuery Toggle(PriceBand band) => this with { Page = 1, Price = Price == band ? null : band };

    private static string Single(StringValues values) => values.Count > 0 ? values[0] ?? "" : "";

    private static string Shorten(string text)
    {
        if (text.Length <= ProductSearch.MaximumLength)
            return text;
        var end = char.IsHighSurrogate(text[ProductSearch.MaximumLength - 1]) ? ProductSearch.MaximumLength - 1 : ProductSearch.MaximumLength;
        return text[..end];
    }
}

/// <summary>Prices from (inclusive) to (exclusive).</summary>
internal sealed record PriceBand(string Key, decimal From, decimal To)
{
    public static readonly IReadOnlyList<PriceBand> All =
        [new("0-25", 0, 25), new("25-50", 25, 50), new("50-100", 50, 100), new("100-250", 100, 250), new("250-", 250, decimal.MaxValue)];

    public static PriceBand? Find(string key) => All.FirstOrDefault(band => band.Key == key);

    public bool Holds(CatalogProduct product) => product.PriceFrom >= From && product.PriceFrom < To;
}

/// <summary>An order of the list. The first keeps what it was given: the featured first, or the best match.</summary>
internal sealed record ListOrder(string Key, string Name)
{
    public static readonly IReadOnlyList<ListOrder> All =
        [new("", "Featured"), new("new", "Newest"), new("price", "Price, low to high"), new("price-desc", "Price, high to low"), new("name", "Name")];

    public static ListOrder Find(string key) => All.FirstOrDefault(order => order.Key == key) ?? All[0];
}
