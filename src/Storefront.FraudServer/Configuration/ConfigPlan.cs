using Storefront.FraudServer.Rules.Lists;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Configuration;

/// <summary>What an import would do, worked out and checked before anything is done.</summary>
internal sealed class ConfigPlan
{
    /// <summary>What changes, a line each.</summary>
    public List<string> Changes { get; } = [];

    /// <summary>What is worth knowing and changes nothing.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>Done in one transaction, in this order.</summary>
    public List<Action<WriteSession>> Steps { get; } = [];

    /// <summary>Lists that take their place when the transaction is done.</summary>
    public List<(string Name, bool IsSupport, string Text)> Lists { get; } = [];

    /// <summary>The lists as they will be: what the rules are checked with.</summary>
    public required ListLibrary Library { get; init; }

    public void Change(string told, Action<WriteSession> step)
    {
        Changes.Add(told);
        Steps.Add(step);
    }
}
