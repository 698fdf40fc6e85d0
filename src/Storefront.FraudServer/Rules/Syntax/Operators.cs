namespace Storefront.FraudServer.Rules.Syntax;

/// <summary>The one table of precedence. AND, OR and NOT are other spellings of their marks.</summary>
internal static class Operators
{
    public static TokenKind Kind(Token token) => token.Kind != TokenKind.Word ? token.Kind
        : token.Is("and") ? TokenKind.And
        : token.Is("or") ? TokenKind.Or
        : token.Is("not") ? TokenKind.Not
        : TokenKind.Word;

    /// <summary>How tightly a binary operator binds; 0 for anything that is none.</summary>
    public static int Strength(Token token) => Kind(token) switch
    {
        TokenKind.Or => 1,
        TokenKind.And => 2,
        TokenKind.Pipe => 3,
        TokenKind.Equal or TokenKind.NotEqual => 4,
        TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual => 5,
        TokenKind.Plus or TokenKind.Minus => 6,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 7,
        _ => 0,
    };

    public static string Symbol(Token token) => Kind(token) switch
    {
        TokenKind.And => "&&",
        TokenKind.Or => "||",
        TokenKind.Not => "!",
        _ => token.Text,
    };
}
