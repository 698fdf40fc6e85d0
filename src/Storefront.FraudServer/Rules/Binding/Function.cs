using Storefront.FraudServer.Rules.Compilation;

namespace Storefront.FraudServer.Rules.Binding;

/// <summary>Turns the compiled arguments of one call into the compiled call; <paramref name="at"/> is where its faults are reported.</summary>
internal delegate Code Emitter(IReadOnlyList<Code> arguments, TextSpan at);

/// <summary>Something a rule can call or read: name, types, and how a call of it is compiled.</summary>
/// <param name="Parameters">For a member, the first one is what stands before the dot.</param>
internal sealed record Function(string Name, IReadOnlyList<FqlType> Parameters, FqlType Result, Emitter Emit)
{
    /// <summary>Read without parentheses.</summary>
    public bool IsProperty { get; init; }

    /// <summary>An old name that still works (W607), and what it is called today.</summary>
    public string? ReplacedBy { get; init; }
}
