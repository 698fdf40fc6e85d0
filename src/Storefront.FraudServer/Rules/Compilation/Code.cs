using System.Runtime.InteropServices;
using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Compilation;

/// <summary>A compiled expression: a closure over its parts, built once when the rules are published.</summary>
internal abstract record Code;

internal sealed record Code<T>(Func<Frame, T> Run) : Code;

/// <summary>What a function that can fail is told about the place it was called from.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Call(Frame Frame, TextSpan At)
{
    /// <summary>A fault: the expression around this call has no value.</summary>
    public T Fault<T>(string code, string message, T instead)
    {
        Frame.Fault(code, message, At);
        return instead;
    }
}
