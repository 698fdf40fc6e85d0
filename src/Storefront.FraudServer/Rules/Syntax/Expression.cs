using System.Globalization;

namespace Storefront.FraudServer.Rules.Syntax;

/// <summary>An expression as written. <c>ToString()</c> prints it fully bracketed, which is how the parser's tests read it.</summary>
internal abstract record Expression(Token First, int Depth)
{
    public abstract override string ToString();
    protected static int Over(params Expression?[] parts) => 1 + parts.Max(p => p?.Depth ?? 0);
    protected static int Over(IReadOnlyList<Argument> arguments, Expression? target) =>
        1 + Math.Max(target?.Depth ?? 0, arguments.Count == 0 ? 0 : arguments.Max(a => a.Value.Depth));
}

internal sealed record LiteralExpression(Token Token) : Expression(Token, 1)
{
    public override string ToString() => Token switch
    {
        { Kind: TokenKind.String } => $"\"{Token.Value}\"",
        { Value: IFormattable number } => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Token.Text.ToUpperInvariant(),
    };
}

/// <summary><c>@"path"</c>, <c>@name</c>, or with two signs the JSON behind it; without a path the whole payload.</summary>
internal sealed record AttributeExpression(Token Token) : Expression(Token, 1)
{
    public AttributePath? Path => (AttributePath?)Token.Value;
    public bool IsJson => Token.Kind == TokenKind.JsonAttribute;
    public override string ToString() => (IsJson ? "@@" : "@") + Path?.Text;
}

internal sealed record VariableExpression(Token Token) : Expression(Token, 1)
{
    public string Name => (string)Token.Value!;
    public override string ToString() => "$" + Name;
}

/// <summary>A bare word: a namespace, a function parameter, or nothing that is known.</summary>
internal sealed record NameExpression(Token Token) : Expression(Token, 1)
{
    public override string ToString() => Token.Text;
}

internal sealed record UnaryExpression(Token Operator, Expression Operand) : Expression(Operator, Over(Operand))
{
    public override string ToString() => $"({Operators.Symbol(Operator)}{Operand})";
}

internal sealed record BinaryExpression(Token Operator, Expression Left, Expression Right) : Expression(Left.First, Over(Left, Right))
{
    public override string ToString() => $"({Left} {Operators.Symbol(Operator)} {Right})";
}

internal sealed record ConditionalExpression(Token Question, Expression Test, Expression Yes, Expression No)
    : Expression(Test.First, Over(Test, Yes, No))
{
    public override string ToString() => $"({Test} ? {Yes} : {No})";
}

/// <summary><c>target.Name(arguments)</c>, or <c>Name(arguments)</c> without a target.</summary>
internal sealed record CallExpression(Expression? Target, Token Name, IReadOnlyList<Argument> Arguments)
    : Expression(Target?.First ?? Name, Over(Arguments, Target))
{
    public override string ToString() => $"{(Target is null ? "" : Target + ".")}{Name.Text}({string.Join(", ", Arguments)})";
}

internal sealed record MemberExpression(Expression Target, Token Name) : Expression(Target.First, Over(Target))
{
    public override string ToString() => $"{Target}.{Name.Text}";
}

internal sealed record IndexExpression(Expression Target, Token Bracket, Expression Index) : Expression(Target.First, Over(Target, Index))
{
    public override string ToString() => $"{Target}[{Index}]";
}

internal sealed record ArrayExpression(Token Bracket, IReadOnlyList<Expression> Items) : Expression(Bracket, Over([.. Items, null]))
{
    public override string ToString() => $"[{string.Join(", ", Items)}]";
}

internal sealed record ObjectExpression(Token Brace, IReadOnlyList<Field> Fields)
    : Expression(Brace, Over([.. Fields.Select(f => f.Value), null]))
{
    public override string ToString() => $"{{{string.Join(", ", Fields)}}}";
}

/// <summary>The old form <c>(double)@"x"</c>; it takes the attribute only, before any member.</summary>
internal sealed record CastExpression(Token Open, Token Type, AttributeExpression Attribute) : Expression(Open, 2)
{
    public override string ToString() => $"(({Type.Text.ToLowerInvariant()}){Attribute})";
}

/// <summary><c>value</c> or <c>name = value</c>; <c>$name = value</c> is only for <c>$baseInput</c>.</summary>
internal sealed record Argument(Token? Name, Expression Value)
{
    public Token First => Name ?? Value.First;
    public string? Word => Name?.Kind == TokenKind.Variable ? "$" + Name.Value : Name?.Text;
    public override string ToString() => Name is null ? Value.ToString() : $"{Word} = {Value}";
}

internal sealed record Field(Token Key, Expression Value)
{
    public string Name => Key.Kind == TokenKind.String ? (string)Key.Value! : Key.Text;
    public override string ToString() => $"{Name}: {Value}";
}
