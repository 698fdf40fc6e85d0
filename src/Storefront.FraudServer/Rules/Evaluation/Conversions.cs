using System.Globalization;
using System.Text.Json;

namespace Storefront.FraudServer.Rules.Evaluation;

/// <summary>
/// From a value of any type to the type its place asks for. Absent becomes the default silently; present but
/// unconvertible becomes the default and leaves note R710. Nothing here ever throws.
/// </summary>
internal static class Conversions
{
    public static bool ToBool(in Value value, Frame frame, TextSpan at) => value.Kind switch
    {
        ValueKind.Missing or ValueKind.Null => false,
        ValueKind.Bool => value.Bool,
        ValueKind.Int => value.Int != 0,
        ValueKind.Double => value.Double != 0,
        ValueKind.String when bool.TryParse(value.Text, out var parsed) => parsed,
        ValueKind.Call => ToBool(value.Call.Response, frame, at),
        _ => frame.Unconvertible("Bool", at) && false,
    };

    public static long ToInt(in Value value, Frame frame, TextSpan at)
    {
        switch (value.Kind)
        {
            case ValueKind.Missing or ValueKind.Null:
                return 0;
            case ValueKind.Bool:
                return value.Bool ? 1 : 0;
            case ValueKind.Int:
                return value.Int;
            case ValueKind.Double when Round(value.Double) is { } whole:
                return whole;
            case ValueKind.String when long.TryParse(value.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite
                    | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var parsed):
                return parsed;
            case ValueKind.Call:
                return ToInt(value.Call.Response, frame, at);
            default:
                frame.Unconvertible("Int", at);
                return 0;
        }
    }

    /// <summary>As <see cref="ToInt"/>, held to 32 bits.</summary>
    public static long ToInt32(in Value value, Frame frame, TextSpan at)
    {
        var whole = ToInt(value, frame, at);
        if (whole is >= int.MinValue and <= int.MaxValue)
            return whole;
        frame.Unconvertible("a 32-bit Int", at);
        return 0;
    }

    public static double ToDouble(in Value value, Frame frame, TextSpan at)
    {
        switch (value.Kind)
        {
            case ValueKind.Missing or ValueKind.Null:
                return 0;
            case ValueKind.Bool:
                return value.Bool ? 1 : 0;
            case ValueKind.Int:
                return value.Int;
            case ValueKind.Double:
                return value.Double;
            case ValueKind.String when IsNumber(value.Text) && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed):
                return parsed;
            case ValueKind.Call:
                return ToDouble(value.Call.Response, frame, at);
            default:
                frame.Unconvertible("Double", at);
                return 0;
        }
    }

    public static DateTime ToDateTime(in Value value, Frame frame, TextSpan at)
    {
        switch (value.Kind)
        {
            case ValueKind.Missing or ValueKind.Null:
                return default;
            case ValueKind.DateTime:
                return value.DateTime;
            case ValueKind.String when ParseDate(value.Text) is { } parsed:
                return parsed;
            case ValueKind.Call:
                return ToDateTime(value.Call.Response, frame, at);
            default:
                frame.Unconvertible("DateTime", at);
                return default;
        }
    }

    public static string ToText(in Value value, Frame frame) => frame.Bounded(JsonText.Of(value));

    public static DateTime? ParseDate(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.NoCurrentDateDefault,
            out var parsed) ? DateTime.SpecifyKind(parsed, DateTimeKind.Utc) : null;

    /// <summary>A string that holds a JSON object or array, opened; anything else that is no container is missing.</summary>
    public static Value ToContainer(in Value value)
    {
        if (value.Kind == ValueKind.Call)
            return ToContainer(value.Call.Response);
        if (value.IsContainer)
            return value;
        if (value.Kind != ValueKind.String || value.Text.AsSpan().TrimStart() is not ['{' or '[', ..])
            return Value.Missing;
        try
        {
            using var document = JsonDocument.Parse(value.Text);
            return Value.Of(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return Value.Missing; // the contract: a string that is no JSON is a missing object
        }
    }

    private static long? Round(double value)
    {
        var rounded = Math.Round(value, MidpointRounding.ToEven);
        return rounded is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)rounded : null;
    }

    // double.TryParse also knows words such as Infinity; a number begins with a digit here.
    private static bool IsNumber(string text)
    {
        var span = text.AsSpan().Trim();
        if (span is ['+' or '-', ..])
            span = span[1..];
        return span is [>= '0' and <= '9', ..];
    }
}
