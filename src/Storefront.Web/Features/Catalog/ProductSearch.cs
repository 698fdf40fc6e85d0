using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Catalog;

/// <summary>Finds products by the beginnings of words, ignoring case and accents. Every word asked for must be found.</summary>
internal sealed class ProductSearch
{
    public const int MaximumLength = 100;
    private const int MaximumWords = 8;

    private readonly IReadOnlyList<CatalogProduct> products;
    private readonly Entry[] entries;

    public ProductSearch(IReadOnlyList<CatalogProduct> products)
    {
        this.products = products;
        entries =
        [
            .. products.SelectMany((product, index) => Texts(product)
                    .SelectMany(text => PlainText.Words(text.Text).Select(word => new Entry(word, index, text.Weight))))
                .Distinct()
                .OrderBy(entry => entry.Word, StringComparer.Ordinal),
        ];
    }

    /// <summary>The best first. Nothing for a text without a word in it.</summary>
    public IReadOnlyList<CatalogProduct> Find(string text)
    {
        Dictionary<int, int>? found = null;
        foreach (var word in PlainText.Words(text).Distinct(StringComparer.Ordinal).Take(MaximumWords))
        {
            var hits = Beginning(word);
            found = found is null
                ? hits
                : found.Where(product => hits.ContainsKey(product.Key)).ToDictionary(product => product.Key, product => product.Value + hits[product.Key]);
        }
        return found is null ? [] : [.. found.OrderByDescending(product => product.Value).ThenBy(product => product.Key).Select(product => products[product.Key])];
    }

    // Products with a word that begins so, each with the weight of its best place.
    private Dictionary<int, int> Beginning(string word)
    {
        var hits = new Dictionary<int, int>();
        for (var i = FirstNotBefore(word); i < entries.Length && entries[i].Word.StartsWith(word, StringComparison.Ordinal); i++)
        {
            var (found, product, weight) = entries[i];
            hits[product] = Math.Max(hits.GetValueOrDefault(product), found.Length == word.Length ? weight + 1 : weight);
        }
        return hits;
    }

    private int FirstNotBefore(string word)
    {
        var (low, high) = (0, entries.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(entries[middle].Word, word) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static IEnumerable<(string Text, int Weight)> Texts(CatalogProduct product)
    {
        yield return (product.Name, 16);
        yield return (product.Keywords, 8);
        yield return (product.Brand, 6);
        yield return (product.Category.Name, 4);
        foreach (var variant in product.Variants)
            yield return (variant.Name, 2);
    }

    private readonly record struct Entry(string Word, int Product, int Weight);
}
