using Storefront.FraudServer.Rules.Binding;

namespace Storefront.FraudServer.Rules.Library;

internal static class MathFunctions
{
    public static void Add(CatalogueBuilder to)
    {
        to.Constant("Math.PI", Math.PI);
        to.Constant("Math.E", Math.E);
        to.Static<double, double, double>("Math.Min", Math.Min);
        to.Static<double, double, double>("Math.Max", Math.Max);
        to.Static<double, double, double>("Math.Pow", Math.Pow);
        to.Static<double, double, double>("Math.Atan2", Math.Atan2);
        foreach (var (name, function) in Unary())
            to.Static($"Math.{name}", function);
        to.Fallible<double, long>("Math.Sign", (call, x) =>
            double.IsNaN(x) ? call.Fault("R702", "NaN has no sign.", 0L) : Math.Sign(x));
        to.Static<double, double>("Math.Round", x => Math.Round(x, MidpointRounding.ToEven));
        to.Fallible<double, long, double>("Math.Round", (call, x, digits) => digits is >= 0 and <= 15
            ? Math.Round(x, (int)digits, MidpointRounding.ToEven)
            : call.Fault("R702", "Math.Round takes 0 to 15 digits.", 0.0));
        to.Static<double, double>("Math.Log", Math.Log);
        to.Static<double, double, double>("Math.Log", Math.Log);
        to.Fallible<long, long, long>("RandomInt", RandomInt);
        to.Legacy("Math.RandomInt", "RandomInt");
    }

    private static IEnumerable<(string Name, Func<double, double> Function)> Unary() =>
    [
        ("Abs", Math.Abs), ("Ceiling", Math.Ceiling), ("Floor", Math.Floor), ("Truncate", Math.Truncate), ("Sqrt", Math.Sqrt),
        ("Exp", Math.Exp), ("Log10", Math.Log10), ("Sin", Math.Sin), ("Cos", Math.Cos), ("Tan", Math.Tan), ("Asin", Math.Asin),
        ("Acos", Math.Acos), ("Atan", Math.Atan), ("Sinh", Math.Sinh), ("Cosh", Math.Cosh), ("Tanh", Math.Tanh),
    ];

    private static long RandomInt(Compilation.Call call, long min, long max)
    {
        if (min > max)
            return call.Fault("R702", "RandomInt needs its smaller number first.", 0L);
        return min == max ? min : call.Frame.Resources.Random.NextInt64(min, max);
    }
}
