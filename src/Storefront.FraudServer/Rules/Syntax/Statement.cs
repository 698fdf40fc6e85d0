namespace Storefront.FraudServer.Rules.Syntax;

internal abstract record Statement(Token Keyword);

internal sealed record LetStatement(Token Keyword, Token Variable, Expression Value) : Statement(Keyword)
{
    public string Name => (string)Variable.Value!;
    public override string ToString() => $"LET ${Name} = {Value}";
}

internal sealed record WhenStatement(Token Keyword, Expression Condition) : Statement(Keyword)
{
    public override string ToString() => $"WHEN {Condition}";
}

/// <summary><c>OBSERVE</c>, a <c>RETURN</c> with a decision, or <c>DO</c>: calls, and the condition under which they are made.</summary>
internal sealed record CallStatement(Token Keyword, IReadOnlyList<CallExpression> Calls, WhenStatement? When) : Statement(Keyword)
{
    public override string ToString() => $"{Keyword.Text.ToUpperInvariant()} {string.Join(", ", Calls)}{Suffix.Of(When)}";
}

/// <summary>The <c>RETURN expression</c> of a user function's output.</summary>
internal sealed record ResultStatement(Token Keyword, Expression Value) : Statement(Keyword)
{
    public override string ToString() => $"RETURN {Value}";
}

internal sealed record RouteStatement(Token Keyword, Token Queue, WhenStatement? When) : Statement(Keyword)
{
    public override string ToString() => $"ROUTETO Queue(\"{Queue.Value}\"){Suffix.Of(When)}";
}

internal sealed record SelectStatement(
    Token Keyword, CallExpression Aggregate, Token Name, IReadOnlyList<EventName> From, Expression? GroupBy, WhenStatement? When) : Statement(Keyword)
{
    public override string ToString() => $"SELECT {Aggregate} AS {Name.Text} FROM {string.Join(", ", From)} GROUPBY {GroupBy}{Suffix.Of(When)}";
}

internal sealed record EventName(Token First, string Text)
{
    public override string ToString() => Text;
}

internal static class Suffix
{
    public static string Of(WhenStatement? when) => when is null ? "" : " " + when;
}
