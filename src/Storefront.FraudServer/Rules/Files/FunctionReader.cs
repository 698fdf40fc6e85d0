using System.Globalization;
using System.Text.Json;
using Storefront.FraudServer.Rules.Calls;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Files;

/// <summary>
/// The merchant's own functions, as a rule file writes them: <c>%function Name(_parameter Type = default, …)</c>, and under it an
/// <c>%output Name Type = default</c> for each of its outputs, with the text that ends in RETURN below.
/// </summary>
internal sealed class FunctionReader
{
    private static readonly string[] Types = ["Bool", "DateTime", "Double", "Int", "String"];
    private readonly DiagnosticBag _diagnostics;
    private readonly List<Token> _tokens;
    private int _at;

    private FunctionReader(Directive directive, DiagnosticBag diagnostics)
    {
        _diagnostics = diagnostics;
        _tokens = Lexer.Read(new SourceSection(directive.Rest, directive.At.Line, directive.RestColumn), diagnostics);
    }

    /// <summary>Null when the line cannot be understood; the bag says why.</summary>
    public static UserFunctionDefinition? Function(Directive directive, string environment, DiagnosticBag diagnostics)
    {
        var reader = new FunctionReader(directive, diagnostics);
        return reader.Take(TokenKind.Word, "the function's name") is { } name && reader.Parameters() is { } parameters && reader.Take(TokenKind.End, "the end of the line") is not null
            ? new(name.Text, parameters, []) { Environment = environment, At = name.Span } : null;
    }

    /// <summary>Null when the line cannot be understood; the bag says why.</summary>
    public static UserFunctionOutput? Output(Directive directive, DiagnosticBag diagnostics)
    {
        var reader = new FunctionReader(directive, diagnostics);
        return reader.Typed("the output's name") is { } output && reader.Take(TokenKind.End, "the end of the line") is not null
            ? new(output.Name.Text, output.Type, output.Default, directive.Below) { At = output.Name.Span } : null;
    }

    private List<UserFunctionParameter>? Parameters()
    {
        var read = new List<UserFunctionParameter>();
        if (Take(TokenKind.OpenParen, "'('") is null)
            return null;
        while (!Is(TokenKind.CloseParen))
        {
            if ((read.Count > 0 && Take(TokenKind.Comma, "',' or ')'") is null) || Typed("a parameter's name") is not { } parameter)
                return null;
            if (read.Exists(p => parameter.Name.Is(p.Name)))
                _diagnostics.Error("E304", parameter.Name.Span, $"There is a parameter {parameter.Name.Text} already.");
            else
                read.Add(new(parameter.Name.Text, parameter.Type, parameter.Default));
        }
        _at++;
        return read;
    }

    private (Token Name, string Type, JsonElement Default)? Typed(string what)
    {
        if (Take(TokenKind.Word, what) is not { } name || Type() is not { } type || Take(TokenKind.Assign, "'=' and a default") is null)
            return null;
        return Default(type) is { } value ? (name, type, value) : null;
    }

    private string? Type()
    {
        if (Take(TokenKind.Word, "a type") is not { } word)
            return null;
        if (Array.Find(Types, type => word.Is(type) || (type == "Int" && word.Is("Integer"))) is { } known)
            return known;
        _diagnostics.Error("E404", word.Span, $"There is no type {word.Text}.", $"use {string.Join(", ", Types)}");
        return null;
    }

    private JsonElement? Default(string type)
    {
        var first = _tokens[_at];
        var sign = Is(TokenKind.Minus) ? "-" : "";
        _at += sign.Length;
        var value = _tokens[_at];
        JsonElement? read = (type, value.Kind) switch
        {
            ("Int", TokenKind.Int) or ("Double", TokenKind.Int or TokenKind.Double) => JsonElement.Parse(sign + value.Text),
            ("Bool", TokenKind.Word) when sign.Length == 0 && (value.Is("true") || value.Is("false")) => JsonElement.Parse(value.Text.ToLowerInvariant()),
            ("String", TokenKind.String) when sign.Length == 0 => JsonSerializer.SerializeToElement((string)value.Value!),
            ("DateTime", TokenKind.String) when sign.Length == 0 && Conversions.ParseDate((string)value.Value!) is not null => JsonSerializer.SerializeToElement((string)value.Value!),
            _ => null,
        };
        if (read is null)
            _diagnostics.Error("E404", first.Span, $"The default is a {type} written out, not {value}.", type == "DateTime" ? "\"2026-01-01\"" : null);
        else
            _at++;
        return read;
    }

    private bool Is(TokenKind kind) => _tokens[_at].Kind == kind;

    private Token? Take(TokenKind kind, string wanted)
    {
        if (Is(kind))
            return _tokens[_at < _tokens.Count - 1 ? _at++ : _at];
        _diagnostics.Error("E201", _tokens[_at].Span, string.Create(CultureInfo.InvariantCulture, $"Unexpected {_tokens[_at]}: expected {wanted}."));
        return null;
    }
}
