using Storefront.FraudServer.Rules.Calls;
using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Binding;

/// <summary>The merchant's functions. Each output is compiled once, when the first rule names it; a circle is noticed on the way.</summary>
internal sealed class UserFunctions(BookSymbols book)
{
    private const int MostFunctions = 30;
    private const int MostOutputs = 30;
    private readonly Dictionary<UserFunctionDefinition, ResourceUse> used = [];
    private readonly Dictionary<UserFunctionOutput, CompiledOutput?> compiled = [];
    private readonly HashSet<UserFunctionOutput> underWay = [];
    private readonly HashSet<UserFunctionOutput> circular = [];
    private readonly Dictionary<UserFunctionDefinition, Dictionary<string, VariableSymbol>> parameters = [];

    public UserFunctionDefinition? Find(string name) =>
        book.Resources.Functions.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public bool IsCircular(UserFunctionOutput output) => circular.Contains(output);

    /// <summary>Their texts are checked when a rule first uses them: what they name may not exist in every book.</summary>
    public void CheckCounts()
    {
        if (book.Resources.Functions.Count > MostFunctions)
            book.Diagnostics.Error("E501", new TextSpan(1, 1, 1), $"At most {MostFunctions} functions can be published.");
        if (book.Resources.Functions.FirstOrDefault(f => f.Outputs.Count > MostOutputs) is { } large)
            book.Diagnostics.Error("E501", new TextSpan(1, 1, 1), $"Function {large.Name} has more than {MostOutputs} outputs.");
    }

    public CompiledOutput? Compile(UserFunctionDefinition function, UserFunctionOutput output, string environment)
    {
        if (compiled.TryGetValue(output, out var known))
            return known;
        if (!underWay.Add(output))
        {
            circular.Add(output);
            return null;
        }
        var diagnostics = new DiagnosticBag(output.Text, $"Functions.{function.Name}.{output.Name}") { Section = "function output" };
        var result = Parser.Parse(new SourceSection(output.Text), SectionKind.Function, diagnostics) is { } statements
            ? Build(function, output, statements, environment, diagnostics) : null;
        book.FunctionDiagnostics.AddRange(diagnostics.Items);
        underWay.Remove(output);
        return compiled[output] = diagnostics.ErrorCount == 0 ? result : null;
    }

    private CompiledOutput? Build(UserFunctionDefinition function, UserFunctionOutput output, IReadOnlyList<Statement> statements,
        string environment, DiagnosticBag diagnostics)
    {
        var symbols = ParametersOf(function);
        var context = new BindingContext(book, SectionKind.Function, environment) 
        {
            Parameters = symbols,
            Diagnostics = diagnostics,
            Used = used.TryGetValue(function, out var known) ? known : used[function] = new ResourceUse(isFunction: true),
        };
        var binder = new StatementBinder(context);
        var lets = binder.Lets(statements);
        var type = TypeOf(output.Type);
        var body = statements.OfType<ResultStatement>().Single().Value;
        var bound = new ExpressionBinder(context).BindAs(body, FqlType.Any, "E404", "The result");
        if (bound is null)
            return null;
        var code = CatalogueBuilder.Run<Value>(Compiler.Compile(bound));
        var slots = function.Parameters.Select(p => (Symbol: symbols[p.Name], Default: Converted(Value.Of(p.Default), TypeOf(p.Type)))).ToArray();
        return new CompiledOutput(type, slots, [.. lets], code, Converted(Value.Of(output.Default), type), bound.Nodes + lets.Sum(l => l.Nodes));
    }

    private Dictionary<string, VariableSymbol> ParametersOf(UserFunctionDefinition function)
    {
        if (!parameters.TryGetValue(function, out var symbols))
            parameters[function] = symbols = function.Parameters.ToDictionary(p => p.Name,
                p => new VariableSymbol(p.Name, TypeOf(p.Type), book.NewVariable()), StringComparer.OrdinalIgnoreCase);
        return symbols;
    }

    private static FqlType TypeOf(string name) => name.ToUpperInvariant() switch
    {
        "BOOL" or "BOOLEAN" => FqlType.Bool,
        "DATETIME" => FqlType.DateTime,
        "DOUBLE" => FqlType.Double,
        "INT" or "INTEGER" => FqlType.Int,
        _ => FqlType.String,
    };

    // Defaults are written in JSON and known at publish; nothing about an event can be wrong with them.
    private Value Converted(Value value, FqlType type)
    {
        using var nothing = System.Text.Json.JsonDocument.Parse("{}");
        return TypedValue.To(type, value, new Frame(new EventContext(nothing.RootElement.Clone()), book.Resources, default, 0, 0), default);
    }
}
