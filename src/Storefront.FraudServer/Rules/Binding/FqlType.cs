using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Outside;

namespace Storefront.FraudServer.Rules.Binding;

/// <summary>The static types. Attr and Json are flexible: they take the type their place asks for.</summary>
internal enum FqlType
{
    Bool, Int, Double, String, DateTime, TimeSpan,
    Attr, Json,
    Decision,            // a String whose == ignores case
    CharSet,
    Call,                // the answer of an external call: Json with diagnostics
    Model, Bin, Pattern, // records
    Any,                 // a parameter that takes everything convertible
}

internal static class Types
{
    public static bool IsFlexible(this FqlType type) => type is FqlType.Attr or FqlType.Json;
    public static bool IsNumber(this FqlType type) => type is FqlType.Int or FqlType.Double;
    public static bool IsText(this FqlType type) => type is FqlType.String or FqlType.Decision;
    public static bool IsRecord(this FqlType type) => type is FqlType.Model or FqlType.Bin or FqlType.Pattern;

    /// <summary>The FQL type a compiled expression of this .NET type has.</summary>
    public static FqlType Of<T>() =>
        typeof(T) == typeof(bool) ? FqlType.Bool
        : typeof(T) == typeof(long) ? FqlType.Int
        : typeof(T) == typeof(double) ? FqlType.Double
        : typeof(T) == typeof(string) ? FqlType.String
        : typeof(T) == typeof(DateTime) ? FqlType.DateTime
        : typeof(T) == typeof(TimeSpan) ? FqlType.TimeSpan
        : typeof(T) == typeof(CharSets) ? FqlType.CharSet
        : typeof(T) == typeof(CallResult) ? FqlType.Call
        : typeof(T) == typeof(ModelScore) ? FqlType.Model
        : typeof(T) == typeof(BinRecord) ? FqlType.Bin
        : typeof(T) == typeof(PatternText) ? FqlType.Pattern
        : FqlType.Any;

    public static string Name(this FqlType type) => type switch
    {
        FqlType.Attr => "an attribute",
        FqlType.Json or FqlType.Call => "Json",
        FqlType.Decision => "String",
        FqlType.Model or FqlType.Bin or FqlType.Pattern => "a record",
        FqlType.Any => "any value",
        _ => type.ToString(),
    };
}
