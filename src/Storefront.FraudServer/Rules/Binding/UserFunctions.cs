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

    private readonly List<UserFunctionDefinition> all = [.. book.Resources.Functions];

    public void Add(UserFunctionDefinition function) => all.Add(function);

    /// <summary>A function of this environment, or one that is known everywhere.</summary>
    public UserFunctionDefinition? Find(string name, string? environment) => all.Find(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        && (f.Environment is null || f.Environment.Equals(environment, StringComparison.OrdinalIgnoreCase)));

    /// <summary>How the functions that may be meant are written, seen from an environment.</summary>
    public IEnumerable<string> Names(string environment) => all
        .Where(f => f.Environment is null || book.Environments.Take(IndexOf(environment) + 1).Contains(f.Environment, StringComparer.OrdinalIgnoreCase))
        .Select(f => f.Environment is null || f.Environment.Equals(environment, StringComparison.OrdinalIgnoreCase) ? f.Name
            : IndexOf(f.Environment) == 0 ? $"root.{f.Name}" : $"environment[\"{f.Environment}\"].{f.Name}");

    /// <summary>The environment directly above; null above the root.</summary>
    public string? Above(string environment) => IndexOf(environment) is > 0 and var at ? book.Environments[at - 1] : null;

    /// <summary>An environment at or above another, by its name.</summary>
    public string? Upwards(string environment, string name) =>
        book.Environments.Take(IndexOf(environment) + 1).FirstOrDefault(e => e.Equals(name, StringComparison.OrdinalIgnoreCase));

    private int IndexOf(string environment) => book.Environments.ToList().FindIndex(e => e.Equals(environment, StringComparison.OrdinalIgnoreCase));

    public bool IsCircular(UserFunctionOutput output) => circular.Contains(output);

    public void CheckCounts()
    {
        foreach (var tooMany in all.GroupBy(f => f.Environment, StringComparer.OrdinalIgnoreCase).Select(g => g.ElementAtOrDefault(MostFunctions)).OfType<UserFunctionDefinition>())
            book.Diagnostics.Error("E501", tooMany.At, $"At most {MostFunctions} functions can be published.");
        foreach (var large in all.Where(f => f.Outputs.Count > MostOutputs))
            book.Diagnostics.Error("E501", large.Outputs[MostOutputs].At, $"Function {large.Name} has more than {MostOutputs} outputs.");
        foreach (var empty in all.Where(f => f.Outputs.Count == 0))
            book.Diagnostics.Error("E205", empty.At, $"Function {empty.Name} needs an %output.");
    }

    /// <summary>Functions of the file are checked whether a rule uses them or not; others when one does: what they name may not exist in every book.</summary>
    public void CompileAll()
    {
        foreach (var function in all.Where(f => f.Environment is not null))
            foreach (var output in function.Outputs)
                Compile(function, output, function.Environment!);
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
        var isOfFile = function.Environment is not null;
        var diagnostics = isOfFile ? book.Diagnostics : new DiagnosticBag(output.Text.Text, $"Functions.{function.Name}.{output.Name}");
        var (before, section) = (diagnostics.ErrorCount, diagnostics.Section);
        diagnostics.Section = "function output";
        var result = Parser.Parse(output.Text, SectionKind.Function, diagnostics) is { } statements
            ? Build(function, output, statements, function.Environment ?? environment, diagnostics) : null;
        if (!isOfFile)
            book.FunctionDiagnostics.AddRange(diagnostics.Items);
        diagnostics.Section = section;
        underWay.Remove(output);
        return compiled[output] = diagnostics.ErrorCount == before ? result : null;
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
