using System.Text.Json;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Calls;

/// <summary>A function of the merchant's own: typed parameters, and outputs each with an FQL text that ends in RETURN.</summary>
internal sealed record UserFunctionDefinition(
    string Name, IReadOnlyList<UserFunctionParameter> Parameters, List<UserFunctionOutput> Outputs)
{
    /// <summary>The environment whose rule file defines it, where what it names is looked for; null when it is known everywhere.</summary>
    public string? Environment { get; init; }

    /// <summary>Where the rule file names it.</summary>
    public TextSpan At { get; init; } = new(1, 1, 1);
}

/// <summary>Types are Bool, DateTime, Double, Integer (or Int) and String. The default serves a value that cannot be converted.</summary>
internal sealed record UserFunctionParameter(string Name, string Type, JsonElement Default);

/// <summary>The default serves whenever the text faults.</summary>
internal sealed record UserFunctionOutput(string Name, string Type, JsonElement Default, SourceSection Text)
{
    /// <summary>Where the rule file names it.</summary>
    public TextSpan At { get; init; } = new(1, 1, 1);
}
