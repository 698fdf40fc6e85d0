using Storefront.FraudServer.Rules.Binding;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Syntax;
using static Storefront.FraudServer.Rules.Binding.CatalogueBuilder;

namespace Storefront.FraudServer.Rules.Compilation;

/// <summary>
/// Bound expressions to closures, once, at publish. A closure knows its types, so evaluating one is a chain of direct calls
/// that looks nothing up. Flexible values travel as <see cref="Value"/>, everything else as itself.
/// </summary>
internal static class Compiler
{
    public static Code Compile(Bound bound) => bound switch
    {
        BoundLiteral literal => Literal(literal),
        BoundNull => new Code<Value>(_ => Value.Null),
        BoundAttribute attribute => Attribute(attribute),
        BoundVariable variable => Variable(variable),
        BoundConvert convert => ConversionCode.Compile(convert, Compile(convert.Operand)),
        BoundUnary unary => Unary(unary),
        BoundBinary binary => OperatorCode.Compile(binary, Compile(binary.Left), Compile(binary.Right)),
        BoundIsNull test => IsNull(test),
        BoundConditional conditional => Conditional(conditional),
        BoundCall call => call.Function.Emit([.. call.Arguments.Select(Compile)], call.Name.Span),
        BoundMember member => Member(member),
        BoundIndex index => Index(index),
        BoundArray array => Array(array),
        BoundObject fields => Object(fields),
        _ => throw new InvalidOperationException($"No code for {bound.GetType().Name}."),
    };

    /// <summary>A test as a WHEN needs it.</summary>
    public static Func<Frame, bool> Test(Bound bound) => Run<bool>(Compile(bound));

    /// <summary>Whatever the type, as a value that can be kept or sent.</summary>
    public static Func<Frame, Value> ToValue(Bound bound) => ConversionCode.ToValue(Compile(bound));

    private static Code Literal(BoundLiteral literal) => literal.Value switch
    {
        bool value => new Code<bool>(_ => value),
        long value => new Code<long>(_ => value),
        double value => new Code<double>(_ => value),
        string value => new Code<string>(_ => value),
        _ => throw new InvalidOperationException("Not a literal."),
    };

    private static Code<Value> Attribute(BoundAttribute attribute)
    {
        var (path, slot) = (attribute.Path, attribute.Slot);
        if (path is null)
            return new Code<Value>(f => Value.Of(f.Context.Body));
        return slot < 0 ? new Code<Value>(f => PathReader.Read(f.Context, path)) : new Code<Value>(f => f.Attribute(slot, path));
    }

    private static Code Variable(BoundVariable variable)
    {
        var slot = variable.Symbol.Slot;
        return variable.Type switch
        {
            FqlType.Bool => new Code<bool>(f => f.Variable(slot).Bool),
            FqlType.Int => new Code<long>(f => f.Variable(slot).Int),
            FqlType.Double => new Code<double>(f => f.Variable(slot).Double),
            FqlType.String or FqlType.Decision => new Code<string>(f => f.Variable(slot) is { Kind: ValueKind.String } v ? v.Text : ""),
            FqlType.DateTime => new Code<DateTime>(f => f.Variable(slot).DateTime),
            FqlType.TimeSpan => new Code<TimeSpan>(f => f.Variable(slot).TimeSpan),
            FqlType.CharSet => new Code<Outside.CharSets>(f => (Outside.CharSets)f.Variable(slot).Int),
            FqlType.Call => new Code<CallResult>(f => f.Variable(slot) is { Kind: ValueKind.Call } v ? v.Call : CallResult.None),
            FqlType.Model => Record(slot, new ModelScore(-1, ModelRuns.NotAvailable)),
            FqlType.Bin => Record(slot, Outside.BinTable.Lookup(null, "")),
            FqlType.Pattern => Record(slot, new Outside.PatternText("")),
            _ => new Code<Value>(f => f.Variable(slot)),
        };
    }

    private static Code<T> Record<T>(int slot, T none) where T : class =>
        new(f => f.Variable(slot) is { Kind: ValueKind.Record, Record: T record } ? record : none);

    private static Code Unary(BoundUnary unary)
    {
        var operand = Compile(unary.Operand);
        var at = unary.Operator.Span;
        if (operand is Code<bool> { Run: var test })
            return new Code<bool>(f => !test(f));
        if (Operators.Kind(unary.Operator) == TokenKind.Plus)
            return operand;
        if (operand is Code<double> { Run: var real })
            return new Code<double>(f => -real(f));
        var whole = Run<long>(operand);
        return new Code<long>(f => Arithmetic.Subtract(0, whole(f), f, at));
    }

    private static Code<bool> IsNull(BoundIsNull test)
    {
        var negated = test.Negated;
        var operand = Compile(test.Operand);
        if (operand is Code<string> { Run: var text })
            return new Code<bool>(f => text(f).Length == 0 != negated);
        var value = Run<Value>(operand);
        return new Code<bool>(f => value(f).IsAbsent != negated);
    }

    private static Code Conditional(BoundConditional conditional)
    {
        var test = Test(conditional.Test);
        return (Compile(conditional.Yes), Compile(conditional.No)) switch
        {
            (Code<bool> a, Code<bool> b) => Choose(a, b),
            (Code<long> a, Code<long> b) => Choose(a, b),
            (Code<double> a, Code<double> b) => Choose(a, b),
            (Code<string> a, Code<string> b) => Choose(a, b),
            (Code<DateTime> a, Code<DateTime> b) => Choose(a, b),
            (Code<TimeSpan> a, Code<TimeSpan> b) => Choose(a, b),
            (Code<Outside.CharSets> a, Code<Outside.CharSets> b) => Choose(a, b),
            (Code<ModelScore> a, Code<ModelScore> b) => Choose(a, b),
            (Code<Outside.BinRecord> a, Code<Outside.BinRecord> b) => Choose(a, b),
            (Code<Outside.PatternText> a, Code<Outside.PatternText> b) => Choose(a, b),
            (Code<Value> a, Code<Value> b) => Choose(a, b),
            _ => throw new InvalidOperationException("Branches of different types."),
        };

        Code<T> Choose<T>(Code<T> yes, Code<T> no)
        {
            var (a, b) = (yes.Run, no.Run);
            return new Code<T>(f => test(f) ? a(f) : b(f));
        }
    }

    private static Code<Value> Member(BoundMember member)
    {
        var (target, name) = (Run<Value>(Compile(member.Target)), member.Name);
        return new Code<Value>(f => target(f).Member(name));
    }

    private static Code<Value> Index(BoundIndex index)
    {
        var (target, position) = (Run<Value>(Compile(index.Target)), Run<long>(Compile(index.Index)));
        return new Code<Value>(f => target(f).At(position(f)));
    }

    private static Code<Value> Array(BoundArray array)
    {
        var items = array.Items.Select(ToValue).ToArray();
        return new Code<Value>(f =>
        {
            var values = new Value[items.Length];
            for (var i = 0; i < items.Length; i++)
                values[i] = items[i](f);
            return Value.Of(values);
        });
    }

    private static Code<Value> Object(BoundObject written)
    {
        var fields = written.Fields.Select(p => (p.Name, Run: ToValue(p.Value))).ToArray();
        return new Code<Value>(f =>
        {
            var members = new ValueObject();
            foreach (var (name, run) in fields)
                members.Set(name, run(f));
            return Value.Of(members);
        });
    }
}
