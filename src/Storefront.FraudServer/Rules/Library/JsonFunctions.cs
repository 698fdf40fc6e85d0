using Storefront.FraudServer.Rules.Binding;
using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Library;

internal static class JsonFunctions
{
    public static void Add(CatalogueBuilder to)
    {
        to.Fallible<Value, string>(".Json.AsString", (call, v) => Conversions.ToText(v, call.Frame));
        to.Fallible<Value, long>(".Json.AsInt", (call, v) => Conversions.ToInt(v, call.Frame, call.At));
        to.Fallible<Value, double>(".Json.AsDouble", (call, v) => Conversions.ToDouble(v, call.Frame, call.At));
        to.Fallible<Value, bool>(".Json.AsBool", (call, v) => Conversions.ToBool(v, call.Frame, call.At));
        to.Fallible<Value, DateTime>(".Json.AsDateTime", (call, v) => Conversions.ToDateTime(v, call.Frame, call.At));
        to.Static<Value, Value>(".Json.AsJsonArray", AsArray, FqlType.Json);
        to.Static<Value, Value>(".Json.AsJsonObject", v => Conversions.ToContainer(v), FqlType.Json);
        foreach (var name in new[] { "Array", "Arrays" })
        {
            to.Fallible<Value, string, Value, string, Value>($"{name}.GetValue", GetValue,
                FqlType.Json, FqlType.Json, FqlType.String, FqlType.Any, FqlType.String);
            to.Add($"{name}.GetValues", FqlType.Json, [FqlType.Json, FqlType.String, FqlType.Any], GetValues);
        }
        Convert(to);
    }

    private static void Convert(CatalogueBuilder to)
    {
        to.Fallible<Value, long>("Convert.ToInt32", (call, v) => Conversions.ToInt32(v, call.Frame, call.At));
        to.Fallible<Value, double>("Convert.ToDouble", (call, v) => Conversions.ToDouble(v, call.Frame, call.At));
        to.Fallible<Value, DateTime>("Convert.ToDateTime", (call, v) => Conversions.ToDateTime(v, call.Frame, call.At));
        to.Fallible<Value, string>("Convert.ToString", (call, v) => Conversions.ToText(v, call.Frame));
        to.Fallible<Value, bool>("Convert.ToBoolean", (call, v) => Conversions.ToBool(v, call.Frame, call.At));
        foreach (var name in new[] { "ToInt32", "ToDouble", "ToDateTime" })
            foreach (var function in to.Functions[$"Convert.{name}"].ToArray())
                to.Add($".Convertible.{name}", function.Result, function.Parameters, function.Emit);
        foreach (var name in new[] { "ToString", "ToStr" })
            to.FallibleMethod<Value, string>(name, (call, v) => Conversions.ToText(v, call.Frame));
    }

    private static Value AsArray(Value value)
    {
        var inner = value.Kind == ValueKind.Call ? value.Call.Response : value;
        return inner.IsAbsent ? Value.Of(Array.Empty<Value>()) : inner.IsArray ? inner : Value.Of([inner]);
    }

    private static Value GetValue(Call call, Value target, string matchKey, Value matchValue, string lookupKey)
    {
        var wanted = Conversions.ToText(matchValue, call.Frame);
        foreach (var element in Elements(call.Frame, target))
            if (Matches(element, matchKey, wanted))
                return element.Member(lookupKey);
        return Value.Missing;
    }

    private static Code GetValues(IReadOnlyList<Code> code, TextSpan at)
    {
        var (target, matchKey, matchValue) =
            (CatalogueBuilder.Run<Value>(code[0]), CatalogueBuilder.Run<string>(code[1]), CatalogueBuilder.Run<Value>(code[2]));
        return new Code<Value>(f =>
        {
            var elements = Elements(f, target(f));
            var key = matchKey(f);
            var wanted = Conversions.ToText(matchValue(f), f);
            return Value.Of([.. elements.Where(e => Matches(e, key, wanted))]);
        });
    }

    private static bool Matches(Value element, string key, string wanted) =>
        element.Member(key) is { Kind: not ValueKind.Missing } member && JsonText.Of(member) == wanted;

    // An object counts as an array of one. Looking through an array is work the budget has to know of.
    private static IEnumerable<Value> Elements(Frame frame, Value target)
    {
        if (!target.IsArray)
            return target.IsAbsent ? [] : [target];
        frame.Budget.Spend(target.Count);
        return target.Elements();
    }
}
