using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Binding;

internal enum ResourceKind { Velocity, ExternalCall, ListLookup, Assessment, Function }

/// <summary>How many different resources one rule, velocity set or function names, and how many it may.</summary>
internal sealed class ResourceUse(bool isFunction)
{
    private const int MostFunctions = 10;
    private readonly Dictionary<ResourceKind, HashSet<string>> used = [];

    /// <summary>The limit when this name is one too many; null when there is room.</summary>
    public int? Exceeded(ResourceKind kind, Token name)
    {
        if (Limit(kind) is not { } limit)
            return null;
        if (!used.TryGetValue(kind, out var names))
            used[kind] = names = new(StringComparer.OrdinalIgnoreCase);
        return names.Add(name.Text) && names.Count > limit ? limit : null;
    }

    private int? Limit(ResourceKind kind) => (isFunction, kind) switch
    {
        (false, ResourceKind.Function) => MostFunctions,
        (true, ResourceKind.Velocity) => 15,
        (true, ResourceKind.ExternalCall) => 2,
        (true, ResourceKind.ListLookup) => 5,
        (true, ResourceKind.Assessment) => 2,
        _ => null,
    };
}
