using System.Globalization;

namespace Storefront.FraudServer.Portal;

/// <summary>How pages write a time: in UTC, and saying so.</summary>
internal static class Moment
{
    public static string Utc(this DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string UtcSeconds(this DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>What the browser's own date and time field sends; the page says that it means UTC.</summary>
    public static DateTimeOffset? FromField(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
