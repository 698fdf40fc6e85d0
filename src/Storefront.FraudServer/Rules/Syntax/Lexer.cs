namespace Storefront.FraudServer.Rules.Syntax;

/// <summary>Text to tokens. Mistakes are reported and stepped over, so one text gives all its lexical errors at once.</summary>
internal sealed partial class Lexer
{
    private readonly string text;
    private readonly DiagnosticBag diagnostics;
    private readonly List<Token> tokens = [];
    private int at;
    private int line;
    private int column;
    private bool startsLine = true;

    private Lexer(SourceSection source, DiagnosticBag diagnostics)
    {
        text = source.Text;
        line = source.Line;
        column = source.Column;
        this.diagnostics = diagnostics;
    }

    public static List<Token> Read(SourceSection source, DiagnosticBag diagnostics)
    {
        var lexer = new Lexer(source, diagnostics);
        if (source.Text.Length > SourceSection.MostCharacters)
            diagnostics.Error("E501", new TextSpan(source.Line, source.Column, 1), $"A section holds at most {SourceSection.MostCharacters:N0} characters.");
        else
            lexer.Run();
        lexer.End();
        return lexer.tokens;
    }

    private void Run()
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (c is ' ' or '\t' or '\r' or '\n' or '\u00A0' or '\uFEFF')
                Step();
            else if (c == '/' && Peek(1) == '/')
                SkipLine();
            else if (c == '/' && Peek(1) == '*')
                SkipComment();
            else
            {
                Next(c);
                startsLine = false;
            }
        }
    }

    private void Next(char c)
    {
        if (IsWordStart(c))
            Word();
        else if (char.IsAsciiDigit(c))
            Number();
        else if (IsQuote(c))
            String();
        else if (c == '@')
            Attribute();
        else if (c == '$')
            Variable();
        else
            Mark(c);
    }

    private void Word()
    {
        var here = Here();
        var start = at;
        while (IsWordPart(Peek(0)))
            Step();
        Add(TokenKind.Word, start, here);
    }

    private void Variable()
    {
        var here = Here();
        var start = at;
        Step();
        if (!IsWordStart(Peek(0)))
        {
            while (IsWordPart(Peek(0)))
                Step();
            diagnostics.Error("E106", here, "A name must follow '$'.");
            return;
        }
        while (IsWordPart(Peek(0)))
            Step();
        Add(TokenKind.Variable, start, here, text[(start + 1)..at]);
    }

    private void Mark(char c)
    {
        var (kind, length) = (c, Peek(1)) switch
        {
            ('=', '=') => (TokenKind.Equal, 2),
            ('!', '=') => (TokenKind.NotEqual, 2),
            ('<', '=') => (TokenKind.LessOrEqual, 2),
            ('>', '=') => (TokenKind.GreaterOrEqual, 2),
            ('&', '&') => (TokenKind.And, 2),
            ('|', '|') => (TokenKind.Or, 2),
            ('+', _) => (TokenKind.Plus, 1),
            ('-', _) => (TokenKind.Minus, 1),
            ('*', _) => (TokenKind.Star, 1),
            ('/', _) => (TokenKind.Slash, 1),
            ('%', _) => (TokenKind.Percent, 1),
            ('<', _) => (TokenKind.Less, 1),
            ('>', _) => (TokenKind.Greater, 1),
            ('!', _) => (TokenKind.Not, 1),
            ('?', _) => (TokenKind.Question, 1),
            (':', _) => (TokenKind.Colon, 1),
            ('|', _) => (TokenKind.Pipe, 1),
            ('=', _) => (TokenKind.Assign, 1),
            (',', _) => (TokenKind.Comma, 1),
            ('.', _) => (TokenKind.Dot, 1),
            ('(', _) => (TokenKind.OpenParen, 1),
            (')', _) => (TokenKind.CloseParen, 1),
            ('[', _) => (TokenKind.OpenBracket, 1),
            (']', _) => (TokenKind.CloseBracket, 1),
            ('{', _) => (TokenKind.OpenBrace, 1),
            ('}', _) => (TokenKind.CloseBrace, 1),
            _ => (TokenKind.End, 1),
        };
        var here = Here();
        var start = at;
        for (var i = 0; i < length; i++)
            Step();
        if (kind == TokenKind.End)
            diagnostics.Error("E102", here, $"Unexpected character {Show(c)}.", HintFor(c));
        else
            Add(kind, start, here);
    }

    private static string Show(char c) => char.IsControl(c) || char.IsSurrogate(c) ? $"U+{(int)c:X4}" : $"'{c}'";

    private static string? HintFor(char c) => c switch
    {
        ';' => "statements need no separator",
        '&' => "write && or AND",
        '`' => "back-quotes are not part of a rule",
        _ => null,
    };

    private void SkipLine()
    {
        while (at < text.Length && text[at] is not ('\r' or '\n'))
            Step();
    }

    private void SkipComment()
    {
        var here = Here() with { Length = 2 };
        Step();
        Step();
        while (at < text.Length && !(text[at] == '*' && Peek(1) == '/'))
            Step();
        if (at >= text.Length)
        {
            diagnostics.Error("E104", here, "This comment is never closed.", "close it with */");
            return;
        }
        Step();
        Step();
    }

    private void Step()
    {
        var c = text[at++];
        if (c == '\n' || (c == '\r' && Peek(0) != '\n'))
        {
            line++;
            column = 1;
            startsLine = true;
        }
        else
            column++;
    }

    // The end stands just behind the last token: that is where something is missing.
    private void End()
    {
        var last = tokens.Count > 0 ? tokens[^1].Span : new TextSpan(line, column, 0);
        tokens.Add(new Token(TokenKind.End, "", last with { Column = last.Column + last.Length, Length = 1 }));
    }

    private void Add(TokenKind kind, int start, TextSpan here, object? value = null) =>
        tokens.Add(new Token(kind, text[start..at], here with { Length = at - start }, value) { StartsLine = startsLine });

    private char Peek(int ahead) => at + ahead < text.Length ? text[at + ahead] : '\0';
    private TextSpan Here() => new(line, column, 1);
    private static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_';
    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
