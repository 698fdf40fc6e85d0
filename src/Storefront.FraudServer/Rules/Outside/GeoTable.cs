using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace Storefront.FraudServer.Rules.Outside;

internal sealed record GeoPlace(
    string CountryCode, string CountryRegion = "", string RegionCode = "", string Region = "", string City = "", string MarketCode = "",
    string PostalCode = "", string Isp = "", double? Latitude = null, double? Longitude = null);

/// <summary>
/// The operator's table of address ranges: CSV with a header, first two columns <c>from,to</c> (addresses) or one column <c>range</c>
/// (<c>203.0.113.0/24</c>), the others by name. Ranges must not overlap; the last one that begins at or before an address is asked.
/// Without a column <c>marketCode</c> the market follows from the country (<see cref="Markets"/>).
/// </summary>
internal sealed class GeoTable
{
    private readonly (UInt128 From, UInt128 To, GeoPlace Place)[] ranges;

    public GeoTable(IEnumerable<(string Range, GeoPlace Place)> rows)
    {
        ranges = [.. rows.Select(r => Parse(r.Range) is { } range ? (range.From, range.To, r.Place) : default)
            .Where(r => r.Place is not null).OrderBy(r => r.From)];
        HasCoordinates = ranges.Any(r => r.Place is { Latitude: not null, Longitude: not null });
    }

    /// <summary>How many ranges it has.</summary>
    public int Count => ranges.Length;

    /// <summary>Whether it says where on the earth places are.</summary>
    public bool HasCoordinates { get; }

    /// <exception cref="FormatException">The first line is no header of such a table.</exception>
    public static GeoTable Read(TextReader reader)
    {
        var rows = Lists.Csv.Rows(reader).ToList();
        var header = rows.Count == 0 ? [] : rows[0];
        var byAddress = header is [var from, var to, ..] && from.Equals("from", StringComparison.OrdinalIgnoreCase) && to.Equals("to", StringComparison.OrdinalIgnoreCase);
        if (!byAddress && !(header is [var range, ..] && range.Equals("range", StringComparison.OrdinalIgnoreCase)))
            throw new FormatException("its first line must begin with range or with from,to, for example range,countryCode,city,latitude,longitude");
        return new GeoTable(rows.Skip(1).Where(r => r.Length == header.Length)
            .Select(r => (byAddress ? $"{r[0]}-{r[1]}" : r[0], Place(header, r))));
    }

    public GeoPlace? Find(string text)
    {
        if (!IPAddress.TryParse(text.Trim(), out var address))
            return null;
        var number = Number(address);
        int low = 0, high = ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].From > number)
                high = middle - 1;
            else
                low = middle + 1;
        }
        return high >= 0 && ranges[high].To >= number ? ranges[high].Place : null;
    }

    private static GeoPlace Place(string[] header, string[] row)
    {
        string Column(string name) => Array.FindIndex(header, h => h.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var at ? row[at] : "";
        double? Degrees(string name) => double.TryParse(Column(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= 180 ? degrees : null;
        var market = header.Contains("marketCode", StringComparer.OrdinalIgnoreCase) ? Column("marketCode") : Markets.Of(Column("countryCode"));
        return new GeoPlace(Column("countryCode"), Column("countryRegion"), Column("regionCode"), Column("region"), Column("city"),
            market, Column("postalCode"), Column("isp"), Degrees("latitude"), Degrees("longitude"));
    }

    private static (UInt128 From, UInt128 To)? Parse(string range)
    {
        if (range.Split('-') is [var from, var to] && IPAddress.TryParse(from.Trim(), out var low) && IPAddress.TryParse(to.Trim(), out var high))
            return (Number(low), Number(high));
        if (!IPNetwork.TryParse(range, out var network))
            return IPAddress.TryParse(range, out var one) ? (Number(one), Number(one)) : null;
        var bits = (network.BaseAddress.GetAddressBytes().Length * 8) - network.PrefixLength;
        var first = Number(network.BaseAddress);
        return (first, bits == 128 ? UInt128.MaxValue : first + ((UInt128.One << bits) - 1));
    }

    // IPv4 lives in its mapped place among the IPv6 addresses, so that one table holds both.
    private static UInt128 Number(IPAddress address) =>
        BinaryPrimitives.ReadUInt128BigEndian(address.MapToIPv6().GetAddressBytes());
}
