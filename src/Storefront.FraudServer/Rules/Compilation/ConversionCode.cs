using Storefront.FraudServer.Rules.Binding;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Library;
using Storefront.FraudServer.Rules.Outside;

namespace Storefront.FraudServer.Rules.Compilation;

/// <summary>Code that takes a value as another type.</summary>
internal static class ConversionCode
{
    public static Code Compile(BoundConvert convert, Code operand)
    {
        if (convert.Type is FqlType.Any or FqlType.Json)
            return new Code<Value>(ToValue(operand));
        if (convert.Type == FqlType.Double && operand is Code<long> { Run: var whole })
            return new Code<double>(f => whole(f));
        if (convert.Type == FqlType.String && operand is Code<string>)
            return operand;

        var value = ToValue(operand);
        var at = convert.At;
        return convert.Type switch
        {
            FqlType.Bool => new Code<bool>(f => Conversions.ToBool(value(f), f, at)),
            FqlType.Int => new Code<long>(f => Conversions.ToInt(value(f), f, at)),
            FqlType.Double => new Code<double>(f => Conversions.ToDouble(value(f), f, at)),
            FqlType.DateTime => new Code<DateTime>(f => Conversions.ToDateTime(value(f), f, at)),
            FqlType.String => new Code<string>(f => Conversions.ToText(value(f), f)),
            _ => throw new InvalidOperationException($"No conversion to {convert.Type}."),
        };
    }

    /// <summary>Records become objects here: what leaves an expression as a value can be printed.</summary>
    public static Func<Frame, Value> ToValue(Code code) => code switch
    {
        Code<Value> { Run: var run } => run,
        Code<bool> { Run: var run } => f => Value.Of(run(f)),
        Code<long> { Run: var run } => f => Value.Of(run(f)),
        Code<double> { Run: var run } => f => Value.Of(run(f)),
        Code<string> { Run: var run } => f => Value.Of(run(f)),
        Code<DateTime> { Run: var run } => f => Value.Of(run(f)),
        Code<TimeSpan> { Run: var run } => f => Value.Of(run(f)),
        Code<CallResult> { Run: var run } => f => run(f).Response,
        Code<ModelScore> { Run: var run } => f => OutsideFunctions.AsValue(run(f), f),
        Code<BinRecord> { Run: var run } => f => OutsideFunctions.AsValue(run(f), f),
        Code<PatternText> { Run: var run } => f => OutsideFunctions.AsValue(run(f), f),
        _ => throw new InvalidOperationException("This is no value."),
    };

    /// <summary>What a LET keeps: the value whole, so that members of a record and diagnostics of a call stay readable.</summary>
    public static Func<Frame, Value> ToKeep(Code code) => code switch
    {
        Code<CallResult> { Run: var run } => f => Value.Of(run(f)),
        Code<ModelScore> { Run: var run } => f => Value.OfRecord(run(f)),
        Code<BinRecord> { Run: var run } => f => Value.OfRecord(run(f)),
        Code<PatternText> { Run: var run } => f => Value.OfRecord(run(f)),
        Code<CharSets> { Run: var run } => f => Value.Of((long)run(f)),
        _ => ToValue(code),
    };
}
