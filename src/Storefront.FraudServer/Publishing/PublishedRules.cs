using Storefront.FraudServer.Events;
using Storefront.FraudServer.Rules;

namespace Storefront.FraudServer.Publishing;

/// <summary>Rules in force somewhere.</summary>
/// <param name="EnvironmentId">Where; empty for everywhere.</param>
/// <param name="Number">Their version; 0 when a file of the settings decides.</param>
/// <param name="Name">What messages call them.</param>
/// <param name="Lines">Where their velocities count.</param>
/// <param name="Book">The rules themselves.</param>
internal sealed record PublishedRules(string EnvironmentId, int Number, string Name, VelocityLines Lines, RuleBook Book)
{
    public static string NameOf(string environmentId, int number) => environmentId.Length == 0 ? $"version {number}" : $"version {number} of {environmentId}";
}

/// <summary>The rules of every environment at one moment; never changed, replaced whole.</summary>
internal sealed class RulesInForce
{
    private readonly Dictionary<string, PublishedRules> _byEnvironment;

    public RulesInForce(IEnumerable<PublishedRules> all)
    {
        _byEnvironment = all.ToDictionary(rules => rules.EnvironmentId, StringComparer.OrdinalIgnoreCase);
        HaveVelocities = _byEnvironment.Values.Any(rules => rules.Book.HasVelocities);
    }

    public bool HaveVelocities { get; }

    public IReadOnlyCollection<PublishedRules> All => _byEnvironment.Values;

    /// <summary>An environment's own rules, else those of the environment above, in the end those that hold everywhere.</summary>
    public PublishedRules Of(MerchantEnvironment environment)
    {
        if (_byEnvironment.Count > 1)
            for (var place = environment; place is not null; place = place.Parent)
                if (_byEnvironment.TryGetValue(place.Id, out var own))
                    return own;
        return _byEnvironment[""];
    }

    /// <summary>The rules an environment has of its own, or null.</summary>
    public PublishedRules? Own(string environmentId) => _byEnvironment.GetValueOrDefault(environmentId);

    public RulesInForce With(PublishedRules rules) =>
        new(_byEnvironment.Values.Where(known => !known.EnvironmentId.Equals(rules.EnvironmentId, StringComparison.OrdinalIgnoreCase)).Append(rules));
}
