namespace Storefront.FraudServer.Rules.Syntax;

internal enum TokenKind
{
    End, Word, Int, Double, Window, String, Attribute, JsonAttribute, Variable,
    Plus, Minus, Star, Slash, Percent, Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, And, Or, Not,
    Question, Colon, Pipe, Assign, Comma, Dot, OpenParen, CloseParen, OpenBracket, CloseBracket, OpenBrace, CloseBrace,
}

/// <summary>One word or mark. <paramref name="Text"/> is as written; <paramref name="Value"/> what it means (number, unescaped string, path).</summary>
internal sealed record Token(TokenKind Kind, string Text, TextSpan Span, object? Value = null)
{
    /// <summary>First of its line; a statement usually is, so recovery after a mistake looks for it.</summary>
    public bool StartsLine { get; init; }

    public bool Is(string word) => Kind == TokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Kind == TokenKind.End ? "the end" : $"'{Text}'";
}
