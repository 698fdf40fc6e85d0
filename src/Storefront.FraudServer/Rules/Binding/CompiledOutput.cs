using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Binding;

/// <summary>One output of a user function, ready to run: arguments into their places, the LETs, the result, converted.</summary>
internal sealed record CompiledOutput(
    FqlType Type, (VariableSymbol Symbol, Value Default)[] Parameters, LetStep[] Lets, Func<Frame, Value> Body, Value Default, int Nodes)
{
    public Code Emit(Func<Frame, Value>[] arguments, TextSpan at) => Type switch
    {
        FqlType.Bool => new Code<bool>(f => Run(f, arguments, at).Bool),
        FqlType.Int => new Code<long>(f => Run(f, arguments, at).Int),
        FqlType.Double => new Code<double>(f => Run(f, arguments, at).Double),
        FqlType.DateTime => new Code<DateTime>(f => Run(f, arguments, at).DateTime),
        _ => new Code<string>(f => Run(f, arguments, at).Text),
    };

    private Value Run(Frame frame, Func<Frame, Value>[] arguments, TextSpan at)
    {
        // All arguments first: they may call this very function.
        var values = new Value[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
            values[i] = Argument(frame, arguments[i](frame), Parameters[i], at);
        if (frame.Faulted || !frame.Budget.Spend(Nodes))
        {
            frame.Faulted = true;
            return Default;
        }
        for (var i = 0; i < values.Length; i++)
        {
            frame.Variables[Parameters[i].Symbol.Slot] = values[i];
            frame.VariableFaults[Parameters[i].Symbol.Slot] = false;
        }
        foreach (var let in Lets)
            let.Run(frame);
        return frame.Guard(Body, out var result) ? TypedValue.To(Type, result, frame, at) : Default;
    }

    // Present but unconvertible takes the parameter's own default; missing takes the default of the type.
    private static Value Argument(Frame frame, Value value, (VariableSymbol Symbol, Value Default) parameter, TextSpan at) =>
        TypedValue.IsConvertible(parameter.Symbol.Type, value, frame, at) ? TypedValue.To(parameter.Symbol.Type, value, frame, at) : parameter.Default;
}
