using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Binding;

/// <summary>An expression whose every part has a type and whose every name is known.</summary>
/// <param name="Nodes">How many nodes it has: what evaluating it is charged.</param>
internal abstract record Bound(FqlType Type, Token First, int Nodes)
{
    public TextSpan At => First.Span;
}

internal sealed record BoundLiteral(FqlType Type, Token First, object Value) : Bound(Type, First, 1);

/// <summary>The NULL literal; everything but a comparison takes it as a missing value.</summary>
internal sealed record BoundNull(Token First) : Bound(FqlType.Json, First, 1);

/// <summary>An attribute of the event; without a path the whole body.</summary>
internal sealed record BoundAttribute(FqlType Type, Token First, AttributePath? Path, int Slot) : Bound(Type, First, 1);

internal sealed record BoundVariable(FqlType Type, Token First, VariableSymbol Symbol) : Bound(Type, First, 1);

/// <summary>A value taken as another type: a flexible one as what its place asks for, an Int as a Double.</summary>
internal sealed record BoundConvert(FqlType Type, Bound Operand) : Bound(Type, Operand.First, Operand.Nodes + 1);

internal sealed record BoundUnary(FqlType Type, Token Operator, Bound Operand) : Bound(Type, Operator, Operand.Nodes + 1);

internal sealed record BoundBinary(FqlType Type, Token Operator, Bound Left, Bound Right)
    : Bound(Type, Left.First, Left.Nodes + Right.Nodes + 1)
{
    public bool IgnoreCase { get; init; }
}

internal sealed record BoundIsNull(Token First, Bound Operand, bool Negated) : Bound(FqlType.Bool, First, Operand.Nodes + 1);

internal sealed record BoundConditional(FqlType Type, Bound Test, Bound Yes, Bound No)
    : Bound(Type, Test.First, Test.Nodes + Yes.Nodes + No.Nodes + 1);

internal sealed record BoundCall(Function Function, Token First, Token Name, IReadOnlyList<Bound> Arguments)
    : Bound(Function.Result, First, 1 + Arguments.Sum(a => a.Nodes));

internal sealed record BoundMember(Token First, Bound Target, string Name) : Bound(FqlType.Json, First, Target.Nodes + 1);

internal sealed record BoundIndex(Token First, Bound Target, Bound Index) : Bound(FqlType.Json, First, Target.Nodes + Index.Nodes + 1);

internal sealed record BoundArray(Token First, IReadOnlyList<Bound> Items) : Bound(FqlType.Json, First, 1 + Items.Sum(i => i.Nodes));

internal sealed record BoundObject(Token First, IReadOnlyList<BoundPair> Fields) : Bound(FqlType.Json, First, 1 + Fields.Sum(f => f.Value.Nodes));

/// <summary>A <c>k = v</c> or <c>k: v</c>.</summary>
internal sealed record BoundPair(string Name, Bound Value);

/// <summary>Something a LET or a function parameter defined, and where its value is kept.</summary>
internal sealed record VariableSymbol(string Name, FqlType Type, int Slot);
