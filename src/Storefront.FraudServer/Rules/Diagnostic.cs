using System.Runtime.InteropServices;

namespace Storefront.FraudServer.Rules;

internal enum Severity { Error, Warning }

/// <summary>A place in a rule text: line and column from 1, in UTF-16 units, a tab being one column.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextSpan(int Line, int Column, int Length)
{
    public TextSpan To(TextSpan last) =>
        last.Line == Line && last.Column >= Column ? this with { Length = last.Column + last.Length - Column } : this;
}

/// <summary>One remark about a rule text, with the line it is about and, where one is near, a suggestion.</summary>
internal sealed record Diagnostic(
    Severity Severity, string Code, string Section, TextSpan Span, string Message, string? Hint, string FileName, string LineText)
{
    public bool IsError => Severity == Severity.Error;

    /// <summary>The line of the rule with a caret under the place meant.</summary>
    public string Caret =>
        $"{LineText}\n{Indent()}{new string('^', Math.Clamp(Span.Length, 1, Math.Max(1, LineText.Length - Span.Column + 1)))}";

    public override string ToString() =>
        $"{FileName}:{Span.Line}:{Span.Column}: {Code} {Message}{(Hint is null ? "" : $" ({Hint})")}";

    // Tabs stay tabs, so that the caret stands under the same column in any editor.
    private string Indent() => string.Concat(LineText.Take(Span.Column - 1).Select(c => c == '\t' ? '\t' : ' '))
        .PadRight(Math.Max(0, Span.Column - 1));
}
