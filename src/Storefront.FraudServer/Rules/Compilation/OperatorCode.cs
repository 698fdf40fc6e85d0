using Storefront.FraudServer.Rules.Binding;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Outside;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Compilation;

/// <summary>Code for the binary operators; the binder has made both operands the same type.</summary>
internal static class OperatorCode
{
    public static Code Compile(BoundBinary binary, Code left, Code right)
    {
        var kind = Operators.Kind(binary.Operator);
        var at = binary.Operator.Span;
        return (left, right) switch
        {
            (Code<bool> { Run: var a }, Code<bool> { Run: var b }) => Logic(kind, a, b),
            (Code<long> { Run: var a }, Code<long> { Run: var b }) => binary.Type == FqlType.Bool ? Compare(kind, a, b) : Whole(kind, a, b, at),
            (Code<double> { Run: var a }, Code<double> { Run: var b }) => binary.Type == FqlType.Bool ? Compare(kind, a, b) : Real(kind, a, b, at),
            (Code<string> { Run: var a }, Code<string> { Run: var b }) => Text(kind, a, b, binary.IgnoreCase),
            (Code<DateTime> { Run: var a }, Code<DateTime> { Run: var b }) => binary.Type == FqlType.Bool
                ? Compare(kind, a, b) : new Code<TimeSpan>(f => a(f) - b(f)),
            (Code<DateTime> { Run: var a }, Code<TimeSpan> { Run: var b }) => kind == TokenKind.Plus
                ? new Code<DateTime>(f => Library.DateFunctions.Shift(new Call(f, at), a(f), b(f).Ticks))
                : new Code<DateTime>(f => Library.DateFunctions.Shift(new Call(f, at), a(f), -(decimal)b(f).Ticks)),
            (Code<TimeSpan> { Run: var a }, Code<TimeSpan> { Run: var b }) => binary.Type == FqlType.Bool
                ? Compare(kind, a, b) : Span(kind, a, b, at),
            (Code<CharSets> { Run: var a }, Code<CharSets> { Run: var b }) => new Code<CharSets>(f => a(f) | b(f)),
            _ => throw new InvalidOperationException($"No code for {binary.Operator.Text}."),
        };
    }

    private static Code<bool> Logic(TokenKind kind, Func<Frame, bool> a, Func<Frame, bool> b) => kind switch
    {
        // After a fault on the left there is nothing left to find out.
        TokenKind.And => new Code<bool>(f => a(f) && !f.Faulted && b(f)),
        TokenKind.Or => new Code<bool>(f => a(f) || (!f.Faulted && b(f))),
        TokenKind.Equal => new Code<bool>(f => a(f) == b(f)),
        _ => new Code<bool>(f => a(f) != b(f)),
    };

    private static Code<bool> Compare(TokenKind kind, Func<Frame, long> a, Func<Frame, long> b) => kind switch
    {
        TokenKind.Equal => new Code<bool>(f => a(f) == b(f)),
        TokenKind.NotEqual => new Code<bool>(f => a(f) != b(f)),
        TokenKind.Less => new Code<bool>(f => a(f) < b(f)),
        TokenKind.LessOrEqual => new Code<bool>(f => a(f) <= b(f)),
        TokenKind.Greater => new Code<bool>(f => a(f) > b(f)),
        _ => new Code<bool>(f => a(f) >= b(f)),
    };

    private static Code<bool> Compare(TokenKind kind, Func<Frame, double> a, Func<Frame, double> b) => kind switch
    {
        TokenKind.Equal => new Code<bool>(f => a(f) == b(f)),
        TokenKind.NotEqual => new Code<bool>(f => a(f) is var x && b(f) is var y && x != y && !double.IsNaN(x) && !double.IsNaN(y)),
        TokenKind.Less => new Code<bool>(f => a(f) < b(f)),
        TokenKind.LessOrEqual => new Code<bool>(f => a(f) <= b(f)),
        TokenKind.Greater => new Code<bool>(f => a(f) > b(f)),
        _ => new Code<bool>(f => a(f) >= b(f)),
    };

    private static Code<bool> Compare<T>(TokenKind kind, Func<Frame, T> a, Func<Frame, T> b) where T : struct, IComparable<T> => kind switch
    {
        TokenKind.Equal => new Code<bool>(f => a(f).CompareTo(b(f)) == 0),
        TokenKind.NotEqual => new Code<bool>(f => a(f).CompareTo(b(f)) != 0),
        TokenKind.Less => new Code<bool>(f => a(f).CompareTo(b(f)) < 0),
        TokenKind.LessOrEqual => new Code<bool>(f => a(f).CompareTo(b(f)) <= 0),
        TokenKind.Greater => new Code<bool>(f => a(f).CompareTo(b(f)) > 0),
        _ => new Code<bool>(f => a(f).CompareTo(b(f)) >= 0),
    };

    private static Code Text(TokenKind kind, Func<Frame, string> a, Func<Frame, string> b, bool ignoreCase)
    {
        if (kind == TokenKind.Plus)
            return new Code<string>(f => f.Bounded(string.Concat(a(f), b(f))));
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return kind switch
        {
            TokenKind.Equal => new Code<bool>(f => string.Equals(a(f), b(f), comparison)),
            TokenKind.NotEqual => new Code<bool>(f => !string.Equals(a(f), b(f), comparison)),
            TokenKind.Less => new Code<bool>(f => string.CompareOrdinal(a(f), b(f)) < 0),
            TokenKind.LessOrEqual => new Code<bool>(f => string.CompareOrdinal(a(f), b(f)) <= 0),
            TokenKind.Greater => new Code<bool>(f => string.CompareOrdinal(a(f), b(f)) > 0),
            _ => new Code<bool>(f => string.CompareOrdinal(a(f), b(f)) >= 0),
        };
    }

    private static Code<long> Whole(TokenKind kind, Func<Frame, long> a, Func<Frame, long> b, TextSpan at) => kind switch
    {
        TokenKind.Plus => new Code<long>(f => Arithmetic.Add(a(f), b(f), f, at)),
        TokenKind.Minus => new Code<long>(f => Arithmetic.Subtract(a(f), b(f), f, at)),
        TokenKind.Star => new Code<long>(f => Arithmetic.Multiply(a(f), b(f), f, at)),
        TokenKind.Slash => new Code<long>(f => Arithmetic.Divide(a(f), b(f), f, at)),
        _ => new Code<long>(f => Arithmetic.Remainder(a(f), b(f), f, at)),
    };

    private static Code<double> Real(TokenKind kind, Func<Frame, double> a, Func<Frame, double> b, TextSpan at) => kind switch
    {
        TokenKind.Plus => new Code<double>(f => a(f) + b(f)),
        TokenKind.Minus => new Code<double>(f => a(f) - b(f)),
        TokenKind.Star => new Code<double>(f => a(f) * b(f)),
        TokenKind.Slash => new Code<double>(f => Arithmetic.Divide(a(f), b(f), f, at)),
        _ => new Code<double>(f => Arithmetic.Remainder(a(f), b(f), f, at)),
    };

    private static Code<TimeSpan> Span(TokenKind kind, Func<Frame, TimeSpan> a, Func<Frame, TimeSpan> b, TextSpan at) =>
        kind == TokenKind.Plus
            ? new Code<TimeSpan>(f => new TimeSpan(Arithmetic.Add(a(f).Ticks, b(f).Ticks, f, at)))
            : new Code<TimeSpan>(f => new TimeSpan(Arithmetic.Subtract(a(f).Ticks, b(f).Ticks, f, at)));
}
