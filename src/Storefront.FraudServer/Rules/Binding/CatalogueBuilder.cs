using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Binding;

/// <summary>
/// Functions are registered as the C# that does the work; their FQL types follow from its types. "Fallible" ones are
/// told where they were called, to report a fault or a note.
/// </summary>
internal sealed class CatalogueBuilder
{
    private readonly Dictionary<string, List<Function>> functions = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, List<Function>> Functions => functions;

    public void Constant<R>(string name, R value) =>
        Add(name, Types.Of<R>(), [], (_, _) => new Code<R>(_ => value), isProperty: true);

    public void Reading<R>(string name, Func<Frame, R> body) =>
        Add(name, Types.Of<R>(), [], (_, _) => new Code<R>(body), isProperty: true);

    public void Static<R>(string name, Func<Frame, R> body) =>
        Add(name, Types.Of<R>(), [], (_, _) => new Code<R>(body));

    public void Static<A, R>(string name, Func<A, R> body, FqlType? result = null) =>
        Add(name, result ?? Types.Of<R>(), [Types.Of<A>()], (code, _) => Emit(code, body));

    public void Static<A, B, R>(string name, Func<A, B, R> body) =>
        Add(name, Types.Of<R>(), [Types.Of<A>(), Types.Of<B>()], (code, _) => Emit(code, body));

    public void Fallible<A, R>(string name, Func<Call, A, R> body, FqlType? result = null) =>
        Add(name, result ?? Types.Of<R>(), [Types.Of<A>()], (code, at) => Emit(code, at, body));

    public void Fallible<A, B, R>(string name, Func<Call, A, B, R> body, FqlType? result = null) =>
        Add(name, result ?? Types.Of<R>(), [Types.Of<A>(), Types.Of<B>()], (code, at) => Emit(code, at, body));

    public void Fallible<A, B, C, R>(string name, Func<Call, A, B, C, R> body, FqlType? result = null) =>
        Add(name, result ?? Types.Of<R>(), [Types.Of<A>(), Types.Of<B>(), Types.Of<C>()], (code, at) =>
        {
            var (a, b, c) = (Run<A>(code[0]), Run<B>(code[1]), Run<C>(code[2]));
            return new Code<R>(f => body(new Call(f, at), a(f), b(f), c(f)));
        });

    public void Fallible<A, B, C, D, R>(string name, Func<Call, A, B, C, D, R> body, FqlType result, params FqlType[] parameters) =>
        Add(name, result, parameters, (code, at) =>
        {
            var (a, b, c, d) = (Run<A>(code[0]), Run<B>(code[1]), Run<C>(code[2]), Run<D>(code[3]));
            return new Code<R>(f => body(new Call(f, at), a(f), b(f), c(f), d(f)));
        });

    /// <summary>A member read without parentheses.</summary>
    public void Property<A, R>(string name, Func<A, R> body) =>
        Add($".{Types.Of<A>()}.{name}", Types.Of<R>(), [Types.Of<A>()], (code, _) => Emit(code, body), isProperty: true);

    /// <summary>A member called with parentheses; its first parameter stands before the dot.</summary>
    public void Method<A, R>(string name, Func<A, R> body) => Static($".{Types.Of<A>()}.{name}", body);

    public void Method<A, B, R>(string name, Func<A, B, R> body) => Static($".{Types.Of<A>()}.{name}", body);

    public void FallibleMethod<A, R>(string name, Func<Call, A, R> body) => Fallible($".{Types.Of<A>()}.{name}", body);

    public void FallibleMethod<A, B, R>(string name, Func<Call, A, B, R> body) => Fallible($".{Types.Of<A>()}.{name}", body);

    public void FallibleMethod<A, B, C, R>(string name, Func<Call, A, B, C, R> body) => Fallible($".{Types.Of<A>()}.{name}", body);

    /// <summary>An old name for what <paramref name="name"/> does today.</summary>
    public void Legacy(string old, string name)
    {
        foreach (var function in functions[name].ToArray())
            Insert(function with { Name = old, ReplacedBy = name });
    }

    public void Add(string name, FqlType result, IReadOnlyList<FqlType> parameters, Emitter emit, bool isProperty = false) =>
        Insert(new Function(name, parameters, result, emit) { IsProperty = isProperty });

    private void Insert(Function function)
    {
        if (!functions.TryGetValue(function.Name, out var overloads))
            functions[function.Name] = overloads = [];
        overloads.Add(function);
    }

    private static Code<R> Emit<A, R>(IReadOnlyList<Code> code, Func<A, R> body)
    {
        var a = Run<A>(code[0]);
        return new Code<R>(f => body(a(f)));
    }

    private static Code<R> Emit<A, B, R>(IReadOnlyList<Code> code, Func<A, B, R> body)
    {
        var (a, b) = (Run<A>(code[0]), Run<B>(code[1]));
        return new Code<R>(f => body(a(f), b(f)));
    }

    private static Code<R> Emit<A, R>(IReadOnlyList<Code> code, TextSpan at, Func<Call, A, R> body)
    {
        var a = Run<A>(code[0]);
        return new Code<R>(f => body(new Call(f, at), a(f)));
    }

    private static Code<R> Emit<A, B, R>(IReadOnlyList<Code> code, TextSpan at, Func<Call, A, B, R> body)
    {
        var (a, b) = (Run<A>(code[0]), Run<B>(code[1]));
        return new Code<R>(f => body(new Call(f, at), a(f), b(f)));
    }

    public static Func<Frame, T> Run<T>(Code code) => ((Code<T>)code).Run;
}
