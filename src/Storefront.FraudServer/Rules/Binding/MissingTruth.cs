using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Binding;

/// <summary>Finds comparisons with a literal that come out true when the attribute is not there: the commonest surprise in a rule.</summary>
internal static class MissingTruth
{
    public static bool IsTrueWhenMissing(BoundBinary comparison) => (comparison.Left, comparison.Right) switch
    {
        (BoundConvert { Operand.Type: FqlType.Attr or FqlType.Json }, BoundLiteral literal) => Holds(comparison.Operator, Order(literal)),
        (BoundLiteral literal, BoundConvert { Operand.Type: FqlType.Attr or FqlType.Json }) => Holds(comparison.Operator, -Order(literal)),
        _ => false,
    };

    // How the default of the literal's type compares with the literal.
    private static int Order(BoundLiteral literal) => literal.Value switch
    {
        double number => 0.0.CompareTo(number),
        string text => string.CompareOrdinal("", text),
        bool flag => false.CompareTo(flag),
        _ => 0,
    };

    private static bool Holds(Token op, int order) => Operators.Kind(op) switch
    {
        TokenKind.Equal => order == 0,
        TokenKind.NotEqual => order != 0,
        TokenKind.Less => order < 0,
        TokenKind.LessOrEqual => order <= 0,
        TokenKind.Greater => order > 0,
        TokenKind.GreaterOrEqual => order >= 0,
        _ => false,
    };
}
