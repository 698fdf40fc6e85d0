using Storefront.FraudServer.Rules.Binding;

namespace Storefront.FraudServer.Rules.Evaluation;

/// <summary>A value turned into one of the five types parameters and outputs have.</summary>
internal static class TypedValue
{
    public static Value To(FqlType type, in Value value, Frame frame, TextSpan at) => type switch
    {
        FqlType.Bool => Value.Of(Conversions.ToBool(value, frame, at)),
        FqlType.Int => Value.Of(Conversions.ToInt(value, frame, at)),
        FqlType.Double => Value.Of(Conversions.ToDouble(value, frame, at)),
        FqlType.DateTime => Value.Of(Conversions.ToDateTime(value, frame, at)),
        _ => Value.Of(Conversions.ToText(value, frame)),
    };

    /// <summary>False when converting would leave note R710; the note is left.</summary>
    public static bool IsConvertible(FqlType type, in Value value, Frame frame, TextSpan at)
    {
        var before = frame.Unconverted;
        To(type, value, frame, at);
        return frame.Unconverted == before;
    }
}
