using System.Globalization;

namespace Storefront.Bank.Cards;

internal static class CardExpiry
{
    /// <summary>A card is good to the end of its month. Where the shopper is it may still be yesterday, hence the day.</summary>
    public static bool HasPassed(int year, int month, DateTimeOffset now) =>
        new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1).AddDays(1) <= now;

    /// <param name="expiry">MM/YY as <see cref="Write"/> makes it.</param>
    public static bool HasPassed(string expiry, DateTimeOffset now) =>
        HasPassed(2000 + int.Parse(expiry.AsSpan(3), CultureInfo.InvariantCulture), int.Parse(expiry.AsSpan(0, 2), CultureInfo.InvariantCulture), now);

    public static string Write(int year, int month) => string.Create(CultureInfo.InvariantCulture, $"{month:00}/{year % 100:00}");
}
