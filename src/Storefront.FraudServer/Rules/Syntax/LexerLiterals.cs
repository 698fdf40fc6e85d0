using System.Globalization;
using System.Text;

namespace Storefront.FraudServer.Rules.Syntax;

/// <summary>The literals: numbers, time windows, strings and attribute references.</summary>
internal sealed partial class Lexer
{
    private void Number()
    {
        var here = Here();
        var start = at;
        Digits();
        var whole = true;
        if (Peek(0) == '.' && char.IsAsciiDigit(Peek(1)))
        {
            whole = false;
            Step();
            Digits();
        }
        if (Peek(0) is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            whole = false;
            Step();
            Step();
            Digits();
        }
        else if (whole && Peek(0) is 's' or 'm' or 'h' or 'd' or 'S' or 'M' or 'H' or 'D' && !IsWordPart(Peek(1)))
        {
            Step();
            Add(TokenKind.Window, start, here);
            return;
        }
        if (IsWordPart(Peek(0)) || (Peek(0) == '.' && (char.IsAsciiDigit(Peek(1)) || !IsWordStart(Peek(1)))))
        {
            while (IsWordPart(Peek(0)) || Peek(0) == '.')
                Step();
            Malformed(start, here);
            return;
        }
        Value(start, here, whole);
    }

    private void Value(int start, TextSpan here, bool whole)
    {
        var digits = text.AsSpan(start, at - start);
        if (whole && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var integer))
            Add(TokenKind.Int, start, here, integer);
        else if (!whole && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real))
            Add(TokenKind.Double, start, here, real);
        else
            diagnostics.Error("E103", here with { Length = at - start }, $"The number {text[start..at]} is too large.");
    }

    private void Malformed(int start, TextSpan here) =>
        diagnostics.Error("E103", here with { Length = at - start }, $"'{text[start..at]}' is not a number.");

    private void Digits()
    {
        while (char.IsAsciiDigit(Peek(0)))
            Step();
    }

    private void String()
    {
        var here = Here();
        var start = at;
        if (Quoted() is { } value)
            Add(TokenKind.String, start, here, value);
    }

    // Null after reporting that the string has no end on its line.
    private string? Quoted()
    {
        var here = Here();
        var open = text[at];
        var start = at;
        Step();
        var value = new StringBuilder();
        while (at < text.Length && text[at] is not ('\r' or '\n'))
        {
            if (Closes(open, text[at]))
            {
                Step();
                return value.ToString();
            }
            if (text[at] == '\\')
                Escape(value);
            else
            {
                value.Append(text[at]);
                Step();
            }
        }
        diagnostics.Error("E101", here with { Length = at - start }, "This string is never closed.", "a string ends on the line it begins");
        return null;
    }

    // An escape that means nothing keeps its backslash: regular expressions read as they are written.
    private void Escape(StringBuilder value)
    {
        var next = Peek(1);
        if (next == 'u' && ushort.TryParse(text.AsSpan(Math.Min(at + 2, text.Length), Math.Min(4, Math.Max(0, text.Length - at - 2))),
                NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) && at + 6 <= text.Length)
        {
            value.Append((char)unit);
            for (var i = 0; i < 6; i++)
                Step();
            return;
        }
        char? meant = next switch { '"' => '"', '\'' => '\'', '\\' => '\\', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => null };
        value.Append(meant ?? '\\');
        Step();
        if (meant is not null)
            Step();
    }

    private void Attribute()
    {
        var here = Here();
        var start = at;
        Step();
        var kind = TokenKind.Attribute;
        if (Peek(0) == '@')
        {
            kind = TokenKind.JsonAttribute;
            Step();
        }
        if (IsWordStart(Peek(0)))
        {
            var name = at;
            while (IsWordPart(Peek(0)))
                Step();
            Add(kind, start, here, AttributePath.Bare(text[name..at]));
            return;
        }
        if (QuoteAhead())
        {
            while (!IsQuote(text[at]))
                Step();
            if (Quoted() is not { } written)
                return;
            AddPath(kind, start, here, written);
            return;
        }
        if (kind == TokenKind.JsonAttribute && !char.IsAsciiDigit(Peek(0)))
        {
            Add(kind, start, here);
            return;
        }
        while (IsWordPart(Peek(0)))
            Step();
        diagnostics.Error("E105", here with { Length = at - start }, "An attribute is written @\"path\" or @name.");
    }

    private void AddPath(TokenKind kind, int start, TextSpan here, string written)
    {
        var path = AttributePath.Parse(written);
        if (path is null)
            diagnostics.Error("E105", here with { Length = at - start }, $"\"{written}\" is not an attribute path.",
                "names separated by dots, with [0] for an element of an array");
        else if (path.Segments.Count > AttributePath.MostSegments)
            diagnostics.Error("E501", here with { Length = at - start }, $"A path has at most {AttributePath.MostSegments} parts.");
        else
            Add(kind, start, here, path);
    }

    // A quoted path may stand apart here its @, on the same line.
    private bool QuoteAhead()
    {
        var ahead = 0;
        while (Peek(ahead) is ' ' or '\t' or '\u00A0')
            ahead++;
        return IsQuote(Peek(ahead));
    }

    private static bool IsQuote(char c) => c is '"' or '\'' or '“' or '”' or '‘' or '’';

    private static bool Closes(char open, char c) => open switch
    {
        '“' or '”' => c is '“' or '”',
        '‘' or '’' => c is '‘' or '’',
        _ => c == open,
    };
}
