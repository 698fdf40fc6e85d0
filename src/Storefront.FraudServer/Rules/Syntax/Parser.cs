namespace Storefront.FraudServer.Rules.Syntax;

/// <summary>Tokens to statements. A statement with a mistake is reported and left out; reading goes on at the next one.</summary>
internal sealed partial class Parser
{
    private readonly List<Token> tokens;
    private readonly SectionKind section;
    private readonly DiagnosticBag diagnostics;
    private readonly Stack<Token> open = new();
    private int position;

    private Parser(List<Token> tokens, SectionKind section, DiagnosticBag diagnostics)
    {
        this.tokens = tokens;
        this.section = section;
        this.diagnostics = diagnostics;
    }

    /// <summary>Null when the section cannot be used; what is wrong with it is then in the bag.</summary>
    public static IReadOnlyList<Statement>? Parse(SourceSection source, SectionKind section, DiagnosticBag diagnostics)
    {
        var before = diagnostics.ErrorCount;
        var read = Lexer.Read(source, diagnostics);
        if (diagnostics.ErrorCount > before)
            return null;

        var statements = new Parser(read, section, diagnostics).Statements();
        if (diagnostics.ErrorCount == before)
            SectionRules.Check(statements, section, new TextSpan(source.Line, source.Column, 1), diagnostics);
        return diagnostics.ErrorCount == before ? statements : null;
    }

    /// <summary>One expression and nothing else, for the tests of the parser.</summary>
    public static Expression? ParseExpression(string text, DiagnosticBag diagnostics)
    {
        var parser = new Parser(Lexer.Read(new SourceSection(text), diagnostics), SectionKind.Condition, diagnostics);
        try
        {
            var expression = parser.Expression();
            parser.Take(TokenKind.End, "the end");
            return expression;
        }
        catch (Abandoned)
        {
            return null;
        }
    }

    private Token Current => tokens[position];

    private List<Statement> Statements()
    {
        var statements = new List<Statement>();
        while (Current.Kind != TokenKind.End)
        {
            try
            {
                statements.Add(Statement());
            }
            catch (Abandoned)
            {
                Recover();
            }
        }
        return statements;
    }

    private Statement Statement() => Current switch
    {
        var t when t.Is("let") => Let(Advance()),
        var t when t.Is("when") => new WhenStatement(Advance(), Expression()),
        var t when t.Is("observe") => Calls(Advance()),
        var t when t.Is("do") => Calls(Advance()),
        var t when t.Is("return") && section == SectionKind.Function => new ResultStatement(Advance(), Expression()),
        var t when t.Is("return") => Calls(Advance()),
        var t when t.Is("routeto") => RouteTo(Advance()),
        var t when t.Is("select") => Select(Advance()),
        var t => throw Unexpected(t, "a statement", t.Kind == TokenKind.Assign ? "a comparison is written ==" : null),
    };

    private LetStatement Let(Token keyword)
    {
        var name = Take(TokenKind.Variable, "a variable such as $total");
        Take(TokenKind.Assign, "'='");
        return new LetStatement(keyword, name, Expression());
    }

    private CallStatement Calls(Token keyword)
    {
        var calls = new List<CallExpression>();
        do
            calls.Add(Postfix() is CallExpression call ? call : throw Unexpected(Current, "'('"));
        while (Accept(TokenKind.Comma));
        return new CallStatement(keyword, calls, OptionalWhen());
    }

    private WhenStatement? OptionalWhen() => Current.Is("when") ? new WhenStatement(Advance(), Expression()) : null;

    private RouteStatement RouteTo(Token keyword)
    {
        if (!Current.Is("queue"))
            throw Unexpected(Current, "Queue(\"name\")");
        Advance();
        Token name;
        if (Current.Kind == TokenKind.OpenParen)
        {
            Open();
            name = Take(TokenKind.String, "the queue's name in quotes");
            Close(TokenKind.CloseParen, "')'");
        }
        else
            name = Take(TokenKind.String, "the queue's name in quotes");
        return new RouteStatement(keyword, name, OptionalWhen());
    }

    private SelectStatement Select(Token keyword)
    {
        var first = Current;
        if (Postfix() is not CallExpression { Target: null } aggregate)
            throw Unexpected(first, "Count(), DistinctCount(…) or Sum(…)");
        TakeWord("as");
        var name = Take(TokenKind.Word, "a name");
        TakeWord("from");
        var from = new List<EventName>();
        do
            from.Add(Event());
        while (Accept(TokenKind.Comma));

        Expression? groupBy = null;
        WhenStatement? when = null;
        while (Current.Is("groupby") || Current.Is("when"))
        {
            var part = Advance();
            if (part.Is("groupby") ? groupBy is not null : when is not null)
            {
                diagnostics.Error("E204", part.Span, $"A velocity has one {part.Text.ToUpperInvariant()}.");
                throw new Abandoned();
            }
            if (part.Is("groupby"))
                groupBy = Expression();
            else
                when = new WhenStatement(part, Expression());
        }
        return new SelectStatement(keyword, aggregate, name, from, groupBy, when);
    }

    private EventName Event()
    {
        var first = Take(TokenKind.Word, "an event type such as Purchase");
        return Accept(TokenKind.Colon)
            ? new EventName(first, $"{first.Text}:{Take(TokenKind.Word, "the name of the event").Text}")
            : new EventName(first, first.Text);
    }

    private void TakeWord(string word)
    {
        if (!Current.Is(word))
            throw Unexpected(Current, word.ToUpperInvariant());
        Advance();
    }

    private Token Take(TokenKind kind, string expected) => Current.Kind == kind ? Advance() : throw Unexpected(Current, expected);

    private bool Accept(TokenKind kind)
    {
        if (Current.Kind != kind)
            return false;
        Advance();
        return true;
    }

    private Token Advance() => tokens[position] is { Kind: not TokenKind.End } token ? tokens[position++] : tokens[position];

    private Token Open()
    {
        open.Push(Current);
        return Advance();
    }

    private void Close(TokenKind kind, string expected)
    {
        Take(kind, expected);
        open.Pop();
    }

    private Abandoned Unexpected(Token token, string expected, string? hint = null)
    {
        if (token.Kind == TokenKind.End && open.TryPeek(out var bracket))
            diagnostics.Error("E202", bracket.Span, $"This {bracket} is never closed.");
        else if (token.Kind == TokenKind.End)
            diagnostics.Error("E201", token.Span, $"Something is missing here: expected {expected}.", hint);
        else
            diagnostics.Error("E201", token.Span, $"Unexpected {token}: expected {expected}.", hint ?? HintFor(token));
        return new Abandoned();
    }

    private static string? HintFor(Token token) => token.Kind switch
    {
        TokenKind.Assign => "a comparison is written ==",
        TokenKind.Greater => "'not equal' is written !=",
        _ when token.Is("group") => "GROUPBY is one word",
        _ => null,
    };

    private void Recover()
    {
        open.Clear();
        depth = 0;
        while (Current.Kind != TokenKind.End && !(Current.StartsLine && StartsStatement(Current)))
            Advance();
    }

    private static bool StartsStatement(Token token) =>
        token.Is("let") || token.Is("observe") || token.Is("return") || token.Is("do") || token.Is("select") || token.Is("routeto");

    /// <summary>Leaves a statement whose mistake has been reported; never leaves the parser.</summary>
    private sealed class Abandoned : Exception;
}
