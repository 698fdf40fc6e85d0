using System.Globalization;

namespace Storefront.FraudServer.Events;

/// <summary>Date-times of the wire: ISO 8601; one without an offset is UTC.</summary>
internal static class Dates
{
    public static bool TryRead(string text, out DateTimeOffset value)
    {
        value = default;
        return text.Length is >= 10 and <= 40 && char.IsAsciiDigit(text[0]) && text[4] == '-' && text[7] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }
}
