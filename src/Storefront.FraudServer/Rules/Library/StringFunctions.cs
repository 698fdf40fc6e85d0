using Storefront.FraudServer.Rules.Binding;
using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Outside;

namespace Storefront.FraudServer.Rules.Library;

/// <summary>Everything ordinal and case-sensitive; positions count UTF-16 units.</summary>
internal static class StringFunctions
{
    public static void Add(CatalogueBuilder to)
    {
        to.Property<string, long>("Length", s => s.Length);
        to.Method<string, string, bool>("StartsWith", (s, x) => s.StartsWith(x, StringComparison.Ordinal));
        to.Method<string, string, bool>("EndsWith", (s, x) => s.EndsWith(x, StringComparison.Ordinal));
        to.Method<string, string, bool>("Contains", (s, x) => s.Contains(x, StringComparison.Ordinal));
        to.Method<string, string, long>("IndexOf", (s, x) => s.IndexOf(x, StringComparison.Ordinal));
        to.Method<string, string, long>("LastIndexOf", (s, x) => s.LastIndexOf(x, StringComparison.Ordinal));
        to.Method<string, string>("ToUpper", s => s.ToUpperInvariant());
        to.Method<string, string>("ToLower", s => s.ToLowerInvariant());
        to.Method<string, string>("Trim", s => s.Trim());
        to.Method<string, string>("TrimStart", s => s.TrimStart());
        to.Method<string, string>("TrimEnd", s => s.TrimEnd());
        to.Method<string, string, bool>("IgnoreCaseEquals", (s, x) => s.Equals(x, StringComparison.OrdinalIgnoreCase));
        to.Method<string, string, bool>("Equals", (s, x) => s.Equals(x, StringComparison.Ordinal));
        to.Method<string, bool>("IsNullOrEmpty", s => s.Length == 0);
        to.Static<string, bool>("String.IsNullOrEmpty", s => s.Length == 0);
        to.Static<string, bool>("String.IsNullOrWhiteSpace", string.IsNullOrWhiteSpace);
        to.Method<string, bool>("IsNumeric", IsNumeric);
        to.FallibleMethod<string, long, string>("Substring", (call, s, start) => Substring(call, s, start, s.Length - start));
        to.FallibleMethod<string, long, long, string>("Substring", Substring);
        to.FallibleMethod<string, string, string, string>("Replace", Replace);
        to.FallibleMethod<string, long, string>("PadLeft", (call, s, width) => Fits(call, width) ? s.PadLeft((int)width) : s);
        to.FallibleMethod<string, long, string>("PadRight", (call, s, width) => Fits(call, width) ? s.PadRight((int)width) : s);
        to.Fallible<string, string, Value>(".String.Split", Split, FqlType.Json);
        Classes(to);
        to.Static<string, string, bool>("In", In);
        to.Static<string, PatternText>("GetPattern", s => new PatternText(s));
        to.Property<PatternText, long>("maxConsonants", p => p.MaxConsonants);
        to.Add(".Pattern.gibberScore", FqlType.Double, [FqlType.Pattern], GibberScore, isProperty: true);
    }

    private static void Classes(CatalogueBuilder to)
    {
        foreach (var set in Enum.GetValues<CharSets>().Where(s => s != CharSets.None))
            to.Constant($"CharSet.{set}", set);
        to.Method<string, CharSets, bool>("ContainsOnly", CharSetTests.ContainsOnly);
        to.Method<string, CharSets, bool>("ContainsAll", CharSetTests.ContainsAll);
        to.Method<string, CharSets, bool>("ContainsAny", CharSetTests.ContainsAny);
    }

    private static Code GibberScore(IReadOnlyList<Code> code, TextSpan at)
    {
        var pattern = CatalogueBuilder.Run<PatternText>(code[0]);
        return new Code<double>(f => f.Resources.Gibberish is { } table
            ? table.Score(pattern(f).Text) : NotConfigured.Note(f, "GetPattern().gibberScore", at, 1.0));
    }

    /// <summary>An optional sign, then digits with an optional fraction, or a fraction alone; nothing else.</summary>
    private static bool IsNumeric(string text)
    {
        var digits = text.AsSpan();
        if (digits is ['+' or '-', ..])
            digits = digits[1..];
        var dot = digits.IndexOf('.');
        var whole = dot < 0 ? digits : digits[..dot];
        var fraction = dot < 0 ? default : digits[(dot + 1)..];
        return (dot < 0 ? whole.Length > 0 : fraction.Length > 0)
            && !whole.ContainsAnyExceptInRange('0', '9') && !fraction.ContainsAnyExceptInRange('0', '9');
    }

    private static string Substring(Call call, string text, long start, long length) =>
        start >= 0 && length >= 0 && start <= text.Length && length <= text.Length - start
            ? text.Substring((int)start, (int)length)
            : call.Fault("R702", "Substring reaches outside its text.", "");

    private static string Replace(Call call, string text, string old, string replacement)
    {
        if (old.Length == 0)
            return call.Fault("R702", "Replace needs something to look for.", "");
        var growth = (long)Math.Max(0, replacement.Length - old.Length) * (text.Length / old.Length);
        if (text.Length + growth > EvaluationBudget.LongestText)
        {
            call.Frame.Exhaust();
            return "";
        }
        return call.Frame.Bounded(text.Replace(old, replacement, StringComparison.Ordinal));
    }

    private static bool Fits(Call call, long width) =>
        width is >= 0 and <= 10_000 || call.Fault("R702", "Text is padded to at most 10,000 characters.", false);

    private static Value Split(Call call, string text, string separator)
    {
        var parts = separator.Length == 0 ? [text] : text.Split(separator);
        call.Frame.Budget.Spend(parts.Length);
        return Value.Of(Array.ConvertAll(parts, Value.Of));
    }

    private static bool In(string key, string list)
    {
        if (key.Length == 0)
            return false;
        foreach (var token in list.AsSpan().Split(','))
            if (list.AsSpan(token).Trim().Equals(key, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
