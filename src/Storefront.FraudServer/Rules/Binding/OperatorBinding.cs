using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Binding;

/// <summary>Which operands an operator takes, and what a flexible operand becomes beside the other.</summary>
internal sealed partial class ExpressionBinder
{
    private Bound? Unary(UnaryExpression unary)
    {
        if (Bind(unary.Operand) is not { } operand)
            return null;
        var op = unary.Operator;
        if (Operators.Kind(op) == TokenKind.Not)
            return Convert(operand, FqlType.Bool) is { } test ? new BoundUnary(FqlType.Bool, op, test) : Refuse(op, operand);
        var number = operand.Type == FqlType.Int ? operand : Convert(operand, FqlType.Double);
        return number is null ? Refuse(op, operand) : new BoundUnary(number.Type, op, number);
    }

    private Bound? Binary(BinaryExpression binary)
    {
        var left = Plain(Bind(binary.Left));
        var right = Plain(Bind(binary.Right));
        if (left is null || right is null)
            return null;
        var op = binary.Operator;
        return Operators.Kind(op) switch
        {
            TokenKind.And or TokenKind.Or => Typed(op, FqlType.Bool, Convert(left, FqlType.Bool), Convert(right, FqlType.Bool)),
            TokenKind.Equal or TokenKind.NotEqual => Equality(op, left, right),
            TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual => Comparison(op, left, right),
            TokenKind.Plus => Sum(op, left, right),
            TokenKind.Minus => Difference(op, left, right),
            TokenKind.Star or TokenKind.Slash or TokenKind.Percent => Arithmetic(op, left, right),
            _ => left.Type == FqlType.CharSet && right.Type == FqlType.CharSet ? new BoundBinary(FqlType.CharSet, op, left, right) : null,
        } ?? Refuse(op, left, right);
    }

    // The answer of a call is Json wherever its diagnostics are not asked for.
    private static Bound? Plain(Bound? bound) => bound?.Type == FqlType.Call ? new BoundConvert(FqlType.Json, bound) : bound;

    private Bound? Equality(Token op, Bound left, Bound right)
    {
        if (left is BoundNull || right is BoundNull)
            return NullTest(op, left is BoundNull ? right : left, left.First);
        if (left.Type == FqlType.Bool || right.Type == FqlType.Bool)
            return Typed(op, FqlType.Bool, Convert(left, FqlType.Bool), Convert(right, FqlType.Bool), left, right);
        return Comparison(op, left, right);
    }

    private static Bound? NullTest(Token op, Bound other, Token first) =>
        other.Type.IsFlexible() || other.Type == FqlType.String
            ? new BoundIsNull(first, other, Operators.Kind(op) == TokenKind.NotEqual) : null;

    private Bound? Comparison(Token op, Bound left, Bound right)
    {
        if (left.Type.IsFlexible() && right.Type.IsFlexible())
        {
            diagnostics.Warning("W601", op.Span, "Two attributes are compared as text.", "say what one of them is, as in .AsDouble()");
            return Typed(op, FqlType.Bool, Convert(left, FqlType.String), Convert(right, FqlType.String), left, right);
        }
        var common = Common(left.Type, right.Type);
        if (common is null)
            return null;
        if (common == FqlType.String)
            WarnOfTextOrder(op, left, right);
        return Typed(op, FqlType.Bool, Convert(left, common.Value), Convert(right, common.Value), left, right);
    }

    private static FqlType? Common(FqlType left, FqlType right)
    {
        if (left.IsNumber() && right.IsNumber())
            return left == right ? left : FqlType.Double;
        if (left.IsFlexible() || right.IsFlexible())
        {
            var typed = left.IsFlexible() ? right : left;
            return typed.IsNumber() ? FqlType.Double
                : typed.IsText() ? FqlType.String
                : typed == FqlType.DateTime ? typed : null;
        }
        if (left.IsText() && right.IsText())
            return FqlType.String;
        return left == right && left is FqlType.DateTime or FqlType.TimeSpan && left == right ? left : null;
    }

    private void WarnOfTextOrder(Token op, Bound left, Bound right)
    {
        var ordered = Operators.Kind(op) is not (TokenKind.Equal or TokenKind.NotEqual);
        if (ordered && (left.Type.IsFlexible() || right.Type.IsFlexible()) && (left is BoundCall || right is BoundCall))
            diagnostics.Warning("W601", op.Span, "This orders as text: \"9\" is after \"10\".", "add .ToDouble() to the text");
    }

    private Bound? Typed(Token op, FqlType result, Bound? left, Bound? right, Bound? leftBefore = null, Bound? rightBefore = null)
    {
        if (left is null || right is null)
            return null;
        var bound = new BoundBinary(result, op, left, right)
        {
            IgnoreCase = leftBefore?.Type == FqlType.Decision || rightBefore?.Type == FqlType.Decision,
        };
        if (leftBefore is not null && MissingTruth.IsTrueWhenMissing(bound))
            diagnostics.Warning("W605", op.Span, "This is true when the attribute is missing.", "add Exists(…) if that is not meant");
        return bound;
    }

    private static Bound? Sum(Token op, Bound left, Bound right)
    {
        var (l, r) = (left.Type, right.Type);
        if (l.IsNumber() || r.IsNumber())
        {
            var other = l.IsNumber() ? r : l;
            if (other.IsNumber() || other.IsFlexible())
                return Arithmetic(op, left, right);
        }
        if (l.IsText() || r.IsText() || (l.IsFlexible() && r.IsFlexible()))
            return AsText(left) is { } a && AsText(right) is { } b ? new BoundBinary(FqlType.String, op, a, b) : null;
        if ((l, r) is (FqlType.DateTime, FqlType.TimeSpan) or (FqlType.TimeSpan, FqlType.TimeSpan))
            return new BoundBinary(l, op, left, right);
        return (l, r) is (FqlType.TimeSpan, FqlType.DateTime) ? new BoundBinary(r, op, right, left) : null;
    }

    private static Bound? AsText(Bound bound) => bound.Type.IsText() ? bound
        : bound.Type == FqlType.CharSet ? null : new BoundConvert(FqlType.String, bound);

    private static Bound? Difference(Token op, Bound left, Bound right)
    {
        if (left.Type == FqlType.DateTime && right.Type == FqlType.TimeSpan)
            return new BoundBinary(FqlType.DateTime, op, left, right);
        if (left.Type == FqlType.TimeSpan && right.Type == FqlType.TimeSpan)
            return new BoundBinary(FqlType.TimeSpan, op, left, right);
        if (left.Type == FqlType.DateTime || right.Type == FqlType.DateTime)
            return Convert(left, FqlType.DateTime) is { } a && Convert(right, FqlType.DateTime) is { } b
                ? new BoundBinary(FqlType.TimeSpan, op, a, b) : null;
        return Arithmetic(op, left, right);
    }

    private static Bound? Arithmetic(Token op, Bound left, Bound right)
    {
        if (left.Type == FqlType.Int && right.Type == FqlType.Int)
            return new BoundBinary(FqlType.Int, op, left, right);
        return Convert(left, FqlType.Double) is { } a && Convert(right, FqlType.Double) is { } b
            ? new BoundBinary(FqlType.Double, op, a, b) : null;
    }

    private Bound? Conditional(ConditionalExpression conditional)
    {
        var test = Plain(Bind(conditional.Test));
        var yes = Plain(Bind(conditional.Yes));
        var no = Plain(Bind(conditional.No));
        if (test is null || yes is null || no is null)
            return null;
        if (Convert(test, FqlType.Bool) is { } condition && Branches(yes.Type, no.Type) is { } type
            && Convert(yes, type) is { } a && Convert(no, type) is { } b)
            return new BoundConditional(type, condition, a, b);
        return Report("E401", conditional.Question, $"?: cannot choose between {yes.Type.Name()} and {no.Type.Name()} by {test.Type.Name()}.");
    }

    private static FqlType? Branches(FqlType yes, FqlType no)
    {
        if (yes == no)
            return yes;
        if (yes.IsFlexible() && no.IsFlexible())
            return FqlType.Json;
        if (yes.IsFlexible() || no.IsFlexible())
        {
            var typed = yes.IsFlexible() ? no : yes;
            return typed == FqlType.Int ? FqlType.Double : typed == FqlType.Decision ? FqlType.String : typed;
        }
        return yes.IsNumber() && no.IsNumber() ? FqlType.Double
            : yes.IsText() && no.IsText() ? FqlType.String : null;
    }

    private Bound? Refuse(Token op, Bound left, Bound? right = null) =>
        Report("E401", op, right is null
            ? $"{op.Text} cannot take {left.Type.Name()}."
            : $"{op.Text} cannot take {left.Type.Name()} and {right.Type.Name()}.", HintFor(left, right));

    private static string? HintFor(Bound left, Bound? right) =>
        left is BoundUnary { Operator: var not } && Operators.Kind(not) == TokenKind.Not ? "NOT binds tightly: write not (…)"
        : left is BoundBinary { Type: FqlType.Bool } && right?.Type.IsNumber() == true ? "join two comparisons with AND"
        : null;
}
