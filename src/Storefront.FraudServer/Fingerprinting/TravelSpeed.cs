using Storefront.FraudServer.Rules.Outside;

namespace Storefront.FraudServer.Fingerprinting;

/// <summary>How fast somebody would have had to travel who was where these sessions were (contract, fql 9.8).</summary>
internal static class TravelSpeed
{
    private const double EarthRadiusInMiles = 3958.7613;

    /// <param name="visits">Where and when, in the order of time. Those at unknown places are passed over.</param>
    /// <returns>Miles per hour along the great circle, the most between two consecutive visits; 0 for fewer than two.</returns>
    public static double Most(IEnumerable<(DateTimeOffset At, GeoPlace? Place)> visits)
    {
        var located = visits.Where(v => v.Place is { Latitude: not null, Longitude: not null }).ToList();
        return located.Zip(located.Skip(1)).Select(pair => Miles(pair.First.Place!, pair.Second.Place!) / Hours(pair.Second.At - pair.First.At)).DefaultIfEmpty(0).Max();
    }

    // What happens within a second is not told apart.
    private static double Hours(TimeSpan between) => Math.Max(between.TotalSeconds, 1) / 3600;

    private static double Miles(GeoPlace from, GeoPlace to)
    {
        var (latitude, otherLatitude) = (double.DegreesToRadians(from.Latitude!.Value), double.DegreesToRadians(to.Latitude!.Value));
        var half = Math.Pow(Math.Sin((otherLatitude - latitude) / 2), 2)
            + (Math.Cos(latitude) * Math.Cos(otherLatitude) * Math.Pow(Math.Sin(double.DegreesToRadians(to.Longitude!.Value - from.Longitude!.Value) / 2), 2));
        return 2 * EarthRadiusInMiles * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }
}
