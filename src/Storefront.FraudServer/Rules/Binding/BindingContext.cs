using Storefront.FraudServer.Rules.Syntax;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.FraudServer.Rules.Binding;

internal enum Stage { Pre, Bot, Risk }

/// <summary>What the whole book shares while it is put together: places for values, velocities by environment, user functions.</summary>
internal sealed class BookSymbols(RuleResources resources, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, int> paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, VelocityKind>> velocities = new(StringComparer.OrdinalIgnoreCase);

    public RuleResources Resources { get; } = resources;
    public DiagnosticBag Diagnostics { get; } = diagnostics;
    public List<Diagnostic> FunctionDiagnostics { get; } = [];
    public int VariableCount { get; private set; }
    public int PathCount => paths.Count;
    /// <summary>The environments of the file, the root first; each stands above the next.</summary>
    public IReadOnlyList<string> Environments { get; set; } = ["root"];
    public UserFunctions Functions => field ??= new UserFunctions(this);

    public int NewVariable() => VariableCount++;

    /// <summary>Every rule that names a path shares one slot, so that it is looked up once per event.</summary>
    public int SlotOf(AttributePath path)
    {
        var key = (path.Searched ? "?" : "") + path.Text;
        if (!paths.TryGetValue(key, out var slot))
            paths[key] = slot = paths.Count;
        return slot;
    }

    public bool AddVelocity(string environment, string name, VelocityKind kind)
    {
        if (!velocities.TryGetValue(environment, out var known))
            velocities[environment] = known = new(StringComparer.OrdinalIgnoreCase);
        return known.TryAdd(name, kind);
    }

    public VelocityKind? Velocity(string environment, string name) =>
        velocities.TryGetValue(environment, out var known) && known.TryGetValue(name, out var kind) ? kind : null;

    public IEnumerable<string> VelocityNames(string environment) => velocities.GetValueOrDefault(environment)?.Keys ?? Enumerable.Empty<string>();
}

/// <summary>What one section sees.</summary>
internal sealed class BindingContext(BookSymbols book, SectionKind section, string environment)
{
    public BookSymbols Book { get; } = book;
    public RuleResources Resources => Book.Resources;
    public DiagnosticBag Diagnostics { get; init; } = book.Diagnostics;
    public SectionKind Section { get; } = section;
    public string Environment { get; } = environment;
    public Stage Stage { get; init; }

    /// <summary>The rule's variables so far; sections of one rule share it.</summary>
    public VariableScope Variables { get; init; } = new();
    public IReadOnlyDictionary<string, VariableSymbol> Parameters { get; init; } = new Dictionary<string, VariableSymbol>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Conditions of action rules may ask for the decision.</summary>
    public bool OfActionRule { get; init; }

    /// <summary>What the rule, set or function has named so far.</summary>
    public ResourceUse Used { get; init; } = new(isFunction: section == SectionKind.Function);
}

/// <summary>The variables of one rule: those of the condition everywhere, those of a clause from there on.</summary>
internal sealed class VariableScope
{
    private readonly Dictionary<string, VariableSymbol> visible = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> ofCondition = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> ofSection = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => visible.Keys;

    public void BeginSection()
    {
        ofSection.Clear();
    }

    public void EndCondition() => ofCondition.UnionWith(visible.Keys);

    public bool IsTaken(string name) => ofCondition.Contains(name) || ofSection.Contains(name);

    /// <summary>True when the name was visible before and is now another variable.</summary>
    public bool Define(VariableSymbol symbol)
    {
        ofSection.Add(symbol.Name);
        var shadows = visible.ContainsKey(symbol.Name);
        visible[symbol.Name] = symbol;
        return shadows;
    }

    public VariableSymbol? Find(string name) => visible.GetValueOrDefault(name);
}
