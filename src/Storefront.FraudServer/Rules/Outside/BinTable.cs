using System.Collections.Frozen;

namespace Storefront.FraudServer.Rules.Outside;

/// <summary>What is known of the bank and card behind the first digits of a card number.</summary>
internal sealed record BinRecord(string CardNetwork, string CardType, string Issuer, string CountryCode, string CardCategory, string Error);

/// <summary>
/// The operator's table of card prefixes: CSV <c>bin,cardNetwork,cardType,issuer,countryCode,cardCategory</c>, prefixes of six to
/// eight digits, the longest that fits wins. The network alone follows from public number ranges and needs no table.
/// </summary>
internal sealed class BinTable(IReadOnlyDictionary<string, BinRecord> rows)
{
    private readonly FrozenDictionary<string, BinRecord> rows = rows.ToFrozenDictionary(StringComparer.Ordinal);

    public int Count => rows.Count;

    /// <exception cref="FormatException">The first line is no header of such a table.</exception>
    public static BinTable Read(TextReader reader)
    {
        var read = new Dictionary<string, BinRecord>(StringComparer.Ordinal);
        var all = Lists.Csv.Rows(reader).ToList();
        if (all is not [[var first, _, _, _, _, _, ..], ..] || !first.Equals("bin", StringComparison.OrdinalIgnoreCase))
            throw new FormatException("its first line must be bin,cardNetwork,cardType,issuer,countryCode,cardCategory");
        foreach (var row in all.Skip(1).Where(r => r.Length >= 6))
            read.TryAdd(Digits(row[0]), new BinRecord(row[1], row[2], row[3], row[4], row[5], ""));
        return new BinTable(read);
    }

    public static BinRecord Lookup(BinTable? table, string text)
    {
        var digits = Digits(text);
        for (var length = Math.Min(8, digits.Length); length >= 6 && table is not null; length--)
            if (table.rows.TryGetValue(digits[..length], out var row))
                return row;
        return new BinRecord(Network(digits), "", "", "", "", table is null ? "NOT_CONFIGURED" : "NOT_FOUND");
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static string Network(string digits)
    {
        if (digits.Length < 4)
            return "";
        var four = int.Parse(digits.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture);
        return four switch
        {
            >= 4000 and <= 4999 => "Visa",
            >= 5100 and <= 5599 or >= 2221 and <= 2720 => "Mastercard",
            >= 3400 and <= 3499 or >= 3700 and <= 3799 => "American Express",
            6011 or >= 6440 and <= 6599 => "Discover",
            >= 3528 and <= 3589 => "JCB",
            >= 3000 and <= 3059 or >= 3600 and <= 3699 or >= 3800 and <= 3999 => "Diners",
            >= 6200 and <= 6299 => "UnionPay",
            >= 5000 and <= 5099 or >= 5600 and <= 5899 or 6304 or 6759 or >= 6761 and <= 6763 => "Maestro",
            _ => "",
        };
    }
}
