namespace Storefront.FraudServer.Rules.Syntax;

/// <summary>The expressions: one loop over the table of precedence, and what may stand between two operators.</summary>
internal sealed partial class Parser
{
    private const int DeepestNesting = 64;   // brackets, signs and branches inside one another
    private const int DeepestTree = 500;     // and the operators chained between them
    private const int MostElements = 1_000;
    private static readonly string[] CastTypes = ["string", "int", "double", "bool", "datetime"];
    private int depth;

    private Expression Expression()
    {
        Enter();
        var test = Binary(0);
        if (Current.Kind == TokenKind.Question)
        {
            var question = Advance();
            var yes = Expression();
            Take(TokenKind.Colon, "':' and the other value");
            test = Checked(new ConditionalExpression(question, test, yes, Expression()));
        }
        depth--;
        return test;
    }

    // An operator takes what stands to its right for as long as that binds tighter than itself.
    private Expression Binary(int floor)
    {
        var left = Unary();
        while (Operators.Strength(Current) is var strength && strength > floor)
        {
            var op = Advance();
            left = Checked(new BinaryExpression(op, left, Binary(strength)), op);
        }
        return left;
    }

    private Expression Unary()
    {
        if (Operators.Kind(Current) is not (TokenKind.Not or TokenKind.Minus or TokenKind.Plus))
            return Postfix();
        Enter();
        var op = Advance();
        var operand = Checked(new UnaryExpression(op, Unary()));
        depth--;
        return operand;
    }

    private Expression Postfix()
    {
        var expression = Primary();
        while (true)
        {
            if (Current.Kind == TokenKind.Dot)
            {
                Advance();
                var name = Take(TokenKind.Word, "the name of a member");
                expression = Current.Kind == TokenKind.OpenParen
                    ? Checked(new CallExpression(expression, name, Arguments()), name)
                    : Checked(new MemberExpression(expression, name), name);
            }
            else if (Current.Kind == TokenKind.OpenBracket)
            {
                var bracket = Open();
                var index = Expression();
                Close(TokenKind.CloseBracket, "']'");
                expression = Checked(new IndexExpression(expression, bracket, index), bracket);
            }
            else
                return expression;
        }
    }

    private Expression Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Int or TokenKind.Double or TokenKind.String or TokenKind.Window:
                return new LiteralExpression(Advance());
            case TokenKind.Attribute or TokenKind.JsonAttribute:
                return new AttributeExpression(Advance());
            case TokenKind.Variable:
                return new VariableExpression(Advance());
            case TokenKind.OpenParen:
                return Cast() ?? Bracketed();
            case TokenKind.OpenBracket:
                return Array();
            case TokenKind.OpenBrace:
                return Object();
            case TokenKind.Word when token.Is("true") || token.Is("false") || token.Is("null"):
                return new LiteralExpression(Advance());
            case TokenKind.Word when !IsReserved(token):
                Advance();
                return Current.Kind == TokenKind.OpenParen ? new CallExpression(null, token, Arguments()) : new NameExpression(token);
            default:
                throw Unexpected(token, "a value");
        }
    }

    private Expression Bracketed()
    {
        var bracket = Open();
        var inner = Expression();
        Close(TokenKind.CloseParen, "')'");
        return inner with { First = bracket }; // what is said about the whole is said at its bracket
    }

    private CastExpression? Cast()
    {
        if (position + 3 >= tokens.Count || tokens[position + 2].Kind != TokenKind.CloseParen
            || tokens[position + 3].Kind is not (TokenKind.Attribute or TokenKind.JsonAttribute)
            || !CastTypes.Any(tokens[position + 1].Is))
            return null;
        var first = Advance();
        var type = Advance();
        Advance();
        return new CastExpression(first, type, new AttributeExpression(Advance()));
    }

    private ArrayExpression Array()
    {
        var bracket = Open();
        var items = new List<Expression>();
        if (Current.Kind != TokenKind.CloseBracket)
            do
                items.Add(Limited(items.Count, Expression));
            while (Accept(TokenKind.Comma));
        Close(TokenKind.CloseBracket, "',' or ']'");
        return Checked(new ArrayExpression(bracket, items));
    }

    private ObjectExpression Object()
    {
        var brace = Open();
        var fields = new List<Field>();
        if (Current.Kind != TokenKind.CloseBrace)
            do
                fields.Add(Limited(fields.Count, Field));
            while (Accept(TokenKind.Comma));
        Close(TokenKind.CloseBrace, "',' or '}'");
        return Checked(new ObjectExpression(brace, fields));
    }

    private Field Field()
    {
        var key = Current.Kind is TokenKind.String or TokenKind.Word ? Advance() : throw Unexpected(Current, "the name of a field");
        Take(TokenKind.Colon, "':'");
        return new Field(key, Expression());
    }

    private List<Argument> Arguments()
    {
        Open();
        var arguments = new List<Argument>();
        if (Current.Kind != TokenKind.CloseParen)
            do
                arguments.Add(Limited(arguments.Count, Argument));
            while (Accept(TokenKind.Comma));
        Close(TokenKind.CloseParen, "',' or ')'");
        return arguments;
    }

    private Argument Argument()
    {
        if (Current.Kind is not (TokenKind.Word or TokenKind.Variable) || tokens[position + 1].Kind != TokenKind.Assign)
            return new Argument(null, Expression());
        var name = Advance();
        Advance();
        return new Argument(name, Expression());
    }

    private T Limited<T>(int count, Func<T> next)
    {
        if (count >= MostElements)
            throw TooMuch(Current, $"At most {MostElements:N0} elements may stand here.");
        return next();
    }

    private void Enter()
    {
        // The outermost expression is no nesting yet; what exceeds is the bracket before us, or the sign we stand on.
        if (++depth > DeepestNesting + 1)
            throw TooMuch(open.TryPeek(out var bracket) && tokens[position - 1] == bracket ? bracket : Current, $"Expressions may be nested {DeepestNesting} deep.");
    }

    private T Checked<T>(T expression, Token? at = null) where T : Expression =>
        expression.Depth <= DeepestTree ? expression : throw TooMuch(at ?? expression.First, "This expression is too long.", "split it with LET");

    private Abandoned TooMuch(Token at, string message, string? hint = null)
    {
        diagnostics.Error("E501", at.Span, message, hint);
        return new Abandoned();
    }

    // Words that begin or join statements cannot begin a value; everywhere else they are names like any other.
    private static bool IsReserved(Token token) =>
        StartsStatement(token) || token.Is("when") || token.Is("as") || token.Is("from") || token.Is("groupby")
        || token.Is("and") || token.Is("or") || token.Is("not");
}
